"""What history supports, in companies of which the truth is known."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.promises.forecasting import ENOUGH, MOST, Case, history, next_level

BEGAN = datetime(2026, 1, 5, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def done(hours: float) -> Case:
    return Case(BEGAN, HOUR * hours, done=True)


def waiting(hours: float) -> Case:
    return Case(BEGAN, HOUR * hours, done=False)


def test_of_a_hundred_cases_nine_in_ten_were_done_by_the_ninety_first() -> None:
    known = history(done(hours) for hours in range(1, 101))
    assert known.time_for(0.9) == HOUR * 91
    assert known.share_within(HOUR * 90) == pytest.approx(0.9)


def test_too_few_cases_say_nothing() -> None:
    known = history(done(hours) for hours in range(1, ENOUGH))
    assert (known.time_for(0.9), known.share_within(HOUR)) == (None, None)
    assert history([]).time_for(0.9) is None


def test_what_still_waits_is_no_quick_one() -> None:
    quick = [done(1)] * 60
    slow = [waiting(10)] * 40
    assert history(quick).time_for(0.8) == HOUR
    known = history([*quick, *slow])
    assert known.time_for(0.8) is None
    assert known.share_within(HOUR * 5) == pytest.approx(0.6)


def test_what_left_without_being_done_counts_only_as_long_as_it_was_watched() -> None:
    known = history([*[done(2)] * 30, *[waiting(3)] * 30, *[done(4)] * 40])
    assert known.share_within(HOUR * 3) == pytest.approx(0.3)
    assert known.share_within(HOUR * 4) == pytest.approx(1.0)


def test_what_is_long_past_speaks_softly() -> None:
    long_ago = [Case(BEGAN - timedelta(days=600), HOUR, done=True)] * 200
    now = [done(9)] * 30
    known = history([*long_ago, *now])
    assert (known.share_within(HOUR) or 0) < 0.05
    assert known.cases < 40


@given(st.lists(st.builds(Case, st.just(BEGAN), st.timedeltas(timedelta(), HOUR * 99), st.booleans()), max_size=60))
def test_shares_only_grow_and_stay_within_one(cases: list[Case]) -> None:
    known = history(cases)
    assert list(known.shares) == sorted(known.shares)
    assert all(0 <= share <= 1 + 1e-9 for share in known.shares)
    assert known.cases == pytest.approx(len(cases))


# A company that makes eight promises a day, fulfils them at its own speed and sees only what is known by then.


def coverage(speed: Callable[[float], float], *, promises: int = 2000) -> tuple[int, float]:
    """How many forecasts of nine in ten it made, and how many of 1 came true; `speed` over the course, from 0 to 1."""
    chance, now, level = Random(7), BEGAN, 0.9
    made: list[tuple[datetime, timedelta]] = []
    becoming_known: list[tuple[datetime, bool]] = []
    said: list[bool] = []
    for number in range(promises):
        now += timedelta(days=chance.expovariate(8))
        while becoming_known and becoming_known[0][0] <= now:
            level = next_level(level, 0.9, came_true=heapq.heappop(becoming_known)[1])
        seen = [Case(began, min(took, now - began), done=began + took <= now) for began, took in made[-MOST:]]
        took = HOUR * chance.lognormvariate(3, 0.8) * speed(number / promises)
        if (by := history(seen).time_for(level)) is not None:
            said.append(took <= by)
            heapq.heappush(becoming_known, (now + min(took, by), took <= by))
        made.append((now, took))
    return len(said), sum(said) / len(said)


@pytest.mark.parametrize(
    "speed",
    [
        pytest.param(lambda course: 1.0, id="steady"),
        pytest.param(lambda course: 1 + 2 * course, id="ever slower"),
        pytest.param(lambda course: 1 if course < 0.5 else 2.5, id="suddenly slower"),
        pytest.param(lambda course: 3 - 2 * course, id="ever faster"),
    ],
)
def test_nine_in_ten_forecasts_of_nine_in_ten_come_true(speed: Callable[[float], float]) -> None:
    count, share = coverage(speed)
    assert count > 1800
    assert share == pytest.approx(0.9, abs=0.03)
