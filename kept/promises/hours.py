"""Working hours: when a company is at work, and how to reckon in that time. Pure: no models, no settings."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
# Closed for this long from some moment on, a calendar is taken to stay closed.
LONGEST_CLOSURE = 400  # days

# Wall clock times from and until; until 00:00 is the end of the day.
Span = tuple[time, time]


class NeverOpen(Exception):
    """These working hours have no end of waiting: not one open minute within more than a year."""


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """The open spans of each weekday (0 is Monday) in a time zone, except on `holidays`.

    A moment is open when the clock on the wall reads a time within a span of its day. So an hour that the clock skips
    in spring is no working time, one that it repeats in autumn counts twice, and a closing time in the repeated hour
    closes twice. `special` gives single days spans of their own, none for a day off; it stands above `holidays`. Spans
    of one day are in order and do not overlap. Moments given are aware in any zone; moments given back are in `zone`,
    to the minute, unless said otherwise.
    """

    zone: ZoneInfo
    week: Mapping[int, Sequence[Span]]
    holidays: Container[date] = frozenset()
    special: Mapping[date, Sequence[Span]] = field(default_factory=dict)

    def on_the_wall(self, day: date) -> Sequence[Span]:
        """The spans of that day as they stand on the door."""
        if day in self.special:
            return self.special[day]
        return () if day in self.holidays else self.week.get(day.weekday(), ())

    def spans(self, day: date) -> list[tuple[datetime, datetime]]:
        """The open spans of that day as moments, in order."""
        return [(self._here(begin), self._here(end)) for begin, end in self._spans(day)]

    def is_working_day(self, day: date) -> bool:
        return bool(self.on_the_wall(day))

    def is_open(self, at: datetime) -> bool:
        at = at.astimezone(UTC)
        return any(begin <= at < end for begin, end in self._spans(self._day_of(at)))

    def next_working_day(self, day: date, count: int = 1) -> date:
        """The `count`th working day after that day. Raises NeverOpen."""
        for _ in range(count):
            later = (each for each in _days(day + DAY, LONGEST_CLOSURE) if self.is_working_day(each))
            if (found := next(later, None)) is None:
                raise NeverOpen
            day = found
        return day

    def closes(self, day: date) -> datetime | None:
        """When work ends on that day; None on a day off."""
        spans = self.spans(day)
        return spans[-1][1] if spans else None

    def opens_after(self, at: datetime) -> datetime:
        """The first open moment from then on: that very moment, when it is open. Raises NeverOpen."""
        return self._here(next(begin for begin, _end in self.open_from(at)))

    def add(self, at: datetime, worked: timedelta) -> datetime:
        """The moment by which that much working time has passed. Nothing to work ends at once, also at night.

        Work that fills a day ends as it closes, not as the next one opens. Raises NeverOpen.
        """
        if worked <= timedelta():
            return self._here(at)
        for begin, end in self.open_from(at):
            if worked <= end - begin:
                break
            worked -= end - begin
        return self._here(begin + worked)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """How much working time lies between two moments; none when the second is not later."""
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        first, last = self._day_of(start), self._day_of(end)
        spans = (span for day in _days(first, (last - first).days + 1) for span in self._spans(day))
        pieces = (min(closes, end) - max(opens, start) for opens, closes in spans)
        return sum((piece for piece in pieces if piece > timedelta()), timedelta())

    def open_from(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """What is open from then on, in UTC, without end. Raises NeverOpen."""
        at = at.astimezone(UTC)
        day, closed_for = self._day_of(at), 0
        while closed_for < LONGEST_CLOSURE:
            closed_for += 1
            for begin, end in self._spans(day):
                if end > at:
                    closed_for = 0
                    yield max(begin, at), end
            day += DAY
        raise NeverOpen

    def _spans(self, day: date) -> list[tuple[datetime, datetime]]:
        """In UTC, as everything that is compared: moments of one zone compare by their wall clocks."""
        moments = sorted(each for span in self.on_the_wall(day) for each in _moments(day, *span, self.zone))
        joined = moments[:1]
        for begin, end in moments[1:]:
            if begin == joined[-1][1]:
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((begin, end))
        return joined

    def _day_of(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def _here(self, at: datetime) -> datetime:
        return at.astimezone(self.zone)


def _days(first: date, count: int) -> Iterator[date]:
    return (first + DAY * number for number in range(count))


def _moments(day: date, since: time, until: time, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """When, in UTC, the clock reads a time of that span: once, or twice where it is set back meanwhile."""
    opens, closes = datetime.combine(day, since, UTC), datetime.combine(day, until, UTC)
    closes += DAY if closes <= opens else timedelta()
    for first, last, offset in _offsets(opens - DAY, closes + DAY, zone):
        begin, end = max(opens - offset, first), min(closes - offset, last)
        if begin < end:
            yield begin, end


def _offsets(first: datetime, last: datetime, zone: ZoneInfo) -> list[tuple[datetime, datetime, timedelta]]:
    """The offsets from UTC within a few days, from when until when: a zone changes its clocks once then at most."""
    before, after = _offset(first, zone), _offset(last, zone)
    if before == after:
        return [(first, last, before)]
    low, high = first, last
    while high - low > MINUTE:
        middle = low + (high - low) // 2 // MINUTE * MINUTE
        low, high = (middle, high) if _offset(middle, zone) == before else (low, middle)
    return [(first, high, before), (high, last, after)]


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()
