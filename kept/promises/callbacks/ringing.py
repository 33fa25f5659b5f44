"""The clock rings when the time the customer chose begins."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from kept.lib import clock
from kept.promises import deadlines
from kept.promises.callbacks.events import CallbackDue

if TYPE_CHECKING:
    from kept.promises.promise import Promise

DEADLINE = "callback"


def ring(promise: int) -> None:
    """Say that it is time; sleep on where another time was agreed meanwhile."""
    from kept.promises.callbacks.callback import Callback

    callback = Callback.objects.outstanding().select_related("promise").filter(promise=promise).first()
    if callback is None:
        return
    with callback.promise.locked():
        if callback.start > clock.now():
            deadlines.set(DEADLINE, promise, callback.start)
        elif callback.promise.is_outstanding and deadlines.is_due(DEADLINE, promise):
            callback.promise.record(CallbackDue(callback.promise.what))
            deadlines.lift(DEADLINE, promise)


def begins(promise: Promise) -> datetime | None:
    """When the window of a callback begins; None for what is none."""
    callback = getattr(promise, "callback", None)
    if callback is None:
        return None
    callback.promise = promise
    start: datetime = callback.start
    return start


def follow(promise: Promise) -> None:
    """Its time was set anew, or it is to be done after all: the clock follows."""
    if start := begins(promise):
        deadlines.set(DEADLINE, promise.pk, start)


deadlines.register(DEADLINE, ring)
