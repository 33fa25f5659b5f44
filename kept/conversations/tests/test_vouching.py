"""What may not be from whom it says is shown so, and a colleague may know better."""

import pytest
from django.test import Client

from kept.conftest import write
from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.conversations.message import Message
from kept.conversations.vouching import Vouch
from kept.customers.customer import Customer
from kept.events.event import Event
from kept.people.member import Member

AUTHOR = {"name": "Vera Lindqvist", "address": "vera@lindqvist.example"}


@pytest.fixture
def apart(sales: Inbox, vera: Customer) -> Conversation:
    """A letter in Vera's name that proved nothing, filed as a stranger's."""
    stranger = Customer.objects.create(name="Perhaps not Vera Lindqvist")
    apart = Conversation.objects.begin(inbox=sales, customer=stranger, subject="New account", channel="email")
    columns = {"trust": "failed", "trust_reason": "policy", "trust_details": "dkim=none; policy=reject"}
    write(apart, "Please pay to this account.", author=AUTHOR, **columns)
    assert isinstance(apart, Conversation)
    return apart


def the_message(conversation: Conversation) -> Message:
    return conversation.messages.get()


def sentences(conversation: Conversation) -> list[str]:
    return [str(each.sentence) for each in Event.objects.filter(conversation=conversation).order_by("pk")]


def test_vouching_makes_it_the_customers(apart: Conversation, vera: Customer, teammate: Member) -> None:
    apart.vouch_for(the_message(apart), by=teammate)
    apart.refresh_from_db()
    message = the_message(apart)
    assert (apart.customer, message.customer, message.trust) == (vera, vera, "vouched")
    assert message.vouch.by == teammate
    assert sentences(apart)[-1] == "Cleo Marsh vouched that it is from vera@lindqvist.example"


def test_it_can_be_taken_back(apart: Conversation, teammate: Member) -> None:
    stranger = apart.customer
    apart.vouch_for(the_message(apart), by=teammate)
    apart.withdraw_vouch(the_message(apart), by=teammate)
    apart.refresh_from_db()
    assert (apart.customer, the_message(apart).customer, the_message(apart).trust) == (stranger, stranger, "failed")
    assert not Vouch.objects.exists()


def test_the_second_time_is_harmless(apart: Conversation, teammate: Member, admin: Member) -> None:
    for who in (teammate, admin):
        apart.vouch_for(the_message(apart), by=who)
    assert the_message(apart).vouch.by == teammate
    before = sentences(apart)
    for _ in range(2):
        apart.withdraw_vouch(the_message(apart), by=admin)
    assert len(sentences(apart)) == len(before) + 1


def test_where_the_customer_is_known_only_the_mark_goes(conversation: Conversation, teammate: Member) -> None:
    message = write(conversation, "And yes.", trust="failed", trust_reason="server", author=AUTHOR)
    vera = conversation.customer
    conversation.vouch_for(message, by=teammate)
    conversation.refresh_from_db()
    message.refresh_from_db()
    assert (conversation.customer, message.trust) == (vera, "vouched")
    conversation.withdraw_vouch(message, by=teammate)
    conversation.refresh_from_db()
    assert conversation.customer == vera


def test_what_nobody_doubts_needs_no_vouching(conversation: Conversation, teammate: Member) -> None:
    conversation.vouch_for(the_message(conversation), by=teammate)
    assert the_message(conversation).trust == ""


def test_the_sheet_says_so_in_words(apart: Conversation, conversation: Conversation, teammate: Member) -> None:
    client = Client()
    client.force_login(teammate)
    page = client.get(f"/conversations/{apart.pk}/").content.decode()
    assert "This may not be from Vera Lindqvist." in page
    assert "always proves where it comes from" in page
    assert "dkim=none; policy=reject" in page
    assert "may not be from" not in client.get(f"/conversations/{conversation.pk}/").content.decode()


def test_a_colleague_vouches_and_takes_it_back_from_the_page(apart: Conversation, teammate: Member) -> None:
    client = Client()
    client.force_login(teammate)
    message = the_message(apart)
    url = f"/conversations/{apart.pk}/messages/{message.pk}/vouch/"
    assert client.post(url).status_code == 302
    assert "Cleo Marsh knows that they wrote it" in client.get(f"/conversations/{apart.pk}/").content.decode()
    assert client.post(url, {"_method": "delete"}).status_code == 302
    assert the_message(apart).trust == "failed"


def test_a_message_of_elsewhere_is_not_there(apart: Conversation, conversation: Conversation, teammate: Member) -> None:
    client = Client()
    client.force_login(teammate)
    elsewhere = the_message(conversation).pk
    assert client.post(f"/conversations/{apart.pk}/messages/{elsewhere}/vouch/").status_code == 404
