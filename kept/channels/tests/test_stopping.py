"""Automatic mail says how to get no more of it, and one click is enough (RFC 2369, RFC 8058)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from kept.channels import sending
from kept.channels.acknowledging import Acknowledgement
from kept.channels.email import composing
from kept.channels.email.signing.domain import SendingDomain
from kept.channels.email.signing.sign import signed
from kept.channels.email.tests.servers import as_message
from kept.channels.tests.letters import arrive
from kept.channels.tests.test_acknowledging import polite, sent, written  # noqa: F401 - a fixture among them
from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.conversations.message import Message
from kept.customers.declining import Declined
from kept.events.event import Event
from kept.lib import clock
from kept.people.member import Member

VERA = "vera@lindqvist.example"


@pytest.fixture
def told(polite: Inbox, settings: Settings) -> Message:  # noqa: F811 - that fixture
    """Vera was told that her message has arrived."""
    settings.KEPT_URL = "https://kept.hillside.example"
    arrive(written())
    (message,) = sent()
    return message


def stop_path(message: Message) -> str:
    url = sending.outbound(message).stop_url
    assert url.startswith("https://kept.hillside.example/automatic-mail/")
    assert VERA not in url
    return url.removeprefix("https://kept.hillside.example")


def deeds() -> list[str]:
    return [each.sentence for each in Event.objects.filter(kind__contains="automatic_mail_").order_by("pk")]


def test_it_stands_in_automatic_mail_and_is_signed_with_it(told: Message, owner: Member) -> None:
    domain = SendingDomain.objects.prepare("hillside.example", by=owner)
    domain.begin_signing(by=owner)
    raw = signed(composing.compose(sending.outbound(told), at=clock.now()), "sales@hillside.example")
    letter = as_message(raw)
    assert letter["List-Unsubscribe"] == f"<{sending.outbound(told).stop_url}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    fields = str(letter["DKIM-Signature"]).replace(" ", "").lower()
    assert "list-unsubscribe:list-unsubscribe-post" in fields
    assert sending.outbound(told).stop_url in letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]


def test_without_tls_it_is_not_called_one_click(told: Message, settings: Settings) -> None:
    settings.KEPT_URL = "http://kept.hillside.example"
    letter = as_message(composing.compose(sending.outbound(told), at=clock.now()))
    assert letter["List-Unsubscribe"]
    assert letter["List-Unsubscribe-Post"] is None


def test_a_persons_reply_has_no_such_thing(conversation: Conversation, teammate: Member) -> None:
    reply = conversation.reply("Gladly.", by=teammate)
    assert b"List-Unsubscribe" not in composing.compose(sending.outbound(reply), at=clock.now())


def test_one_click_stops_it_without_a_cookie_or_a_question(told: Message) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(stop_path(told), {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert Declined.objects.at([VERA]).exists()
    client.post(stop_path(told), {"List-Unsubscribe": "One-Click"})
    assert deeds() == [f"{VERA} wants no automatic mail"]


def test_looking_at_the_page_stops_nothing_and_both_ways_are_one_press(told: Message) -> None:
    client = Client(enforce_csrf_checks=True)
    assert "Stop automatic mail" in client.get(stop_path(told)).content.decode()
    assert not Declined.objects.exists()
    assert "Get it again" in client.post(stop_path(told), follow=True).content.decode()
    client.post(stop_path(told), {"then": "welcome"})
    assert not Declined.objects.exists()
    assert deeds() == [f"{VERA} wants no automatic mail", f"{VERA} wants automatic mail again"]


def test_nothing_is_sent_there_by_itself_until_they_or_we_say_otherwise(
    told: Message, client: Client, teammate: Member
) -> None:
    client.post(stop_path(told), {"List-Unsubscribe": "One-Click"})
    Acknowledgement.objects.update(at=clock.now() - timedelta(days=2))  # a day is over, so that one could be sent
    arrive(written("Another thing", subject="Another", message_id="<b2@x>"))
    assert len(sent()) == 1
    client.force_login(teammate)
    customer = told.conversation.customer
    page = client.get(f"/customers/{customer.pk}/").content.decode()
    assert "Wants no automatic mail" in page
    client.post(f"/customers/{customer.pk}/automatic-mail/", {"address": VERA, "then": "welcome"})
    arrive(written("A third thing", subject="Third", message_id="<b3@x>"))
    assert len(sent()) == 2
    client.post(f"/customers/{customer.pk}/automatic-mail/", {"address": VERA})
    assert deeds()[1:] == [
        f"Cleo Marsh let automatic mail go to {VERA} again",
        f"Cleo Marsh stopped automatic mail to {VERA}",
    ]


def test_a_link_that_we_did_not_make_leads_nowhere(told: Message, client: Client) -> None:
    path = stop_path(told)
    for wrong in (path[:-2] + "/", path.replace("mail/", "mail/9"), "/automatic-mail/x/"):
        assert client.post(wrong, {"List-Unsubscribe": "One-Click"}).status_code == 404
    assert not Declined.objects.exists()
