"""The arithmetic of deadlines, against a reference that counts minute by minute."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from kept.promises.hours import MINUTE, WorkingHours
from kept.promises.standing.reckoning import Stretch, reckon
from kept.promises.tests.test_hours import calendars, reads_open, starts

BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = WorkingHours(BERLIN, {day: ((time(9), time(17)),) for day in range(5)})
HOUR = timedelta(hours=1)


def berlin(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BERLIN)  # type: ignore[misc, arg-type]


def test_four_hours_from_friday_afternoon_end_on_monday() -> None:
    told = reckon(4 * HOUR, [Stretch(berlin(2026, 11, 27, 16, 30))], OFFICE)
    assert told.due == berlin(2026, 11, 30, 12, 30)
    assert [(step.worked, step.left) for step in told.steps] == [
        (timedelta(minutes=30), timedelta(hours=3, minutes=30)),
        (timedelta(hours=3, minutes=30), timedelta()),
    ]


def test_a_pause_moves_the_deadline_by_the_working_time_in_it() -> None:
    before, after = Stretch(berlin(2026, 11, 30, 9), berlin(2026, 11, 30, 10)), Stretch(berlin(2026, 12, 1, 9))
    assert reckon(4 * HOUR, [before, after], OFFICE).due == berlin(2026, 12, 1, 12)


def test_while_it_stands_there_is_time_left_and_no_deadline() -> None:
    told = reckon(4 * HOUR, [Stretch(berlin(2026, 11, 30, 9), berlin(2026, 11, 30, 10))], OFFICE)
    assert (told.due, told.left) == (None, 3 * HOUR)


def test_what_was_used_up_before_a_pause_was_due_then() -> None:
    stretches = [Stretch(berlin(2026, 11, 30, 9), berlin(2026, 11, 30, 15)), Stretch(berlin(2026, 12, 1, 9))]
    assert reckon(4 * HOUR, stretches, OFFICE).due == berlin(2026, 11, 30, 13)


def test_closing_time_is_still_today() -> None:
    assert reckon(8 * HOUR, [Stretch(berlin(2026, 11, 30, 9))], OFFICE).due == berlin(2026, 11, 30, 17)


@st.composite
def stretches(draw: st.DrawFn) -> list[Stretch]:
    start = draw(starts)
    lengths = draw(st.lists(st.integers(1, 900), min_size=0, max_size=5))
    moments = [start]
    for length in lengths:
        moments.append(moments[-1] + MINUTE * length)
    ended = [Stretch(since, until) for since, until in list(pairwise(moments))[::2]]
    return [*ended, Stretch(moments[-1] + MINUTE)] if draw(st.booleans()) else ended


def slowly(allowed: timedelta, told: list[Stretch], hours: WorkingHours, horizon: datetime) -> datetime | None:
    """The same by counting every minute up to the horizon."""
    left = allowed
    for stretch in told:
        at = stretch.since
        while at < (stretch.until or horizon):
            left -= MINUTE * reads_open(hours, at)
            at += MINUTE
            if not left:
                return at
    return None


@settings(max_examples=80)
@given(calendars(never_closed_for_good=True), stretches(), st.integers(1, 700))
def test_a_deadline_is_where_counting_minutes_ends(hours: WorkingHours, told: list[Stretch], minutes: int) -> None:
    horizon = datetime(2026, 3, 1, tzinfo=UTC) if not told else told[-1].since + timedelta(days=8)
    expected = slowly(MINUTE * minutes, told, hours, horizon)
    reckoned = reckon(MINUTE * minutes, told, hours)
    if expected or (told and told[-1].until):
        assert reckoned.due == expected
    else:
        assert reckoned.due is None or reckoned.due > horizon
    assert sum((step.worked for step in reckoned.steps), timedelta()) == MINUTE * minutes - reckoned.left
