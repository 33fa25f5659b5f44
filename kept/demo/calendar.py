"""When the story's steps happen, counted back from its end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Europe/London")
SUNDAY = 6
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

_CLOCK = re.compile(r"(?:(?P<sign>\+|in )?(?P<days>\d+) )?(?P<hour>\d\d):(?P<minute>\d\d)")
_SPAN = re.compile(r"(?P<sign>[+-])(?P<count>\d+)(?P<unit>[mh])")


class Impossible(Exception):
    """The script asks for a time that cannot be read, goes backwards, or lies beyond the story's end."""


@dataclass(frozen=True)
class Calendar:
    """`end` is aware; the story has happened by then."""

    end: datetime

    def moment(self, when: str, after: datetime | None) -> datetime:
        """The moment that `when` means for a step that follows one at `after`."""
        found = self._read(when, after)
        if found > self.end and not when.startswith("in "):
            raise Impossible(f"{when} lies beyond the end")
        if after is not None and found < after:
            raise Impossible(f"{when} goes back behind {after:%d %b %H:%M}")
        return found

    def until(self, when: str, after: datetime) -> datetime:
        """The moment that `when` means for something to come: it may lie beyond the end."""
        return self._read(when, after)

    def _read(self, when: str, after: datetime | None) -> datetime:
        if span := _SPAN.fullmatch(when):
            length = timedelta(minutes=int(span["count"]) * (60 if span["unit"] == "h" else 1))
            return self.end - length if span["sign"] == "-" else (after or self.end) + length
        clock = _CLOCK.fullmatch(when)
        if clock is None:
            raise Impossible(f"{when} is no time")
        at = time(int(clock["hour"]), int(clock["minute"]), tzinfo=HERE)
        return datetime.combine(self._day(clock, after), at)

    def _day(self, clock: re.Match[str], after: datetime | None) -> date:
        if clock["days"] is None or clock["sign"] == "+":
            if after is None:
                raise Impossible(f"{clock[0]} follows nothing")
            return step_days(after.astimezone(HERE).date(), int(clock["days"] or 0))
        count = int(clock["days"])
        return step_days(self.end.astimezone(HERE).date(), count if clock["sign"] else -count)

    def dates(self, begin: datetime, named: Mapping[str, int | str]) -> dict[str, date]:
        """The talk's named days: so many days after its beginning, and not a Sunday, or as in `"12 fri"` then the next
        Friday."""
        first = begin.astimezone(HERE).date()
        return {name: _day(first, days) for name, days in named.items()}


def step_days(day: date, count: int) -> date:
    """So many working days on, or back for a negative count."""
    one = timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count)):
        day += one
        while day.weekday() == SUNDAY:
            day += one
    return day


def _day(first: date, days: int | str) -> date:
    count, _, weekday = str(days).partition(" ")
    day = first + timedelta(days=int(count))
    if weekday:
        return day + timedelta(days=(WEEKDAYS.index(weekday) - day.weekday()) % 7)
    return day + timedelta(days=1) if day.weekday() == SUNDAY else day
