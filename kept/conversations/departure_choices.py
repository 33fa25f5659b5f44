"""When an answer for later usually goes out: by the writer's own clock, and by the customer's where we know it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext

from kept.conversations.snooze_choices import MORNING, at, next_monday
from kept.customers.customer import Customer
from kept.lib.clock import is_time_zone

AFTERNOON = time(14)


@dataclass(frozen=True)
class Departure:
    """`at` is aware, in the time zone whose clock the label speaks of."""

    label: str
    at: datetime


@dataclass(frozen=True)
class Departures:
    """`theirs` is empty where the customer's clock is unknown or shows the same as the writer's."""

    own: list[Departure]
    theirs: list[Departure]


def all_from_now(customer: Customer, now: datetime | None = None) -> Departures:
    """The choices worth offering at ``now``, soonest first."""
    own = timezone.localtime(now)
    there = own.astimezone(ZoneInfo(customer.time_zone)) if is_time_zone(customer.time_zone) else own
    return Departures(_own(own), [] if there.utcoffset() == own.utcoffset() else _theirs(there))


def _own(now: datetime) -> list[Departure]:
    today = [Departure(gettext("This afternoon"), at(now, 0, AFTERNOON))] if 5 <= now.hour < 12 else []
    tomorrow = Departure(gettext("Tomorrow morning"), at(now, 1, MORNING))
    return [*today, tomorrow, *_monday(now, after=1)]


def _theirs(now: datetime) -> list[Departure]:
    """Their day may not have begun yet."""
    days = 0 if now.time() < MORNING else 1
    label = gettext("Tomorrow morning") if days else gettext("This morning")
    return [Departure(label, at(now, days, MORNING)), *_monday(now, after=days)]


def _monday(now: datetime, *, after: int) -> list[Departure]:
    days = next_monday(now)
    return [Departure(gettext("Monday morning"), at(now, days, MORNING))] if after < days < 7 else []
