"""Colleagues hear of what concerns them, once, until they have looked."""

import pytest

from kept.conftest import write
from kept.conversations.conversation import Conversation
from kept.notifications.news import News
from kept.notifications.notice import Notice
from kept.people.member import Member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def from_here_on(conversation: Conversation) -> None:
    """What happened before the news is followed is no news."""
    News().catch_up()


def told(member: Member) -> list[str]:
    News().catch_up()
    return list(Notice.objects.of(member).unseen().order_by("pk").values_list("event__kind", flat=True))


def test_one_who_is_given_a_conversation_hears_of_it(
    conversation: Conversation, owner: Member, teammate: Member
) -> None:
    conversation.assign(teammate, by=owner)
    assert told(teammate) == ["conversation.assigned"]
    assert told(owner) == []


def test_one_who_takes_it_needs_no_telling(conversation: Conversation, teammate: Member) -> None:
    conversation.assign(teammate, by=teammate)
    assert told(teammate) == []


def test_the_holder_hears_what_the_customer_and_colleagues_say(
    conversation: Conversation, teammate: Member, light: Member
) -> None:
    conversation.assign(teammate, by=teammate)
    write(conversation, "Are you there?")
    conversation.note("She rang, too.", by=light)
    assert told(teammate) == ["message.received", "note.written"]


def test_a_writer_hears_that_their_words_did_not_arrive(conversation: Conversation, teammate: Member) -> None:
    message = conversation.reply("On our way.", by=teammate)
    message.delivery.fail("mailbox full", permanent=True)
    assert told(teammate) == ["delivery.failed"]


def test_opening_the_conversation_is_seeing_it(conversation: Conversation, owner: Member, teammate: Member) -> None:
    conversation.assign(teammate, by=owner)
    assert told(teammate)
    conversation.see(by=teammate)
    assert told(teammate) == []


def test_what_one_may_no_longer_open_is_no_news(conversation: Conversation, owner: Member, teammate: Member) -> None:
    conversation.assign(teammate, by=owner)
    assert told(teammate)
    conversation.inbox.access.all().delete()
    assert told(teammate) == []
