"""Replies leave through a real SMTP server: once, with their threads, and with words for whatever goes wrong."""

import os
import signal
from collections.abc import Iterator
from datetime import timedelta
from multiprocessing import get_context
from threading import Thread

import pytest
from django.db import connection
from pytest_django import Settings

from kept.channels import sending
from kept.channels.email import tokens
from kept.channels.email.mailbox import Mailbox
from kept.channels.email.tests import servers
from kept.channels.email.tests.servers import Sink
from kept.channels.tests.letters import arrive, conversation_of, letter
from kept.conversations.answering import Recipients
from kept.conversations.attachment import Attachment
from kept.conversations.conversation import Conversation
from kept.conversations.delivery import HOLD, Delivery
from kept.conversations.message import Message
from kept.events.event import Event
from kept.lib import clock
from kept.people.member import Member
from kept.tests.house import eventually
from kept.tests.ports import free_port


@pytest.fixture
def sink(settings: Settings) -> Iterator[Sink]:
    with servers.sink() as (sink, url):
        servers.send_by(settings, url)
        yield sink


def send(message: Message) -> Delivery:
    sending.deliver(message.delivery.pk)
    message.delivery.refresh_from_db()
    return message.delivery


def kinds(conversation: Conversation) -> list[str]:
    return list(Event.objects.filter(conversation=conversation).order_by("pk").values_list("kind", flat=True))


def test_a_reply_leaves_with_its_thread(sink: Sink, conversation: Conversation, teammate: Member) -> None:
    teammate.signature = "Cleo Marsh\nHillside Removals"
    delivery = send(conversation.reply("Twenty boxes, gladly.", by=teammate))
    assert (delivery.state, delivery.tries) == ("sent", 1)
    (message,) = sink.messages
    assert str(message["From"]) == "Cleo Marsh <sales@hillside.example>"
    assert str(message["Subject"]) == "Re: Boxes for Friday"
    assert (message["In-Reply-To"], message["References"]) == ("<q1@lindqvist.example>",) * 2
    assert f"sales+{conversation.token}@hillside.example" in str(message["Reply-To"])
    assert tokens.in_message_ids([str(message["Message-ID"])]) == [conversation.token]
    part = message.get_body(("plain",))
    assert part is not None
    words = part.get_content().replace("\r\n", "\n")
    assert words.startswith("Twenty boxes, gladly.\n\n-- \nCleo Marsh\nHillside Removals\n\nOn ")
    assert words.count("Hillside Removals") == 1
    assert "> Could you bring twenty boxes on Friday?" in words


def test_copies_get_it_and_blind_ones_are_named_to_the_server_only(
    sink: Sink, conversation: Conversation, teammate: Member
) -> None:
    recipients = Recipients(
        to=[{"name": "Vera", "address": "vera@lindqvist.example"}],
        cc=[{"name": "", "address": "nils@x.example"}],
        bcc=[{"name": "", "address": "boss@x.example"}],
    )
    send(conversation.reply("Hello", by=teammate, recipients=recipients))
    assert sink.taken[0].rcpt_tos == ["vera@lindqvist.example", "nils@x.example", "boss@x.example"]
    assert b"boss@x.example" not in (sink.taken[0].content or b"")


def test_notes_and_replies_taken_back_are_never_quoted(
    sink: Sink, conversation: Conversation, teammate: Member
) -> None:
    conversation.note("She is difficult.", by=teammate)
    slip = conversation.reply("A slip", by=teammate, hold=timedelta(seconds=10))
    conversation.take_back(slip, by=teammate)
    send(conversation.reply("Hello", by=teammate))
    content = sink.taken[0].content or b""
    assert b"difficult" not in content
    assert b"A slip" not in content


def test_files_go_along(sink: Sink, conversation: Conversation, teammate: Member) -> None:
    draft = conversation.keep_draft(by=teammate, kind="reply", text="See below")
    file = Attachment.objects.keep(b"%PDF", name="Größe.pdf", type="application/pdf", draft=draft)
    send(conversation.reply("See below", by=teammate, attachments=[file]))
    assert [each.get_filename() for each in sink.messages[0].iter_attachments()] == ["Größe.pdf"]


