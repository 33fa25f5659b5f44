"""What times are said with: a day, a time on the clock, a part of the day, a span from now, a week, a zone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

EARLIEST_HOUR, NOON = 7, 12
Unit = Literal["minute", "hour", "day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class Day:
    """A day, counted from the one on which it is said."""

    of: Callable[[date], date]


@dataclass(frozen=True, slots=True)
class SameDay:
    """The day spoken of before; today where none was."""


@dataclass(frozen=True, slots=True)
class Weekday:
    """0 is Monday. `weeks` counts calendar weeks from this one; None is the next such day to come."""

    number: int
    weeks: int | None = None
    and_days: int = 0


@dataclass(frozen=True, slots=True)
class Week:
    """A calendar week from this one on; `upto` is the weekday it is said to be over by, None its last working day."""

    weeks: int
    upto: int | None = None


@dataclass(frozen=True, slots=True)
class CalendarWeek:
    """ISO 8601 week of the year."""

    number: int


@dataclass(frozen=True, slots=True)
class Date:
    """A date; without a year or a month the next one to come. `last` is the month's last working day."""

    day: int
    month: int | None = None
    year: int | None = None
    last: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """A date in two figures, whose order the country decides (8/11)."""

    first: int
    second: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week that begins with a date."""

    begins: Date | Figures


@dataclass(frozen=True, slots=True)
class Month:
    """The last working day of a month, counted from this one."""

    months: int


@dataclass(frozen=True, slots=True)
class Clock:
    """A time on the clock. `half` "am" or "pm" as said, "day" when the hour is of twenty-four, None when open.

    `bare` is a mere number, which is a time only in the right company.
    """

    hour: int
    minute: int = 0
    half: Literal["am", "pm", "day"] | None = None
    bare: bool = False

    def until(self, end: Clock) -> Clock:
        """The end of a stretch that begins then: from 5 to 7 is in the evening."""
        is_open = self.half is None and end.half is None and max(self.hour, end.hour) <= NOON
        return replace(end, half="pm") if is_open and self._usual > end._usual else end

    @property
    def _usual(self) -> tuple[int, int]:
        """An hour of twelve is the one between seven in the morning and seven in the evening."""
        return self.hour + (NOON if self.hour < EARLIEST_HOUR else 0), self.minute


@dataclass(frozen=True, slots=True)
class SameClock:
    """The time at which it is said."""


@dataclass(frozen=True, slots=True)
class Half:
    """am or pm, said apart from the time."""

    half: Literal["am", "pm"]


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of the day, by when it is over; `starts` is when what must happen before it must have happened.

    One that `is_coming` (“in the morning”) is never the one that lasts.
    """

    ends: tuple[int, int]
    starts: tuple[int, int]
    half: Literal["am", "pm"]
    is_coming: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """The opening or the close of the working day."""

    which: Literal["opening", "close"]


@dataclass(frozen=True, slots=True)
class Span:
    """So long from now; `working` counts working time. `bare` is one without “in”, no deadline by itself."""

    count: float
    unit: Unit
    working: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Zone:
    """An IANA name."""

    name: str


DayLike = Day | SameDay | Weekday | Week | CalendarWeek | Date | Figures | WeekOf | Month
Part = DayLike | Clock | SameClock | Half | DayPart | Edge | Span | Zone
