"""Times as the customer's clock has them, and ours beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kept.lib import clock
from kept.people.organisation import Organisation
from kept.promises.callbacks.callback import Callback
from kept.promises.callbacks.slots import Slot


@dataclass(frozen=True)
class Choice:
    """`value` is the moment in ISO form, `label` what the clock reads then."""

    value: str
    label: str


@dataclass(frozen=True)
class Day:
    """`is_open` is whether its times are shown at once."""

    label: str
    choices: list[Choice]
    is_open: bool = False


def days_of(slots: Iterable[Slot], zone: ZoneInfo, chosen: str = "") -> list[Day]:
    """What may be chosen, under the days of that zone; open is the day with the `chosen` value, else the first."""
    local = [each.start.astimezone(zone) for each in slots]
    groups = groupby(local, lambda each: each.date())
    days = [Day(date_format(date, "l j F"), [_choice(each) for each in starts]) for date, starts in groups]
    holding = [each for each in days if chosen in {choice.value for choice in each.choices}] or days[:1]
    return [replace(each, is_open=each in holding) for each in days]


def _choice(start: datetime) -> Choice:
    return Choice(start.isoformat(), date_format(start, "H:i"))


def in_both_zones(callback: Callback) -> str:
    """One line, or two where our clock reads otherwise."""
    theirs, ours = callback.promise.said_zone, clock.zone(Organisation.ours().time_zone)
    lines = [window(callback, theirs)]
    if callback.start.astimezone(theirs).utcoffset() != callback.start.astimezone(ours).utcoffset():
        lines.append(window(callback, ours))
    return "\n".join(lines)


def window(callback: Callback, zone: ZoneInfo) -> str:
    start, end = callback.start.astimezone(zone), callback.end.astimezone(zone)
    return _("%(day)s, between %(start)s and %(end)s (%(zone)s)") % {
        "day": date_format(start, "l j F"),
        "start": date_format(start, "H:i"),
        "end": date_format(end, "H:i"),
        "zone": zone.key.replace("_", " "),
    }
