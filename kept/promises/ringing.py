"""What the clock does about a promise."""

from __future__ import annotations

from kept.lib import clock
from kept.promises import deadlines, finding_out, foreseeing, standing_in
from kept.promises.promise import Promise
from kept.promises.reminding import DEADLINE


def ring(pk: int) -> None:
    """Say that it falls due soon, or that it fell due."""
    promise = Promise.objects.filter(pk=pk).first()
    if promise is None:
        return
    if promise.due > clock.now():
        standing_in.see_to(pk)
        promise.remind()
    elif promise.fall_due():
        finding_out.tell_late(promise)


def judge(pk: int) -> None:
    """Say whether what was foreseen of it came true."""
    if promise := Promise.objects.filter(pk=pk).first():
        promise.judge()


deadlines.register(DEADLINE, ring)
deadlines.register(foreseeing.DEADLINE, judge)
