"""One automatic line to who writes for the first time, and nothing that could make two machines talk for ever."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import count

import pytest
from django.test import Client
from pytest_django import Settings

from kept.channels import acknowledging, breaking, sending
from kept.channels.acknowledging import Acknowledgement
from kept.channels.email import composing
from kept.channels.email.tests import servers
from kept.channels.email.tests.servers import send_by
from kept.channels.tests.letters import arrive, conversation_of, letter
from kept.conversations.delivery import Delivery
from kept.conversations.inbox import Inbox
from kept.conversations.message import Message
from kept.customers.trouble import AddressTrouble
from kept.events.event import Event
from kept.events.stream import catch_up_all
from kept.lib import clock
from kept.people.member import Member

NOW = clock.now().strftime("%a, %d %b %Y %H:%M:%S +0000")


@pytest.fixture
def polite(sales: Inbox) -> Inbox:
    """An inbox that tells those who write that it has arrived."""
    catch_up_all()
    sales.acknowledges = True
    sales.save()
    return sales


def written(text: str = "How many boxes?", **fields: str) -> bytes:
    return letter(text, **({"Date": NOW, "subject": "Boxes"} | fields))


def sent() -> list[Message]:
    catch_up_all()
    return list(Message.objects.filter(direction="out").order_by("pk"))


def test_it_is_off_until_somebody_wants_it(sales: Inbox) -> None:
    catch_up_all()
    arrive(written())
    assert not sent()


def test_who_writes_hears_that_it_arrived_and_it_stays_our_turn(polite: Inbox) -> None:
    conversation = conversation_of(arrive(written()))
    (told,) = sent()
    conversation.refresh_from_db()
    assert f"#{conversation.number}" in told.text
    assert (told.to[0]["address"], told.subject) == ("vera@lindqvist.example", "Re: Boxes")
    assert (conversation.waiting_on, conversation.snippet) == (
        "us",
        "How many boxes fit into a van?"[:0] or "How many boxes?",
    )
    out = sending.outbound(told)
    raw = composing.compose(out, at=clock.now())
    head = message_from_bytes(raw, policy=policy.default)
    assert (head["Auto-Submitted"], head["X-Auto-Response-Suppress"]) == ("auto-replied", "All")
    assert "How many boxes" not in raw.decode(), "what a stranger wrote is not sent on to whom they claim to be"


def test_its_words_can_be_ones_own(polite: Inbox) -> None:
    polite.acknowledgement = "Hello {name}, {number} it is. About “{subject}”."
    polite.save()
    conversation = conversation_of(arrive(written()))
    assert sent()[0].text == f"Hello Vera Lindqvist, {conversation.number} it is. About “Boxes”."


def test_once_in_a_conversation_and_once_a_day(polite: Inbox) -> None:
    first = conversation_of(arrive(written()))
    arrive(written("And tape?", message_id="<q2@x>", In_Reply_To="<q1@lindqvist.example>"))
    second = conversation_of(arrive(written("A piano", subject="Piano", message_id="<q3@x>")))
    assert first != second
    assert len(sent()) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"List_Id": "<news.x.example>"},
        {"sender": "no-reply@shop.example"},
        {"sender": "claims@hillside.example"},
        {"sender": "cleo@hillside.example"},
        {"sender": "Mail Delivery <mailer-daemon@mx.example>"},
        {"Reply_To": "donotreply@shop.example"},
        {"subject": "Out of office: holidays"},
        {"Date": "Mon, 02 Nov 2020 10:00:00 +0000"},
    ],
)
def test_machines_lists_colleagues_and_old_mail_hear_nothing(
    polite: Inbox, claims: Inbox, teammate: Member, fields: dict[str, str]
) -> None:
    arrive(written(**fields))
    assert not sent()


def test_the_null_sender_spam_and_stopped_addresses_hear_nothing(polite: Inbox) -> None:
    AddressTrouble.objects.mark("gone@x.example", "address unknown", permanent=True)
    arrive(written(sender="gone@x.example", message_id="<1@x>"))
    conversation_of(arrive(written(sender="junk@x.example", message_id="<2@x>"))).mark_spam(by=None)
    assert not sent()


def test_it_leaves_with_the_null_sender(polite: Inbox, settings: Settings) -> None:
    arrive(written())
    (told,) = sent()
    with servers.sink() as (sink, url):
        send_by(settings, url)
        sending.deliver(told.delivery.pk)
    assert Delivery.objects.get().state == "sent"
    assert sink.taken[0].mail_from in ("", "<>", None)


class Machine:
    """Another program that answers whatever it gets, begins anew each time and marks nothing, like the worst."""

    def __init__(self, sender: str = "help@other.example", *, polite: bool = False) -> None:
        self.numbers = count()
        self.sender = sender
        self.polite = polite

    def answer(self, message: EmailMessage) -> bytes | None:
        if self.polite and message["Auto-Submitted"]:
            return None
        n = next(self.numbers)
        return received(self.sender.format(n=n), f"[{n}] Received", f"<{n}@o>")


def received(sender: str, subject: str, message_id: str) -> bytes:
    return written("We have received your message.", sender=sender, subject=subject, message_id=message_id)


def converse(other: Machine, rounds: int) -> int:
    """Let the two answer each other until one has nothing more to say; how many mails ours sent."""
    arrive(
        written("We have received your message.", sender="help@other.example", subject="Received", message_id="<o@o>")
    )
    answered = 0
    for _ in range(rounds):
        fresh = sent()[answered:]
        if not fresh:
            return answered
        for each in fresh:
            answered += 1
            raw = composing.compose(sending.outbound(each), at=clock.now())
            if back := other.answer(message_from_bytes(raw, policy=policy.SMTP)):
                arrive(back)
    raise AssertionError("they talk for ever")


@pytest.mark.parametrize(
    "other",
    [Machine(), Machine(polite=True), Machine("help+{n}@other.example"), Machine("Help <HELP+{n}@Other.Example>")],
)
def test_two_machines_that_answer_each_other_fall_silent(polite: Inbox, other: Machine) -> None:
    assert converse(other, rounds=30) == 1


def test_even_one_with_another_address_each_time(polite: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acknowledging, "MOST_TO_DOMAIN", 10)
    assert converse(Machine("t{n}@other.example"), rounds=30) == 10


def test_two_of_us_fall_silent(polite: Inbox, claims: Inbox) -> None:
    """What one Kept sends is for another Kept the mail of a machine."""
    arrive(written(sender="help@other.example", message_id="<o@o>"))
    (told,) = sent()
    theirs = composing.compose(sending.outbound(told), at=clock.now()).replace(b"hillside.example", b"other.example")
    arrive(theirs.replace(b"<sales@", b"<help@"))
    assert len(sent()) == 1


def test_the_breaker_falls_and_says_why(polite: Inbox) -> None:
    conversation = conversation_of(arrive(written(sender="help@other.example")))
    assert len(sent()) == 1
    for n in range(breaking.MOST_BY_MACHINES + 2):
        fields = {"sender": "help@other.example", "message_id": f"<{n}@o>", "Auto_Submitted": "auto-replied"}
        arrive(written(**fields, In_Reply_To="<q1@lindqvist.example>"))
    catch_up_all()
    assert breaking.is_silent("help+more@other.example")
    (line,) = Event.objects.filter(kind="automatic_mail.stopped")
    assert line.conversation == conversation
    assert "More than 5 mails came from help@other.example within an hour" in line.sentence
    Acknowledgement.objects.all().delete()
    arrive(written(sender="help@other.example", message_id="<new@o>", subject="New"))
    assert len(sent()) == 1


def test_it_is_set_beside_the_inbox(client: Client, polite: Inbox, owner: Member) -> None:
    client.force_login(owner)
    page = client.get(f"/settings/inboxes/{polite.pk}/").text
    assert "Thank you for writing to us." in page
    fields = {"name": "Sales", "address": polite.address, "slug": "sales", "is_active": "on"}
    client.post(f"/settings/inboxes/{polite.pk}/", fields | {"acknowledges": "on", "acknowledgement": "We have it."})
    polite.refresh_from_db()
    assert (polite.acknowledges, polite.acknowledgement) == (True, "We have it.")