def test_mail_in_reply_out_and_three_ways_to_answer(sink: Sink, conversation: Conversation, teammate: Member) -> None:
    send(conversation.reply("Twenty boxes, gladly.", by=teammate))
    (sent,) = sink.messages
    ours = str(sent["Message-ID"])
    answers = [
        letter("By in-reply-to", message_id="<a1@x>", In_Reply_To=ours),
        letter("By references", message_id="<a2@x>", References=f"<q1@lindqvist.example> {ours}"),
        letter("By address", message_id="<a3@x>", to=str(sent["Reply-To"].addresses[0].addr_spec)),
    ]
    assert {conversation_of(arrive(each)) for each in answers} == {conversation}


def test_without_a_server_it_says_what_to_do_and_waits(conversation: Conversation, teammate: Member) -> None:
    delivery = send(conversation.reply("Hello", by=teammate))
    assert delivery.state == "pending"
    assert "No outgoing mail server is set" in delivery.reason
    assert delivery.next_try_at > clock.now()


def test_an_inbox_may_have_a_server_of_its_own(conversation: Conversation, teammate: Member) -> None:
    with servers.sink() as (own, url):
        port = int(url.rpartition(":")[2])
        Mailbox.objects.create(inbox=conversation.inbox, smtp_host="127.0.0.1", smtp_port=port, smtp_security="plain")
        assert send(conversation.reply("Hello", by=teammate)).state == "sent"
    assert len(own.taken) == 1


@pytest.mark.parametrize(
    ("answer", "state"), [("450 4.2.1 Later", "pending"), ("554 5.7.1 We think it is spam", "failed")]
)
def test_the_servers_no_is_told_and_its_later_is_heeded(
    sink: Sink, conversation: Conversation, teammate: Member, answer: str, state: str
) -> None:
    sink.data = answer
    delivery = send(conversation.reply("Hello", by=teammate))
    assert (delivery.state, delivery.reason) == (state, answer)


def test_a_recipient_that_does_not_exist_fails_for_good_and_can_be_retried(
    sink: Sink, conversation: Conversation, teammate: Member
) -> None:
    sink.recipients["vera@lindqvist.example"] = "550 5.1.1 No such person"
    delivery = send(conversation.reply("Hello", by=teammate))
    assert delivery.state == "failed"
    assert (delivery.reason, delivery.returned[0]["said"]) == ("address unknown", "550 5.1.1 No such person")
    sink.recipients.clear()
    delivery.retry(by=teammate)
    sending.deliver(delivery.pk)
    delivery.refresh_from_db()
    assert delivery.state == "sent"
    gone = ["delivery.failed", "customer.address_stopped"]
    assert kinds(conversation)[-5:] == [*gone, "customer.address_trusted", "delivery.retried", "delivery.sent"]


def test_one_recipient_refused_of_two_is_told(sink: Sink, conversation: Conversation, teammate: Member) -> None:
    sink.recipients["nils@x.example"] = "550 5.1.1 No such person"
    to, cc = {"name": "", "address": "vera@lindqvist.example"}, {"name": "", "address": "nils@x.example"}
    delivery = send(conversation.reply("Hello", by=teammate, recipients=Recipients([to], [cc])))  # type: ignore[list-item]
    assert delivery.state == "sent"
    assert [each["address"] for each in delivery.returned] == ["nils@x.example"]
    told = ["delivery.sent", "delivery.recipient_refused", "customer.address_stopped"]
    assert kinds(conversation)[-3:] == told


def test_a_server_that_is_away_is_tried_again(settings: Settings, conversation: Conversation, teammate: Member) -> None:
    servers.send_by(settings, f"smtp://127.0.0.1:{free_port()}")
    delivery = send(conversation.reply("Hello", by=teammate))
    assert delivery.state == "pending"
    assert "does not answer" in delivery.reason


