"""A promise that a letter kept is not kept once the letter has come back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from kept.channels.tests.letters import arrive
from kept.channels.tests.test_returns import FULL, UNKNOWN, left, report
from kept.conversations.conversation import Conversation
from kept.conversations.message import Message
from kept.events.event import Event
from kept.events.stream import catch_up_all
from kept.lib import clock
from kept.notifications.notice import Notice
from kept.people.member import Member
from kept.promises.breaking import Breaking
from kept.promises.deadlines import ring_due
from kept.promises.keeping import Keeping
from kept.promises.promise import Promise
from kept.promises.renegotiating import Renegotiation

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def begun(organisation: object) -> datetime:
    """Who follows the stream begins here."""
    catch_up_all()
    return clock.now()


def promised(conversation: Conversation, by: Member, what: str = "write about the boxes") -> Promise:
    return Promise.objects.make(what, in_=conversation, due=clock.now() + 4 * HOUR, by=by)  # type: ignore[no-any-return]


@pytest.fixture
def kept(conversation: Conversation, teammate: Member) -> Message:
    """Cleo promised to write, and wrote."""
    promise = promised(conversation, teammate)
    reply = conversation.reply("Twenty boxes come on Friday.", by=teammate)
    promise.keep(by=teammate, with_=reply)
    left(reply)
    return reply


def comes_back(part: tuple[str, str, str, str], hours: float = 0) -> None:
    """The other side's report is taken in, the stream is read and the clock rings."""
    with clock.telling(clock.now() + hours * HOUR):
        arrive(report(part))
        catch_up_all()
        ring_due()


def state() -> tuple[str, bool]:
    promise = Promise.objects.get()
    return promise.state, promise.is_outstanding


def test_it_is_open_again_and_who_gave_it_hears_so(kept: Message, teammate: Member) -> None:
    assert state() == ("kept", False)
    comes_back(UNKNOWN)
    assert state() == ("pending", True)
    assert not Keeping.objects.exists()
    told = Event.objects.get(kind="promise.not_arrived")
    assert told.sentence.startswith("The letter that kept the promise came back")
    catch_up_all()
    assert Notice.objects.filter(member=teammate, event=told).exists()


def test_after_its_time_it_is_broken_since_the_customer_had_nothing_by_then(kept: Message) -> None:
    comes_back(UNKNOWN, hours=5)
    assert state() == ("broken", True)
    assert Breaking.objects.get().cause == "came_back"


def test_what_is_only_delayed_stays_kept(kept: Message) -> None:
    comes_back((FULL[0], "delayed", "4.2.2", "452 mailbox full"))
    assert state() == ("kept", False)


def test_sent_again_it_is_kept_from_then_on(kept: Message, teammate: Member) -> None:
    comes_back(UNKNOWN)
    Message.objects.get(pk=kept.pk).delivery.retry(by=teammate)
    catch_up_all()
    ring_due()
    assert state() == ("kept", False)
    assert Keeping.objects.get().at > kept.at
    catch_up_all()
    ring_due()
    assert Keeping.objects.count() == 1


def test_what_a_letter_only_tells_of_was_done(conversation: Conversation, teammate: Member) -> None:
    promise = promised(conversation, teammate, "ring about the boxes")
    reply = conversation.reply("As I said on the phone: on Friday.", by=teammate)
    promise.keep(by=teammate, with_=reply)
    left(reply)
    comes_back(UNKNOWN)
    assert state() == ("kept", False)


def test_another_time_of_which_they_never_read_was_not_agreed(conversation: Conversation, teammate: Member) -> None:
    promise = promised(conversation, teammate)
    due = promise.due
    reply = conversation.reply("It takes a day longer.", by=teammate)
    promise.renegotiate(due + 24 * HOUR, by=teammate, message=reply)
    left(reply)
    comes_back(UNKNOWN)
    assert Promise.objects.get().due == due
    assert not Renegotiation.objects.exists()
