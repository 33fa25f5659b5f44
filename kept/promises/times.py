"""By when things are usually promised: moments at which the company works, as the reader's own clock has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from kept.promises.hours import DAY, NeverOpen, WorkingHours

NOON = time(12)
LATE = timedelta(hours=2)  # this long before work ends, the same day is no more to be promised
FRIDAY = 4
WEEK = 7 * DAY
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Choice:
    """`is_usual` is the one that stands chosen at first."""

    label: str
    due: datetime
    is_usual: bool = False


def all_from_now(hours: WorkingHours, now: datetime | None = None) -> list[Choice]:
    """The choices worth offering at ``now``, soonest first, in the current time zone; none on a day off."""
    now = timezone.localtime(now).replace(second=0, microsecond=0)
    try:
        return [*_today(hours, now), *_later(hours, now)]
    except NeverOpen:
        return [Choice(gettext("Tomorrow"), now + DAY, is_usual=True), Choice(gettext("In a week"), now + WEEK)]


def usual_from_now(hours: WorkingHours) -> datetime:
    """What is proposed where nothing is said."""
    return next(each.due for each in all_from_now(hours) if each.is_usual)


def _today(hours: WorkingHours, now: datetime) -> Iterator[Choice]:
    soon = now + timedelta(hours=1)
    if hours.is_open(soon):
        yield Choice(gettext("In an hour"), soon)
    closes = hours.closes(now.astimezone(hours.zone).date())
    if closes and closes - now >= LATE:
        yield Choice(gettext("This evening"), timezone.localtime(closes))


def _later(hours: WorkingHours, now: datetime) -> Iterator[Choice]:
    today = now.astimezone(hours.zone).date()
    following, in_a_week = hours.next_working_day(today), hours.next_working_day(today + WEEK - DAY)
    closes, noon = _close(hours, following), datetime.combine(following, NOON, now.tzinfo)
    name = _name(closes, now)
    if noon < closes and hours.is_open(noon - MINUTE):
        yield Choice(gettext("%(day)s noon") % {"day": name}, noon)
    yield Choice(name, closes, is_usual=True)
    friday = today + (FRIDAY - today.weekday()) % 7 * DAY
    if following < friday < in_a_week and hours.is_working_day(friday):
        yield Choice(gettext("Friday"), _close(hours, friday))
    yield Choice(gettext("In a week"), _close(hours, in_a_week))


def _close(hours: WorkingHours, day: date) -> datetime:
    return timezone.localtime(hours.spans(day)[-1][1])


def _name(due: datetime, now: datetime) -> str:
    if due.date() - now.date() == DAY:
        return gettext("Tomorrow")
    return date_format(due, "l")
