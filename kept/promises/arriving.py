"""Arriving: what was kept by writing is not kept when the letter came back, and is when it is sent again.

A ring or a visit was done, whatever became of the letter that tells of it.
"""

from __future__ import annotations

from django.db import models

from kept.conversations.delivery import Delivery
from kept.conversations.events import DeliveryFailed, DeliveryRetried
from kept.conversations.message import Message
from kept.conversations.returning import DeliveryState
from kept.events.event import Event
from kept.events.stream import Consumer
from kept.lib import clock
from kept.people.member import Member
from kept.promises import deadlines
from kept.promises.breaking import Cause
from kept.promises.deeds import Deed
from kept.promises.events import PromiseNotArrived
from kept.promises.keeping import Keeping
from kept.promises.promise import Promise
from kept.promises.renegotiating import Renegotiation

# Done by the letter itself.
BY_LETTER = [Deed.WRITE, Deed.SEND, Deed.FIND_OUT, Deed.OTHER]
LOST = [DeliveryState.FAILED, DeliveryState.BOUNCED]
DEADLINE = "arriving"


class NotArrived(models.Model):
    """That letter was to keep the promise, and came back; `by` is who said that it keeps it."""

    promise = models.OneToOneField(Promise, models.CASCADE, related_name="not_arrived")
    message = models.ForeignKey(Message, models.PROTECT, related_name="+")
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.message_id} did not keep {self.promise_id}"


class Arrivals(Consumer):
    """Asks the clock to look at each letter that came back or is sent again: it holds no conversation itself."""

    name = "promises kept by letters"

    def handle(self, event: Event) -> None:
        if event.kind in {DeliveryFailed.name, DeliveryRetried.name} and event.subject:
            deadlines.set(DEADLINE, event.subject, clock.now())


def look(message: int) -> None:
    """Let the promises that this letter keeps, or was to keep, say what is so now. Harmless the second time."""
    delivery = Delivery.objects.filter(message=message).first()
    if delivery is None:
        return
    if delivery.state in LOST:
        for keeping in Keeping.objects.filter(message=message, promise__deed__in=BY_LETTER).select_related("promise"):
            _is_not_kept(keeping)
        for row in Renegotiation.objects.filter(message=message).select_related("promise"):
            row.promise.time_stands(row, by=None)
    elif delivery.is_under_way or delivery.state == DeliveryState.SENT:
        for lost in NotArrived.objects.filter(message=message).select_related("promise", "message", "by"):
            lost.promise.keep(by=lost.by, with_=lost.message, at=clock.now())
            lost.delete()


def _is_not_kept(keeping: Keeping) -> None:
    promise: Promise = keeping.promise
    with promise.locked():
        if not Keeping.objects.filter(pk=keeping.pk).exists():
            return
        was_broken = promise.is_broken
        said = {"message": keeping.message, "by": keeping.by, "at": clock.now()}
        NotArrived.objects.update_or_create(promise=promise, defaults=said)
        promise.is_still_to_do(by=None, told=PromiseNotArrived(promise.what))
        if promise.is_broken and not was_broken:
            promise.explain(Cause.CAME_BACK, by=None)


deadlines.register(DEADLINE, look)
