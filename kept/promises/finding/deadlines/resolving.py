"""From a time as it is said to the moment by which the promise must be kept: the last at which it still is.

docs/promises-found.md says what each phrase means and why.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kept.promises.finding.deadlines.calendar import Almanac
from kept.promises.finding.deadlines.parts import (
    EARLIEST_HOUR,
    Clock,
    Date,
    DayLike,
    DayPart,
    Month,
    SameClock,
    Span,
    Week,
)
from kept.promises.finding.deadlines.whens import When
from kept.promises.hours import NeverOpen

DAY = timedelta(days=1)
_DAYS_OF_MONTH = 30  # in the half of one
LATEST = time(23, 59)
LATEST_FLIPPED = 20
_BEFORE_DAWN = (5, 0)
_EXACT = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1)}


def resolve(when: When, almanac: Almanac) -> datetime | None:
    """In the almanac's zone; None for a day that does not exist or a time that is no deadline."""
    try:
        found = _span(when, when.span, almanac) if when.span else _on_a_day(when, almanac)
    except (OverflowError, NeverOpen):
        return None
    return found.astimezone(almanac.zone).replace(second=0, microsecond=0) if found else None


def close(day: date, almanac: Almanac) -> datetime:
    """When work ends on that day; on a day off, when it ends on the next working day."""
    closes = almanac.closes(day)
    if closes is None:
        working = almanac.closes(almanac.hours.next_working_day(day))
        closes = working and datetime.combine(day, working.time(), almanac.hours.zone)
    if closes is None:
        raise NeverOpen
    if day == almanac.today and closes <= almanac.now:
        return _at(day, LATEST, almanac.zone)
    return closes


def opening(day: date, almanac: Almanac) -> datetime:
    """When work begins on that day; on a day off, when it begins on the next working day."""
    working = day if almanac.hours.is_working_day(day) else almanac.hours.next_working_day(day)
    opens = almanac.hours.spans(working)[0][0]
    return datetime.combine(day, opens.time(), almanac.hours.zone)


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """A time that the clock skips in spring is taken as if it had not been set."""
    return datetime.combine(day, clock, zone).astimezone(UTC).astimezone(zone)


def _span(when: When, span: Span, almanac: Almanac) -> datetime:
    if span.unit in _EXACT:
        length = span.count * _EXACT[span.unit]
        return almanac.hours.add(almanac.now, length) if span.working else almanac.now.astimezone(UTC) + length
    day = _days_on(span, almanac)
    if isinstance(when.clock, Clock):
        return _clock(when, when.clock, day, almanac)
    return _at(day, time(*when.part.ends), almanac.zone) if when.part else close(day, almanac)


def _days_on(span: Span, almanac: Almanac) -> date:
    if span.working:
        return almanac.hours.next_working_day(almanac.today, int(span.count * (5 if span.unit == "week" else 1)))
    if span.unit in ("month", "year"):
        months, rest = divmod(span.count * (12 if span.unit == "year" else 1), 1)
        return almanac.add_months(almanac.today, int(months)) + int(rest * _DAYS_OF_MONTH) * DAY
    return almanac.today + int(span.count * (7 if span.unit == "week" else 1)) * DAY


def _on_a_day(when: When, almanac: Almanac) -> datetime | None:
    day = almanac.day(when.day) if when.day else _day_meant(when, almanac)
    if day is None:
        return None
    if isinstance(when.clock, SameClock):
        return _at(day, almanac.now.time(), almanac.zone)
    if when.clock:
        return _bounded(when, _clock(when, when.clock, day, almanac), day, almanac)
    if when.edge:
        return opening(day, almanac) if when.edge.which == "opening" else close(day, almanac)
    if when.part:
        ends = when.part.starts if when.bound == "before" else when.part.ends
        return _bounded(when, _at(day, time(*ends), almanac.zone), day, almanac)
    return _whole_day(when, day, almanac)


def _whole_day(when: When, day: date, almanac: Almanac) -> datetime | None:
    if when.bound == "after":
        return None
    if when.bound == "before" and not _is_end(when.day):
        day -= DAY
    return close(day, almanac)


def _is_end(day: DayLike | None) -> bool:
    """Before the weekend, before the end of the month: by then."""
    return isinstance(day, Week | Month) or (isinstance(day, Date) and day.last)


def _bounded(when: When, at: datetime, day: date, almanac: Almanac) -> datetime:
    """What is to happen after a time on a day is to happen while that day's work lasts."""
    return max(at, close(day, almanac)) if when.bound == "after" else at


def _clock(when: When, clock: Clock, day: date, almanac: Almanac) -> datetime:
    hour = _hour(when, clock, day, almanac)
    zone = ZoneInfo(when.zone.name) if when.zone else almanac.zone
    return _at(day + (hour // 24) * DAY, time(hour % 24, clock.minute), zone)


def _hour(when: When, clock: Clock, day: date, almanac: Almanac) -> int:
    half = clock.half or (when.half and when.half.half) or (when.part and when.part.half)
    if half == "day" or clock.hour > 12 or clock.hour == 0:
        return clock.hour
    if half:
        return clock.hour % 12 + (12 if half == "pm" else 0)
    hour = clock.hour + (12 if clock.hour < EARLIEST_HOUR else 0)
    is_over = day == almanac.today and (hour, clock.minute) <= (almanac.now.hour, almanac.now.minute)
    return hour + 12 if is_over and (hour + 12, clock.minute) <= (LATEST_FLIPPED, 0) else hour


def _day_meant(when: When, almanac: Almanac) -> date:
    """The day of a time said without one: today while it is still to come, else the next."""
    today, tomorrow = almanac.today, almanac.today + DAY
    if when.edge:
        closes = almanac.closes(today)
        is_open = closes is not None and closes > almanac.now and when.edge.which == "close"
        return today if is_open else almanac.hours.next_working_day(today)
    if isinstance(when.clock, Clock):
        return today if _clock(when, when.clock, today, almanac) > almanac.now else tomorrow
    part = when.part
    return today if part is None or _is_to_come(part, almanac) else tomorrow


def _is_to_come(part: DayPart, almanac: Almanac) -> bool:
    """“In the morning”, said in the morning, is tomorrow; other parts last until they end."""
    until = _BEFORE_DAWN if part.is_coming else part.ends
    return (almanac.now.hour, almanac.now.minute) < until
