from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kept.demo.calendar import HERE, Calendar, Impossible
from kept.demo.story import TALKS

WEDNESDAY = datetime(2026, 5, 20, 15, 30, tzinfo=UTC)


@pytest.fixture
def calendar() -> Calendar:
    return Calendar(WEDNESDAY)


@pytest.mark.parametrize(
    ("when", "means"),
    [
        ("1 09:00", datetime(2026, 5, 19, 9, 0, tzinfo=HERE)),
        ("3 09:00", datetime(2026, 5, 16, 9, 0, tzinfo=HERE)),  # over a Sunday
        ("-40m", datetime(2026, 5, 20, 14, 50, tzinfo=UTC)),
        ("-3h", datetime(2026, 5, 20, 12, 30, tzinfo=UTC)),
        ("in 4 08:00", datetime(2026, 5, 25, 8, 0, tzinfo=HERE)),
    ],
)
def test_times_are_counted_back_from_the_end(calendar: Calendar, when: str, means: datetime) -> None:
    assert calendar.moment(when, None) == means


@pytest.mark.parametrize(
    ("when", "means"),
    [
        ("10:40", datetime(2026, 5, 16, 10, 40, tzinfo=HERE)),
        ("+1 08:50", datetime(2026, 5, 18, 8, 50, tzinfo=HERE)),
        ("+25m", datetime(2026, 5, 16, 9, 25, tzinfo=HERE)),
    ],
)
def test_times_follow_the_step_before(calendar: Calendar, when: str, means: datetime) -> None:
    saturday = datetime(2026, 5, 16, 9, 0, tzinfo=HERE)
    assert calendar.moment(when, saturday) == means


@pytest.mark.parametrize("when", ["soon", "0 18:00", "08:00"])
def test_what_cannot_be_is_refused(calendar: Calendar, when: str) -> None:
    with pytest.raises(Impossible):
        calendar.moment(when, datetime(2026, 5, 20, 9, 0, tzinfo=HERE))


@pytest.mark.parametrize("hours", range(0, 24 * 8, 7))
def test_the_story_can_end_at_any_hour_of_any_day(hours: int) -> None:
    calendar = Calendar(datetime(2026, 10, 22, 0, 5, tzinfo=UTC) + timedelta(hours=hours))  # over a change of clocks
    for talk in TALKS:
        at = None
        for step in talk.steps:
            at = calendar.moment(step.when, at)


def test_named_days_are_never_a_sunday_and_may_ask_for_a_weekday(calendar: Calendar) -> None:
    wednesday = datetime(2026, 5, 20, 9, 0, tzinfo=HERE)
    days = calendar.dates(wednesday, {"soon": 2, "sunday": 4, "saturday": "1 sat", "today": "0 wed"})
    assert {name: f"{day:%a %d}" for name, day in days.items()} == {
        "soon": "Fri 22",
        "sunday": "Mon 25",
        "saturday": "Sat 23",
        "today": "Wed 20",
    }
