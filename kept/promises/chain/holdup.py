"""Held up: what a promise rests on comes too late for it, and how that is seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from kept.lib import clock
from kept.promises.base import State, tell_list
from kept.promises.chain.asking import Asking
from kept.promises.chain.events import CanGoOn, HoldupOver, PromiseHeldUp
from kept.promises.chain.resting import Resting, look_again_at
from kept.promises.hours import WorkingHours
from kept.promises.outlook import Outlooks, to_the_half_hour
from kept.promises.promise import Promise

# What leaves less than this part of the working time that lay between two promises comes too late.
LEAST_ROOM = 0.5


class Reason(models.TextChoices):
    LATER = "later", _("comes later")
    BROKEN = "broken", _("was not done in time")
    WITHDRAWN = "withdrawn", _("will not be done")
    DECLINED = "declined", _("cannot be done")
    UNANSWERED = "unanswered", _("has no answer yet")


IN_SHORT = {
    Reason.LATER: _("What it waits for comes late."),
    Reason.BROKEN: _("What it waits for was not done in time."),
    Reason.WITHDRAWN: _("What it waits for will not be done."),
    Reason.DECLINED: _("What it waits for cannot be done."),
    Reason.UNANSWERED: _("What it waits for has no answer yet."),
}


class Holdup(models.Model):
    """The promise waits for `who`, late, to do `what`: the root of it, also where others stand in between.

    `until` is the earliest at which it can be kept now, empty where nobody knows. It stands while that is so.
    """

    promise = models.OneToOneField(Promise, models.CASCADE, related_name="holdup")
    who = models.CharField(max_length=150)
    what = models.CharField(max_length=300)
    reason = models.CharField(max_length=10, choices=Reason)
    until = models.DateTimeField(null=True)
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.promise_id} waits for {self.who}"

    @property
    def is_shown_beside(self) -> bool:
        """Whether it is one of those that the promise rests on or that were asked for, which stand beside it."""
        rests, askings = self.promise.rests.all(), self.promise.askings.all()
        return self.what in [each.lower.what for each in rests] + [each.what for each in askings]

    @property
    def in_short(self) -> str:
        """For where what it waits for is shown beside it, in its own words."""
        return str(IN_SHORT[Reason(self.reason)])

    @property
    def said(self) -> tuple[str, str, str, datetime | None]:
        return self.who, self.what, self.reason, self.until


@dataclass(frozen=True)
class Delay:
    """What comes late, and when the promise above can be kept then."""

    who: str
    what: str
    reason: str
    until: datetime | None


def is_too_late(ready: datetime, due: datetime, room: timedelta, hours: WorkingHours) -> bool:
    """Whether what is ready then leaves too little of the `room` (working time) that there was before `due`."""
    return ready > due or hours.between(ready, due) < LEAST_ROOM * room


def look_again(pk: int) -> None:
    """Whether that promise is held up; its promiser hears of what changed, and what rests on it is looked at next."""
    promise = Promise.objects.filter(pk=pk).first()
    if promise is None:
        return
    with promise.locked():
        rests = list(Resting.objects.filter(upper=pk).select_related(*_LOWER))
        if promise.is_outstanding:
            _free(promise, rests)
        before = Holdup.objects.filter(promise=pk).first()
        worst = _worst(promise, rests) if promise.is_outstanding else None
        if worst is not None:
            _hold_up(promise, worst, before)
        elif before is not None:
            before.delete()
            if promise.is_outstanding:
                promise.record(HoldupOver(promise.what))
            _tell_on(promise)


_LOWER = ("lower__promiser", "lower__asking__team", "lower__holdup", "lower__keeping", "lower__withdrawal")


def _hold_up(promise: Promise, delay: Delay, before: Holdup | None) -> None:
    said = (delay.who, delay.what, delay.reason, delay.until)
    if before is not None and before.said == said:
        return
    columns = dict(zip(("who", "what", "reason", "until"), said, strict=True)) | {"at": clock.now()}
    Holdup.objects.update_or_create(promise=promise, defaults=columns)
    until = delay.until.isoformat() if delay.until else ""
    promise.record(PromiseHeldUp(promise.what, delay.what, delay.who, until))
    _tell_on(promise)


def _tell_on(promise: Promise) -> None:
    tell_list(promise.conversation_id)
    look_again_at(*Resting.objects.filter(lower=promise.pk).values_list("upper", flat=True))


def _free(promise: Promise, rests: list[Resting]) -> None:
    """What it rested on is done: whoever keeps it can go on, and hears so once."""
    for each in rests:
        is_done = hasattr(each.lower, "keeping")
        if is_done and each.freed_at is None:
            promise.record(CanGoOn(promise.what, each.lower.what, str(each.lower.promiser)))
        if is_done is (each.freed_at is None):
            each.freed_at = clock.now() if is_done else None
            each.save(update_fields=["freed_at"])


def _worst(promise: Promise, rests: list[Resting]) -> Delay | None:
    """Of all that comes late what nobody knows the end of, else what comes last."""
    history = Outlooks()
    delays = [*_late_links(promise, rests, history), *_late_askings(promise)]
    unknown = [each for each in delays if each.until is None]
    return unknown[0] if unknown else max(delays, key=lambda each: each.until or clock.now(), default=None)


def _late_links(promise: Promise, rests: list[Resting], history: Outlooks) -> Iterator[Delay]:
    for each in rests:
        if (found := _lateness(each.lower, history)) is None:
            continue
        delay, ready = found
        if ready is None:
            yield delay
        elif delay.reason != Reason.LATER or is_too_late(ready, promise.due, each.room, history.hours):
            until = to_the_half_hour(history.hours.add(ready, each.room))
            yield Delay(delay.who, delay.what, delay.reason, max(until, ready))


def _lateness(lower: Promise, history: Outlooks) -> tuple[Delay, datetime | None] | None:
    """What may be late about that promise, and when it is ready as far as anybody knows; None when it is done."""
    who = str((lower.asking.team if hasattr(lower, "asking") else None) or lower.promiser)
    if lower.state == State.WITHDRAWN:
        return Delay(who, lower.what, Reason.WITHDRAWN, None), None
    if not lower.is_outstanding:
        return (Delay(who, lower.what, Reason.WITHDRAWN, None), None) if hasattr(lower, "withdrawal") else None
    if lower.is_broken:
        outlook = history.of_promise(lower, None)
        moment = outlook.moment if outlook and outlook.moment and outlook.moment > clock.now() else None
        return Delay(who, lower.what, Reason.BROKEN, None), moment
    if hasattr(lower, "holdup"):
        root = lower.holdup
        return Delay(root.who, root.what, Reason.LATER if root.until else root.reason, None), root.until
    return Delay(who, lower.what, Reason.LATER, None), lower.due


def _late_askings(promise: Promise) -> Iterator[Delay]:
    rows = Asking.objects.filter(upper=promise, promise=None, taken_back_at=None)
    for each in rows.select_related("asked", "team", "declining").order_by("pk"):
        if each.is_declined:
            yield Delay(each.who, each.what, Reason.DECLINED, None)
        elif each.is_late:
            yield Delay(each.who, each.what, Reason.UNANSWERED, None)
