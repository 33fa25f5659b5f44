"""Colleagues hear of what concerns them, once, until they have looked."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kept.conftest import write
from kept.conversations.conversation import Conversation
from kept.lib import clock
from kept.notifications.news import News
from kept.notifications.notice import Notice
from kept.people.member import Member
from kept.promises.deadlines import ring_due
from kept.promises.promise import Promise

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


def test_who_gave_their_word_hears_that_it_falls_due_and_the_lead_that_it_was_broken(
    conversation: Conversation, owner: Member, admin: Member, teammate: Member, light: Member
) -> None:
    due = clock.now() + timedelta(hours=4)
    promise = Promise.objects.make("ring Vera", in_=conversation, due=due, by=teammate)
    with clock.telling(due - timedelta(minutes=50)):
        ring_due()
    assert (told(teammate), told(owner)) == (["promise.due_soon"], [])
    with clock.telling(due):
        ring_due()
    assert told(teammate) == ["promise.due_soon", "promise.broken"]
    assert told(owner) == told(admin) == ["promise.broken"]
    promise.hand_over(light, by=teammate)
    assert told(light) == ["promise.handed_over"]


def test_on_a_phone_the_news_stand_in_the_menu(client: Client, conversation: Conversation, teammate: Member) -> None:
    client.force_login(teammate)
    page = client.get(f"/conversations/{conversation.pk}/").content.decode()
    menu = page.partition('class="menu-list narrow-only"')[2].partition("</ul>")[0]
    assert f'href="{reverse("notifications:news")}"' in menu
