"""What can become of a promise, each with its row and its event."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kept.conversations.assigning import NotAllowedHere
from kept.conversations.conversation import Conversation
from kept.events.event import Event
from kept.events.shredding import shred
from kept.lib import clock
from kept.people.member import Member, Team
from kept.promises import deadlines
from kept.promises.base import State
from kept.promises.breaking import Breaking, Cause
from kept.promises.deadlines import Deadline, ring_due
from kept.promises.keeping import Keeping
from kept.promises.making import DueInThePast, NothingPromised
from kept.promises.promise import Promise
from kept.promises.renegotiating import FellDue, NotTold, Told
from kept.promises.withdrawing import NoReason

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def at(hours: float) -> datetime:
    return NOON + hours * HOUR


@pytest.fixture
def promise(conversation: Conversation, teammate: Member) -> Promise:
    """Made at noon, for four o'clock."""
    with clock.telling(NOON):
        return Promise.objects.make("ring Vera", in_=conversation, due=at(4), by=teammate)  # type: ignore[no-any-return]


def kinds(promise: Promise) -> list[str]:
    mine = Event.objects.filter(kind__startswith="promise.", subject=promise.pk).order_by("pk")
    return [each.kind.removeprefix("promise.") for each in mine]


def shown(promise: Promise) -> datetime | None:
    return Conversation.objects.values_list("promised_at", flat=True).get(pk=promise.conversation_id)  # type: ignore[no-any-return]


def test_a_promise_says_who_to_whom_what_and_by_when(promise: Promise, teammate: Member) -> None:
    assert (promise.promiser, promise.made_to, promise.what) == (teammate, promise.conversation.customer, "ring Vera")
    assert (promise.due, promise.zone, promise.state) == (at(4), "Europe/London", State.PENDING)
    assert shown(promise) == at(4)
    assert kinds(promise) == ["made"]


def test_made_twice_it_is_one(promise: Promise, conversation: Conversation, teammate: Member) -> None:
    with clock.telling(at(0.1)):
        again = Promise.objects.make("ring Vera", in_=conversation, due=at(4), by=teammate)
    assert again == promise
    assert kinds(promise) == ["made"]


def test_a_promise_needs_words_and_a_time_to_come(conversation: Conversation, teammate: Member) -> None:
    with clock.telling(NOON), pytest.raises(NothingPromised):
        Promise.objects.make("  ", in_=conversation, due=at(1), by=teammate)
    with clock.telling(NOON), pytest.raises(DueInThePast):
        Promise.objects.make("ring", in_=conversation, due=NOON, by=teammate)


def test_nobody_promises_who_cannot_open_the_conversation(
    conversation: Conversation, teammate: Member, outsider: Member
) -> None:
    with clock.telling(NOON), pytest.raises(NotAllowedHere):
        Promise.objects.make("ring", in_=conversation, due=at(1), by=teammate, promiser=outsider)


@pytest.mark.parametrize(("hours", "early"), [(1, True), (3, True), (3.5, False), (4, False)])
def test_kept_in_time_or_early(promise: Promise, teammate: Member, hours: float, early: bool) -> None:
    with clock.telling(at(hours)):
        promise.keep(by=teammate)
        promise.keep(by=teammate)
    assert (promise.state, promise.is_outstanding, promise.was_early) == (State.KEPT, False, early)
    assert kinds(promise) == ["made", "kept"]
    assert not Keeping.objects.get().late
    assert shown(promise) is None
    assert not Deadline.objects.exists()


def test_kept_by_the_message_that_shows_it(promise: Promise, conversation: Conversation, teammate: Member) -> None:
    with clock.telling(at(2)):
        reply = conversation.reply("I rang you, as promised.", by=teammate)
        promise.keep(by=teammate, with_=reply)
    assert Keeping.objects.get().message == reply


def test_it_cannot_be_kept_in_time_to_come_or_before_it_was_made(promise: Promise, teammate: Member) -> None:
    for moment in (at(-1), at(3)):
        with clock.telling(at(2)), pytest.raises(ValueError):
            promise.keep(by=teammate, at=moment)
    assert promise.is_outstanding


def test_it_is_said_that_it_falls_due_soon_once(promise: Promise) -> None:
    for hours in (2.9, 3, 3.1):
        with clock.telling(at(hours)):
            ring_due()
    assert kinds(promise) == ["made", "due_soon"], "a quarter of its four hours before"
    assert Deadline.objects.get().at == promise.due


def test_the_clock_breaks_it_once_and_it_stays_broken(promise: Promise, teammate: Member) -> None:
    for hours in (3.99, 4, 5):
        with clock.telling(at(hours)):
            ring_due()
    promise.refresh_from_db()
    assert (promise.state, promise.is_outstanding) == (State.BROKEN, True)
    assert kinds(promise) == ["made", "due_soon", "broken"]
    with clock.telling(at(6)):
        promise.keep(by=teammate)
    assert (promise.state, promise.is_outstanding) == (State.BROKEN, False), "done late, and broken all the same"
    assert Keeping.objects.get().late
    assert Breaking.objects.get().due == at(4)


def test_it_is_broken_also_where_the_clock_was_not_round_yet(promise: Promise, teammate: Member) -> None:
    with clock.telling(at(4.1)):
        promise.keep(by=teammate)
    assert promise.state == State.BROKEN
    assert kinds(promise) == ["made", "broken", "kept"]


def test_what_was_done_in_time_is_kept_though_said_before_the_clock_came(promise: Promise, teammate: Member) -> None:
    with clock.telling(at(4.1)):
        promise.keep(by=teammate, at=at(3.9))
    assert promise.state == State.KEPT


