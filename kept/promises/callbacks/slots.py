"""The times at which customers may be rung: in the company's working hours, and not overbooked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kept.lib import clock
from kept.promises.callbacks.callback import Callback
from kept.promises.callbacks.opening import CallbackPage
from kept.promises.hours import DAY, WorkingHours
from kept.promises.standing.calendar import company_hours


@dataclass(frozen=True)
class Slot:
    """Moments in UTC, in which time is reckoned whatever the clocks do."""

    start: datetime
    end: datetime


def free(page: CallbackPage, *, but: Callback | None = None) -> list[Slot]:
    """What may be chosen now, in order; `but` is one that gives its own time up for another."""
    every = list(_within_hours(page, company_hours()))
    booked = _booked(page, every, but) if every else []
    return [each for each in every if sum(_meet(each, other) for other in booked) < page.capacity]


def _within_hours(page: CallbackPage, hours: WorkingHours) -> Iterator[Slot]:
    earliest = clock.now() + timedelta(hours=page.notice)
    today, length = clock.now().astimezone(hours.zone).date(), timedelta(minutes=page.minutes)
    for number in range(page.days + 1):
        for opens, closes in hours.spans(today + number * DAY):
            start, end = opens.astimezone(UTC), closes.astimezone(UTC)
            while start + length <= end:
                if start >= earliest:
                    yield Slot(start, start + length)
                start += length


def _booked(page: CallbackPage, slots: list[Slot], but: Callback | None) -> list[Slot]:
    """What is booked then; at most as much as fits into the days ahead."""
    longest = timedelta(hours=4)
    there = Callback.objects.outstanding().filter(promise__inbox=page.inbox_id).select_related("promise")
    near = there.filter(promise__due__gt=slots[0].start, promise__due__lt=slots[-1].end + longest)
    return [Slot(each.start, each.end) for each in near if each != but]


def _meet(one: Slot, other: Slot) -> bool:
    return one.start < other.end and other.start < one.end
