from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from kept.conversations.conversation import Conversation
from kept.events.event import Event
from kept.events.stream import catch_up_all
from kept.lib import clock
from kept.notifications.notice import Notice
from kept.people.member import Member
from kept.promises import deadlines
from kept.promises.callbacks import numbers
from kept.promises.callbacks.callback import Callback
from kept.promises.deadlines import Deadline, ring_due
from kept.promises.making import DueInThePast
from kept.promises.renegotiating import Told

TEN = datetime(2026, 11, 24, 10, tzinfo=UTC)
NUMBER = "+46701740605"


@pytest.fixture(autouse=True)
def now() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(TEN, tick=False) as traveller:
        yield traveller


@pytest.fixture
def callback(conversation: Conversation, teammate: Member) -> Callback:
    """Cleo rings Vera between eleven and half past."""
    return Callback.objects.book(NUMBER, TEN + timedelta(hours=1), 30, in_=conversation, promiser=teammate, by=teammate)


def kinds(callback: Callback) -> list[str]:
    return list(
        Event.objects.filter(subject=callback.promise_id, kind__startswith="promise").values_list("kind", flat=True)
    )


def test_a_callback_is_a_promise_due_when_its_window_ends(callback: Callback, teammate: Member) -> None:
    promise = callback.promise
    assert promise.what == "ring Vera Lindqvist at +46 70 174 06 05"
    assert promise.due == TEN + timedelta(hours=1, minutes=30)
    assert (promise.promiser, callback.start) == (teammate, TEN + timedelta(hours=1))


def test_it_rings_once_when_the_window_begins(callback: Callback, now: time_machine.Traveller) -> None:
    now.move_to(TEN + timedelta(minutes=59))
    ring_due()
    assert "promise.callback_due" not in kinds(callback)
    now.move_to(TEN + timedelta(hours=1))
    ring_due()
    ring_due()
    assert kinds(callback).count("promise.callback_due") == 1


def test_one_hears_that_it_comes_soon_and_then_that_it_is_time(
    callback: Callback, teammate: Member, now: time_machine.Traveller
) -> None:
    def told() -> list[str]:
        ring_due()
        catch_up_all()
        return [each.event.kind for each in Notice.objects.filter(member=teammate).order_by("event")]

    assert told() == []
    now.move_to(TEN + timedelta(minutes=45))
    assert told() == ["promise.callback_soon"]
    assert "Soon, from Tuesday 11:00 on: ring Vera" in Notice.objects.get().event.sentence
    now.move_to(TEN + timedelta(minutes=60))
    assert told() == ["promise.callback_due"]
    now.move_to(TEN + timedelta(minutes=80))
    assert told() == ["promise.callback_due"]


def test_what_was_not_done_after_all_is_not_soon_once_its_time_has_begun(
    callback: Callback, teammate: Member, now: time_machine.Traveller
) -> None:
    now.move_to(TEN + timedelta(minutes=65))
    callback.reached(by=teammate)
    callback.promise.is_still_to_do(by=teammate)
    ring_due()
    assert "promise.callback_soon" not in kinds(callback)
    assert Deadline.objects.get(kind="promise").at == callback.promise.due


def test_another_time_agreed_by_the_ledger_moves_the_ringing_along(
    callback: Callback, teammate: Member, now: time_machine.Traveller
) -> None:
    callback.promise.renegotiate(TEN + timedelta(minutes=40), by=teammate, told=Told.PHONE)
    assert Deadline.objects.get(kind="callback").at == TEN + timedelta(minutes=10)
    now.move_to(TEN + timedelta(minutes=10))
    ring_due()
    assert "promise.callback_due" in kinds(callback)


def test_reaching_them_keeps_the_promise(callback: Callback, teammate: Member) -> None:
    callback.reached(by=teammate, note="She takes twenty boxes.")
    assert callback.promise.is_kept
    assert callback.promise.conversation.notes.get().text == "She takes twenty boxes."
    callback.reached(by=teammate)
    assert callback.tries.count() == 1


def test_not_reaching_them_in_time_agrees_another_time_and_counts(callback: Callback, teammate: Member) -> None:
    again = TEN + timedelta(hours=3)
    callback.not_reached(again, by=teammate)
    assert (callback.promise.state, callback.start) == ("pending", again)
    assert callback.tries.filter(reached=False).count() == 1
    assert Deadline.objects.get(kind="callback").at == again


def test_not_reaching_them_too_late_stays_broken_and_rings_again(
    callback: Callback, teammate: Member, now: time_machine.Traveller
) -> None:
    due = callback.promise.due
    now.move_to(due + timedelta(minutes=1))
    callback.not_reached(again := due + timedelta(hours=1), by=teammate)
    assert callback.promise.is_broken
    assert (callback.promise.due, callback.start) == (due, again)
    now.move_to(again)
    ring_due()
    assert "promise.callback_due" in kinds(callback)


def test_one_rings_again_only_in_time_to_come(callback: Callback, teammate: Member) -> None:
    with pytest.raises(DueInThePast):
        callback.not_reached(TEN, by=teammate)
    assert not callback.tries.exists()


def test_a_customer_who_needs_no_call_withdraws_it_with_their_reason(
    callback: Callback, now: time_machine.Traveller
) -> None:
    callback.cancel("My sister has boxes")
    assert callback.promise.state == "withdrawn"
    assert callback.promise.withdrawal.why == "My sister has boxes"
    now.move_to(TEN + timedelta(hours=1))
    ring_due()
    assert "promise.callback_due" not in kinds(callback)


def test_taking_it_makes_it_ones_own(callback: Callback, admin: Member) -> None:
    Callback.objects.update(offered=True)
    callback.take(by=admin)
    callback.refresh_from_db()
    assert (callback.promise.promiser, callback.offered) == (admin, False)


def test_who_leaves_leaves_the_call_to_somebody(callback: Callback, teammate: Member, admin: Member) -> None:
    teammate.deactivate(by=admin)
    callback.promise.refresh_from_db()
    assert callback.promise.promiser == admin


@pytest.mark.parametrize(
    ("typed", "zones", "number"),
    [
        ("070-174 06 05", ("Europe/Stockholm",), NUMBER),
        ("+46 (0)70 174 06 05", (), NUMBER),
        ("020 7946 0958", ("Europe/Stockholm", "Europe/London"), "+442079460958"),
    ],
)
def test_a_number_is_meant_where_the_customer_is(typed: str, zones: tuple[str, ...], number: str) -> None:
    assert numbers.read(typed, *zones) == number


@pytest.mark.parametrize("typed", ["", "12", "ring me", "+46 1"])
def test_what_is_no_number_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(numbers.NoSuchNumber):
        numbers.read(typed, "Europe/Stockholm")


def test_a_telephone_is_told_by_a_link() -> None:
    assert numbers.link(NUMBER) == "tel:+46-70-174-06-05"
    assert clock.now() == TEN, "the test's own time"
    assert "callback" in deadlines.RINGS
