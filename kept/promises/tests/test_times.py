"""What is proposed: moments at which the company works."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone

from kept.promises import times
from kept.promises.hours import WorkingHours

BERLIN = ZoneInfo("Europe/Berlin")
WEEK = {day: ((time(9), time(17)),) for day in range(5)}
FRIDAY, SATURDAY = datetime(2026, 12, 4, 10, tzinfo=UTC), datetime(2026, 12, 5, 10, tzinfo=UTC)
THE_NEXT_MONDAY = date(2026, 12, 7)


def proposed(now: datetime, hours: WorkingHours | None = None) -> dict[str, str]:
    with timezone.override(BERLIN):
        choices = times.all_from_now(hours or WorkingHours(BERLIN, WEEK), now)
    assert [each.due for each in choices] == sorted(each.due for each in choices)
    assert sum(each.is_usual for each in choices) == 1
    return {each.label: f"{each.due:%a %d %H:%M}" for each in choices}


def test_on_a_day_at_work() -> None:
    assert proposed(datetime(2026, 12, 1, 9, tzinfo=UTC)) == {
        "In an hour": "Tue 01 11:00",
        "This evening": "Tue 01 17:00",
        "Tomorrow noon": "Wed 02 12:00",
        "Tomorrow": "Wed 02 17:00",
        "Friday": "Fri 04 17:00",
        "In a week": "Tue 08 17:00",
    }


def test_nothing_falls_on_a_weekend() -> None:
    saturday = {
        "Monday noon": "Mon 07 12:00",
        "Monday": "Mon 07 17:00",
        "Friday": "Fri 11 17:00",
        "In a week": "Mon 14 17:00",
    }
    assert proposed(SATURDAY) == saturday
    sunday = proposed(SATURDAY.replace(day=6))
    assert sunday["Tomorrow"] == "Mon 07 17:00"
    assert not any(each.startswith(("Sat", "Sun")) for each in sunday.values())


def test_nothing_falls_on_a_holiday() -> None:
    hours = WorkingHours(BERLIN, WEEK, holidays={THE_NEXT_MONDAY})
    assert proposed(FRIDAY, hours)["Tuesday"] == "Tue 08 17:00"
    assert "Monday" not in proposed(FRIDAY, hours)


def test_work_that_ends_early_ends_what_is_proposed() -> None:
    hours = WorkingHours(BERLIN, WEEK | {0: ((time(8), time(11, 30)),)})
    assert proposed(SATURDAY, hours)["Monday"] == "Mon 07 11:30"
    assert "Monday noon" not in proposed(SATURDAY, hours)


def test_where_work_is_never_done_something_is_proposed_all_the_same() -> None:
    assert list(proposed(FRIDAY, WorkingHours(BERLIN, {}))) == ["Tomorrow", "In a week"]


def test_the_company_s_day_is_told_on_the_reader_s_clock() -> None:
    hours = WorkingHours(ZoneInfo("America/New_York"), WEEK)
    assert proposed(SATURDAY, hours)["Monday"] == "Mon 07 23:00"