def test_a_retry_carries_the_same_message_id(sink: Sink, conversation: Conversation, teammate: Member) -> None:
    sink.data = "451 4.3.0 Later"
    message = conversation.reply("Hello", by=teammate)
    send(message)
    message.refresh_from_db()
    first = message.message_id
    sink.data = "250 Ok"
    message.delivery.retry(by=teammate)
    send(message)
    assert [str(each["Message-ID"]) for each in sink.messages] == [first]


def test_too_large_for_mail_is_told_before_it_is_tried(
    sink: Sink, settings: Settings, conversation: Conversation, teammate: Member
) -> None:
    settings.KEPT_MAIL_MAX_BYTES = 1000
    assert "too large" in send(conversation.reply("x" * 2000, by=teammate)).reason
    assert not sink.taken


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_it_once(sink: Sink, conversation: Conversation, teammate: Member) -> None:
    pk = conversation.reply("Hello", by=teammate).delivery.pk
    sink.pause = 0.3

    def deliver() -> None:
        sending.deliver(pk)
        connection.close()

    threads = [Thread(target=deliver) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(sink.taken) == 1
    assert Delivery.objects.get().state == "sent"


def _deliver_in_a_process_of_its_own(pk: int) -> None:
    connection.close()
    sending.deliver(pk)


@pytest.mark.django_db(transaction=True)
def test_a_sender_killed_half_way_loses_nothing(sink: Sink, conversation: Conversation, teammate: Member) -> None:
    pk = conversation.reply("Hello", by=teammate).delivery.pk
    connection.close()
    sink.pause = 60
    sender = get_context("fork").Process(target=_deliver_in_a_process_of_its_own, args=[pk])
    sender.start()
    eventually(lambda: Delivery.objects.get().state == "sending", "the sender to begin")
    message_id = eventually(lambda: Message.objects.get(direction="out").message_id, "its Message-ID")
    assert sender.pid is not None
    os.kill(sender.pid, signal.SIGKILL)
    sender.join()
    sink.pause = 0
    sending.deliver(pk)
    assert Delivery.objects.get().state == "sending", "another waits until the first must be dead"
    with clock.telling(clock.now() + 2 * HOLD):
        sending.deliver(pk)
    assert Delivery.objects.get().state == "sent"
    assert {str(each["Message-ID"]) for each in sink.messages} == {message_id}


@pytest.mark.django_db(transaction=True)
def test_a_slow_server_keeps_the_others_waiting(
    sink: Sink, conversation: Conversation, teammate: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "HOLD_AGAIN", timedelta(seconds=0.1))
    pk = conversation.reply("Hello", by=teammate).delivery.pk
    sink.pause = 60

    def deliver() -> None:
        sending.deliver(pk)
        connection.close()

    first = Thread(target=deliver)
    first.start()
    eventually(lambda: Delivery.objects.get().state == "sending", "the first to begin")
    ends = Delivery.objects.get().next_try_at
    eventually(lambda: Delivery.objects.get().next_try_at > ends, "it to hold on")
    with clock.telling(ends):
        deliver()
    sink.pause = 0
    first.join()
    assert len(sink.taken) == 1


@pytest.mark.django_db(transaction=True)
def test_who_was_overtaken_does_not_say_that_it_failed(conversation: Conversation, teammate: Member) -> None:
    delivery = conversation.reply("Hello", by=teammate).delivery
    assert delivery.claim()
    overtaken = Delivery.objects.get()
    Delivery.objects.update(next_try_at=clock.now())
    assert delivery.claim()
    delivery.succeed()
    overtaken.fail("too late", permanent=True)
    assert Delivery.objects.get().state == "sent"


def test_a_server_that_asks_for_another_password_is_no_fault_of_the_message(
    sink: Sink, conversation: Conversation, teammate: Member
) -> None:
    sink.data = "535 5.7.8 Sign in first"
    delivery = send(conversation.reply("Hello", by=teammate))
    assert delivery.state == "pending"
    assert "does not accept the name and password" in delivery.reason
