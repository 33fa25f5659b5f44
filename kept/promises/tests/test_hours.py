"""Working hours, against a reference that looks at the clock on the wall minute by minute."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kept.promises.hours import MINUTE, NeverOpen, WorkingHours

BERLIN = ZoneInfo("Europe/Berlin")
NINE_TO_FIVE = {day: ((time(9), time(12, 30)), (time(13), time(17))) for day in range(5)}
HOURS = WorkingHours(
    BERLIN, NINE_TO_FIVE, holidays={date(2026, 12, 25)}, special={date(2026, 12, 24): ((time(9), time(12)),)}
)
FRIDAY_EVENING = datetime(2026, 11, 27, 18, tzinfo=BERLIN)


def berlin(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BERLIN)  # type: ignore[misc, arg-type]


def test_after_work_the_next_working_morning_begins() -> None:
    assert HOURS.opens_after(FRIDAY_EVENING) == berlin(2026, 11, 30, 9)
    assert HOURS.opens_after(berlin(2026, 11, 30, 10)) == berlin(2026, 11, 30, 10)


def test_work_that_fills_the_day_ends_as_it_closes() -> None:
    assert HOURS.add(berlin(2026, 11, 30, 9), timedelta(hours=7, minutes=30)) == berlin(2026, 11, 30, 17)
    assert HOURS.add(berlin(2026, 11, 30, 9), timedelta(hours=7, minutes=31)) == berlin(2026, 12, 1, 9, 1)


def test_lunch_the_weekend_and_holidays_do_not_count() -> None:
    assert HOURS.between(berlin(2026, 11, 30, 12), berlin(2026, 11, 30, 14)) == timedelta(minutes=90)
    assert HOURS.between(FRIDAY_EVENING, berlin(2026, 11, 30, 9)) == timedelta()
    assert HOURS.between(berlin(2026, 12, 24, 0), berlin(2026, 12, 28, 0)) == timedelta(hours=3)


def test_nothing_to_work_ends_at_once_also_at_night() -> None:
    assert HOURS.add(FRIDAY_EVENING, timedelta()) == FRIDAY_EVENING


def test_working_days_are_counted_over_holidays() -> None:
    assert HOURS.next_working_day(date(2026, 12, 23), 2) == date(2026, 12, 28)
    assert HOURS.closes(date(2026, 12, 24)) == berlin(2026, 12, 24, 12)
    assert HOURS.closes(date(2026, 12, 25)) is None


def test_an_hour_that_spring_skips_is_no_working_time() -> None:
    night = WorkingHours(BERLIN, {6: ((time(1), time(4)),)})
    [(opens, closes)] = night.spans(date(2026, 3, 29))
    assert (opens, closes) == (berlin(2026, 3, 29, 1), berlin(2026, 3, 29, 4))
    assert night.between(opens, closes) == timedelta(hours=2)
    from_the_gap = WorkingHours(BERLIN, {6: ((time(2, 30), time(4)),)})
    assert from_the_gap.opens_after(berlin(2026, 3, 29, 0)) == berlin(2026, 3, 29, 3)


def test_an_hour_that_autumn_repeats_counts_twice() -> None:
    night = WorkingHours(BERLIN, {6: ((time(1), time(2, 30)),)})
    assert [
        (begin.astimezone(UTC).time(), end.astimezone(UTC).time()) for begin, end in night.spans(date(2026, 10, 25))
    ] == [
        (time(23), time(0, 30)),
        (time(1), time(1, 30)),
    ]


def test_until_midnight_is_the_end_of_the_day() -> None:
    always = WorkingHours(BERLIN, {day: ((time(0), time(0)),) for day in range(7)})
    assert always.between(berlin(2026, 3, 29), berlin(2026, 3, 30)) == timedelta(hours=23)
    assert always.add(berlin(2026, 3, 28, 12), timedelta(hours=24)) == berlin(2026, 3, 29, 13)


def test_a_calendar_that_never_opens_says_so() -> None:
    closed = WorkingHours(BERLIN, {})
    with pytest.raises(NeverOpen):
        closed.add(FRIDAY_EVENING, MINUTE)
    with pytest.raises(NeverOpen):
        closed.opens_after(FRIDAY_EVENING)
    with pytest.raises(NeverOpen):
        closed.next_working_day(date(2026, 1, 1))


# The reference: is this minute open?

NAMES = "Europe/Berlin America/New_York Australia/Lord_Howe Asia/Kathmandu America/St_Johns Africa/Casablanca"


@st.composite
def calendars(draw: st.DrawFn, *, never_closed_for_good: bool = False) -> WorkingHours:
    week = {}
    for day in range(7):
        quarters = sorted(draw(st.sets(st.integers(0, 95), max_size=4)))
        pairs = zip(quarters[::2], quarters[1::2], strict=False)
        week[day] = tuple((_wall(begin), _wall(end)) for begin, end in pairs)
    if never_closed_for_good and not any(week.values()):
        week[1] = ((_wall(36), _wall(68)),)
    days_off = draw(st.sets(st.dates(date(2026, 3, 1), date(2026, 11, 30)), max_size=5))
    return WorkingHours(ZoneInfo(draw(st.sampled_from(NAMES.split()))), week, holidays=days_off)


def _wall(quarter: int) -> time:
    return time(quarter // 4, quarter % 4 * 15)


# Around the days on which some of these zones change their clocks.
starts = st.one_of(
    st.integers(0, 30 * 24 * 60).map(lambda minute: datetime(2026, 3, 6, tzinfo=UTC) + MINUTE * minute),
    st.integers(0, 30 * 24 * 60).map(lambda minute: datetime(2026, 10, 2, tzinfo=UTC) + MINUTE * minute),
)


def reads_open(hours: WorkingHours, at: datetime) -> bool:
    wall = at.astimezone(hours.zone)
    spans = () if wall.date() in hours.holidays else hours.week[wall.weekday()]
    return any(begin <= wall.time() < end for begin, end in spans)


def minutes(start: datetime, count: int) -> Iterator[datetime]:
    return (start + MINUTE * number for number in range(count))


@settings(max_examples=60)
@given(calendars(), starts, st.integers(0, 3 * 24 * 60))
def test_time_between_is_the_number_of_open_minutes(hours: WorkingHours, start: datetime, length: int) -> None:
    open_minutes = sum(reads_open(hours, at) for at in minutes(start, length))
    assert hours.between(start, start + MINUTE * length) == MINUTE * open_minutes


@settings(max_examples=60)
@given(calendars(), starts, st.integers(1, 600))
def test_adding_ends_when_that_many_open_minutes_have_passed(hours: WorkingHours, start: datetime, worked: int) -> None:
    left = worked
    for at in minutes(start, 5 * 24 * 60):
        left -= reads_open(hours, at)
        if not left:
            assert hours.add(start, MINUTE * worked) == at + MINUTE
            return
    assert hours.between(start, start + timedelta(days=5)) == MINUTE * (worked - left)


@settings(max_examples=60)
@given(calendars(), starts)
def test_a_moment_is_open_when_the_wall_clock_says_so(hours: WorkingHours, start: datetime) -> None:
    for at in minutes(start, 200):
        assert hours.is_open(at) == reads_open(hours, at)
