"""Until when a conversation is usually snoozed, as the member's own clock has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext

MORNING = time(8)
EVENING = time(17)
MONDAY = 0


@dataclass(frozen=True)
class Choice:
    label: str
    until: datetime


def all_from_now(now: datetime | None = None) -> list[Choice]:
    """The choices worth offering at ``now``, soonest first, in the current time zone."""
    now = timezone.localtime(now)
    today = [Choice(gettext("In an hour"), now + timedelta(hours=1))]
    if now.time() < time(15):
        today.append(Choice(gettext("This evening"), at(now, 0, EVENING)))
    tomorrow = Choice(gettext("Tomorrow morning"), at(now, 1, MORNING))
    week = Choice(gettext("In a week"), at(now, 7, MORNING))
    monday = next_monday(now)
    next_week = [Choice(gettext("Monday morning"), at(now, monday, MORNING))] if 1 < monday < 7 else []
    return [*today, tomorrow, *next_week, week]


def next_monday(now: datetime) -> int:
    """How many days there are until then, from one to seven."""
    return (MONDAY - now.weekday()) % 7 or 7


def at(now: datetime, days: int, clock: time) -> datetime:
    """That many days on, at that hour of the wall clock, whatever summer time does in between."""
    return datetime.combine(now.date() + timedelta(days=days), clock, tzinfo=now.tzinfo)
