"""By when things are usually promised, as the reader's own clock has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext

NOON = time(12)
EVENING = time(17)
FRIDAY = 4


@dataclass(frozen=True)
class Choice:
    """`is_usual` is the one that stands chosen at first."""

    label: str
    due: datetime
    is_usual: bool = False


def all_from_now(now: datetime | None = None) -> list[Choice]:
    """The choices worth offering at ``now``, soonest first, in the current time zone."""
    now = timezone.localtime(now).replace(second=0, microsecond=0)
    today = [Choice(gettext("In an hour"), now + timedelta(hours=1))]
    if now.time() < time(15):
        today.append(Choice(gettext("This evening"), _at(now, 0, EVENING)))
    tomorrow = [
        Choice(gettext("Tomorrow noon"), _at(now, 1, NOON)),
        Choice(gettext("Tomorrow"), _at(now, 1, EVENING), is_usual=True),
    ]
    friday = (FRIDAY - now.weekday()) % 7
    this_week = [Choice(gettext("Friday"), _at(now, friday, EVENING))] if friday > 1 else []
    return [*today, *tomorrow, *this_week, Choice(gettext("In a week"), _at(now, 7, EVENING))]


def _at(now: datetime, days: int, clock: time) -> datetime:
    """That many days on, at that hour of the wall clock, whatever summer time does in between."""
    return datetime.combine(now.date() + timedelta(days=days), clock, tzinfo=now.tzinfo)