def test_a_keeping_said_by_mistake(promise: Promise, teammate: Member) -> None:
    with clock.telling(at(1)):
        promise.keep(by=teammate)
        promise.is_still_to_do(by=teammate)
        promise.is_still_to_do(by=teammate)
    assert (promise.state, shown(promise)) == (State.PENDING, at(4))
    with clock.telling(at(2)):
        promise.keep(by=teammate)
    with clock.telling(at(5)):
        promise.is_still_to_do(by=teammate)
    assert promise.state == State.BROKEN


def test_another_time_is_agreed_before_it_falls_due(promise: Promise, teammate: Member) -> None:
    with clock.telling(at(2)):
        promise.renegotiate(at(8), by=teammate, told=Told.PHONE)
        promise.renegotiate(at(8), by=teammate, told=Told.PHONE)
    row = promise.renegotiations.get()
    assert (row.before, row.after, row.told) == (at(4), at(8), Told.PHONE)
    with clock.telling(at(5)):
        assert ring_due() == 0
    assert (promise.state, shown(promise)) == (State.PENDING, at(8))


def test_after_it_fell_due_no_other_time_makes_it_whole(promise: Promise, teammate: Member) -> None:
    with clock.telling(at(4)), pytest.raises(FellDue):
        promise.renegotiate(at(8), by=teammate, told=Told.PHONE)
    promise.refresh_from_db()
    assert (promise.state, promise.due) == (State.BROKEN, at(4))


def test_nobody_was_told_so_the_time_stands(promise: Promise, conversation: Conversation, teammate: Member) -> None:
    question = conversation.messages.get()
    with clock.telling(at(2)):
        for told in ({}, {"told": Told.MESSAGE}, {"message": question}):
            with pytest.raises(NotTold):
                promise.renegotiate(at(8), by=teammate, **told)
        reply = conversation.reply("It will be eight.", by=teammate)
        promise.renegotiate(at(8), by=teammate, message=reply)
    assert promise.renegotiations.get().message == reply


def test_withdrawn_with_a_reason(promise: Promise, teammate: Member) -> None:
    with clock.telling(at(2)):
        with pytest.raises(NoReason):
            promise.withdraw(" ", by=teammate)
        promise.withdraw("She rang herself.", by=teammate)
        promise.withdraw("Twice.", by=teammate)
    assert (promise.state, promise.withdrawal.why) == (State.WITHDRAWN, "She rang herself.")
    with clock.telling(at(3)):
        promise.stand(by=teammate)
    assert promise.state == State.PENDING


def test_withdrawing_does_not_unbreak(promise: Promise, teammate: Member) -> None:
    with clock.telling(at(5)):
        promise.withdraw("Too late.", by=teammate)
    assert (promise.state, promise.is_outstanding) == (State.BROKEN, False)


def test_why_it_was_broken(promise: Promise, teammate: Member) -> None:
    promise.explain(Cause.SUPPLIER, by=teammate)
    with clock.telling(at(5)):
        promise.fall_due()
        promise.explain(Cause.SUPPLIER, by=teammate)
    assert Breaking.objects.get().cause == Cause.SUPPLIER
    assert kinds(promise) == ["made", "broken", "explained"]


def test_handed_over_to_a_named_person(promise: Promise, teammate: Member, admin: Member, outsider: Member) -> None:
    team = Team.objects.form("Office", by=admin, members=[admin])
    with clock.telling(at(1)):
        with pytest.raises(NotAllowedHere):
            promise.hand_over(outsider, by=teammate)
        promise.hand_over(admin, by=teammate)
        promise.hand_over(admin, by=teammate)
    assert (promise.promiser, promise.team) == (admin, team)
    assert promise.handings_over.get().before == teammate


def test_who_leaves_hands_over_to_somebody(promise: Promise, teammate: Member, admin: Member, owner: Member) -> None:
    with clock.telling(at(1)):
        teammate.deactivate(by=owner, successor=admin)
    promise.refresh_from_db()
    assert promise.promiser == admin


def test_without_a_successor_whoever_sees_them_off_keeps_the_word(
    promise: Promise, teammate: Member, owner: Member
) -> None:
    with clock.telling(at(1)):
        teammate.deactivate(by=owner)
    promise.refresh_from_db()
    assert (promise.promiser, promise.handings_over.get().why) == (owner, "left")


def test_who_may_not_open_it_any_more_keeps_it_no_longer(promise: Promise, teammate: Member, owner: Member) -> None:
    from kept.people.doors import DOORS

    with clock.telling(at(1)):
        DOORS["inboxes"].set(teammate, [], by=owner)
    promise.refresh_from_db()
    assert promise.promiser == owner


def test_the_list_shows_the_next_of_several(promise: Promise, conversation: Conversation, teammate: Member) -> None:
    with clock.telling(at(1)):
        Promise.objects.make("write", in_=conversation, due=at(2), by=teammate).keep(by=teammate)
        assert shown(promise) == at(4)
        Promise.objects.make("send", in_=conversation, due=at(3), by=teammate)
    assert shown(promise) == at(3)


def test_a_deadline_that_cannot_be_heard_holds_up_no_other(promise: Promise) -> None:
    with clock.telling(at(1)):
        deadlines.set("nobody's", 1, at(3.5))
    with clock.telling(at(5)):
        ring_due()
    promise.refresh_from_db()
    assert promise.state == State.BROKEN
    assert Deadline.objects.get().at == at(5) + deadlines.TRY_AGAIN


def test_words_are_forgotten_on_request_and_the_history_still_adds_up(promise: Promise, owner: Member) -> None:
    shred(promise.customer, by=owner)
    event = Event.objects.get(kind="promise.made")
    assert event.data["what"] == ""
    assert event.data["promiser"] == "Cleo Marsh"
