"""From a day as it is said to a day of the calendar."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import singledispatchmethod
from zoneinfo import ZoneInfo

from kept.promises.finding.deadlines.parts import (
    CalendarWeek,
    Date,
    Day,
    DayLike,
    Figures,
    Month,
    SameDay,
    Week,
    Weekday,
    WeekOf,
)
from kept.promises.hours import WorkingHours

DAY = timedelta(days=1)
SUNDAY = 6
FRIDAY = 4
LAST_YEAR = 9998


@dataclass(frozen=True, slots=True)
class Almanac:
    """The day on which it is said, where, and when the company works."""

    now: datetime
    zone: ZoneInfo
    hours: WorkingHours
    _closing: dict[date, datetime | None] = field(default_factory=dict)

    def closes(self, day: date) -> datetime | None:
        """When work ends on that day; asked of the hours once a day."""
        if day not in self._closing:
            self._closing[day] = self.hours.closes(day)
        return self._closing[day]

    @property
    def today(self) -> date:
        return self.now.date()

    def day(self, said: DayLike) -> date | None:
        """None when there is no such day (the 31st of November)."""
        try:
            return self._day(said)
        except (ValueError, OverflowError):
            return None

    @singledispatchmethod
    def _day(self, said: DayLike) -> date:
        raise NotImplementedError(said)

    @_day.register
    def _(self, said: Day) -> date:
        return said.of(self.today)

    @_day.register
    def _(self, _: SameDay) -> date:
        return self.today

    @_day.register
    def _(self, said: Weekday) -> date:
        if said.weeks is not None:
            found = self._monday(said.weeks) + said.number * DAY
        else:
            found = self.today + ((said.number - self.today.weekday() - 1) % 7 + 1) * DAY
        return found + said.and_days * DAY

    @_day.register
    def _(self, said: Week) -> date:
        monday = self._monday(said.weeks)
        found = monday + said.upto * DAY if said.upto is not None else self.last_working_day(monday + SUNDAY * DAY, 7)
        if said.weeks == 0 and found < self.today:
            return self._day(Week(1, said.upto))
        return found

    @_day.register
    def _(self, said: CalendarWeek) -> date:
        year = self.today.isocalendar().year
        monday = date.fromisocalendar(year, said.number, 1)
        if monday + SUNDAY * DAY < self.today:
            monday = date.fromisocalendar(year + 1, said.number, 1)
        return self.last_working_day(monday + SUNDAY * DAY, 7)

    @_day.register
    def _(self, said: Date) -> date:
        if said.year is not None and said.month is not None:
            return self._in_month(said, said.year, said.month)
        return next(found for found in self._candidates(said) if found >= self.today)

    @_day.register
    def _(self, said: Figures) -> date:
        month_first = self._is_month_first() if max(said.first, said.second) <= 12 else said.second > 12
        found = self._figures(said, month_first=month_first)
        if found < self.today and max(said.first, said.second) <= 12:
            return max(found, self._figures(said, month_first=not month_first))
        return found

    @_day.register
    def _(self, said: WeekOf) -> date:
        begins = self._day(said.begins)
        return self.last_working_day(begins - begins.weekday() * DAY + SUNDAY * DAY, 7)

    @_day.register
    def _(self, said: Month) -> date:
        return self.last_of_month(self.add_months(self.today.replace(day=1), said.months))

    def _figures(self, said: Figures, *, month_first: bool) -> date:
        month, day = (said.first, said.second) if month_first else (said.second, said.first)
        return self._day(Date(day, month, said.year))

    def _candidates(self, said: Date) -> Iterator[date]:
        """The days of that date in this month or year and the following ones."""
        for later in range(12 * 9):
            month = self.add_months(self.today.replace(day=1), later)
            if said.month in (None, month.month) and said.day <= calendar.monthrange(month.year, month.month)[1]:
                yield self._in_month(said, month.year, month.month)
        raise ValueError(said)

    def _in_month(self, said: Date, year: int, month: int) -> date:
        return self.last_of_month(date(year, month, 1)) if said.last else date(year, month, said.day)

    def _monday(self, weeks: int) -> date:
        return self.today + (7 * weeks - self.today.weekday()) * DAY

    def _is_month_first(self) -> bool:
        """In the United States and the Philippines 8/11 is the 11th of August."""
        name = self.zone.key
        return name.startswith(("US/", "America/", "Pacific/Honolulu", "Asia/Manila")) and name not in _DAY_FIRST

    def last_of_month(self, day: date) -> date:
        length = calendar.monthrange(day.year, day.month)[1]
        return self.last_working_day(day.replace(day=length), length)

    def last_working_day(self, day: date, within: int) -> date:
        """That day, or the last working day before it; that day itself when there is none."""
        earlier = (day - back * DAY for back in range(within))
        return next((each for each in earlier if self.hours.is_working_day(each)), day)

    @staticmethod
    def add_months(day: date, months: int) -> date:
        """The same day of a later month, or its last."""
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        if year > LAST_YEAR:
            raise OverflowError(year)
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


# The parts of the Americas that write the day first.
_DAY_FIRST = frozenset(
    f"America/{place}"
    for place in [
        "Argentina/Buenos_Aires",
        "Asuncion",
        "Bogota",
        "Caracas",
        "Costa_Rica",
        "Guatemala",
        "Guayaquil",
        "Havana",
        "La_Paz",
        "Lima",
        "Managua",
        "Mexico_City",
        "Monterrey",
        "Montevideo",
        "Santiago",
        "Sao_Paulo",
        "Tegucigalpa",
        "El_Salvador",
        "Santo_Domingo",
        "Tijuana",
    ]
)
