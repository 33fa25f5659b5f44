"""How moments are told: relative within a week, absolute after, in the reader's own time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from kept.ui import moments
from kept.ui.templatetags.ui import capped, hue, initials, linked, their_time

NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=20), "now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=3), "3 hours ago"),
        (timedelta(hours=20), "yesterday"),
        (timedelta(days=3), "3 days ago"),
        (timedelta(days=7), "11 Nov"),
        (timedelta(days=400), "14 Oct 2025"),
        (-timedelta(minutes=5), "in 5 minutes"),
        (-timedelta(hours=20), "tomorrow"),
        (-timedelta(days=2), "in 2 days"),
        (-timedelta(days=30), "18 Dec"),
    ],
)
def test_a_moment_in_words(ago: timedelta, words: str) -> None:
    assert moments.told(NOON - ago, NOON) == words


def test_yesterday_is_the_readers_yesterday() -> None:
    seven_hours_ago = NOON - timedelta(hours=7)
    with timezone.override(ZoneInfo("Asia/Tokyo")):
        assert moments.told(seven_hours_ago, NOON) == "7 hours ago"
    with timezone.override(ZoneInfo("America/Los_Angeles")):
        assert moments.told(seven_hours_ago, NOON) == "yesterday"


def test_the_exact_moment_names_its_zone() -> None:
    with timezone.override(ZoneInfo("Europe/Stockholm")):
        assert moments.exact(NOON) == "Wednesday 18 November 2026, 13:00 CET"


def test_the_customers_clock_shows_only_where_it_differs() -> None:
    with timezone.override(ZoneInfo("Europe/London")):
        assert their_time(NOON, "Asia/Kolkata") == "Wed 17:30 there"
        assert their_time(NOON, "Europe/Lisbon") == ""
        assert their_time(NOON, "") == ""


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ana Costa", "AC"),
        ("María José Fernández-Ibáñez", "MF"),
        ("info@parkview.example", "IE"),
        ("李雷", "李"),
        ("", "?"),
        ("…", "?"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_the_hue_of_a_name_stays() -> None:
    assert hue("Ana Costa") == hue(" ana costa ")
    assert 0 <= hue("Ana Costa") < 24


@pytest.mark.parametrize(("count", "words"), [(0, ""), (1, "1"), (99, "99"), (100, "99+")])
def test_a_place_counts_to_ninety_nine(count: int, words: str) -> None:
    assert capped(count) == words


def test_links_open_elsewhere_and_carry_nothing_of_ours() -> None:
    shown = linked('<b onclick="x">see</b> https://plan.example/?a=1&b=2')
    assert "<b" not in shown
    assert '<a target="_blank" referrerpolicy="no-referrer" href="https://plan.example/' in shown


@time_machine.travel(NOON, tick=False)
def test_a_time_to_come_names_its_year_when_it_is_not_this_one() -> None:
    a_month_on, next_year = NOON + timedelta(days=30), NOON + timedelta(days=365)
    assert (moments.clock(a_month_on), moments.clock(next_year)) == ("18 Dec 12:00", "18 Nov 2027 12:00")
    assert (moments.short_clock(a_month_on), moments.short_clock(next_year)) == ("18 Dec", "18 Nov 2027")
    there = ZoneInfo("Europe/London")
    assert moments.clock_in(a_month_on, there) == "Friday 18 December, 12:00"
    assert moments.clock_in(next_year, there) == "Thursday 18 November 2027, 12:00"
