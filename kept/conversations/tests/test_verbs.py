"""Verbs change what they say, once, and leave an event."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kept.conftest import write
from kept.conversations.answering import NothingWritten
from kept.conversations.assigning import NotAllowedHere
from kept.conversations.conversation import Conversation
from kept.events.event import Event
from kept.people.member import Member


def kinds(conversation: Conversation) -> list[str]:
    return list(Event.objects.filter(conversation=conversation).order_by("pk").values_list("kind", flat=True))


def test_closing_twice_closes_once(conversation: Conversation, teammate: Member) -> None:
    conversation.close(by=teammate)
    conversation.close(by=teammate)
    assert conversation.is_closed
    assert kinds(conversation).count("conversation.closed") == 1


def test_a_customer_who_writes_opens_a_closed_conversation(conversation: Conversation, teammate: Member) -> None:
    conversation.close(by=teammate)
    write(conversation, "One more thing.")
    assert conversation.state == "open"
    assert conversation.waiting_on == "us"


def test_a_customer_who_writes_ends_a_snooze(conversation: Conversation, teammate: Member) -> None:
    conversation.snooze(timezone.now() + timedelta(days=1), by=teammate)
    assert conversation.is_snoozed
    write(conversation, "Never mind, found it.")
    assert conversation.state == "open"
    assert conversation.snoozed_until is None


def test_automatic_mail_leaves_a_closed_conversation_closed(conversation: Conversation, teammate: Member) -> None:
    conversation.close(by=teammate)
    write(conversation, "I am on holiday.", automatic="auto-replied")
    assert conversation.is_closed


def test_snoozing_into_the_past_is_refused(conversation: Conversation, teammate: Member) -> None:
    with pytest.raises(ValueError, match="time to come"):
        conversation.snooze(timezone.now() - timedelta(minutes=1), by=teammate)


def test_only_what_is_due_wakes(conversation: Conversation, teammate: Member) -> None:
    conversation.snooze(timezone.now() + timedelta(hours=1), by=teammate)
    assert not Conversation.objects.due_to_wake()


def test_a_reply_makes_it_the_customers_turn_and_is_enqueued(conversation: Conversation, teammate: Member) -> None:
    message = conversation.reply("Twenty boxes, gladly.", by=teammate)
    assert message.delivery.state == "pending"
    assert conversation.waiting_on == "customer"
    assert message.to == [{"name": "Vera Lindqvist", "address": "vera@lindqvist.example"}]
    assert message.subject == "Re: Boxes for Friday"
    assert message.in_reply_to == "<q1@lindqvist.example>"


def test_an_answer_goes_to_everybody_who_got_the_question_but_us(conversation: Conversation, teammate: Member) -> None:
    write(
        conversation,
        "My brother helps.",
        to=[{"name": "", "address": "Sales@hillside.example"}, {"name": "Nils", "address": "nils@lindqvist.example"}],
        cc=[{"name": "", "address": "mum@lindqvist.example"}],
    )
    recipients = conversation.recipients()
    assert [each["address"] for each in recipients.cc] == ["nils@lindqvist.example", "mum@lindqvist.example"]


def test_a_reply_taken_back_leaves_it_our_turn(conversation: Conversation, teammate: Member) -> None:
    message = conversation.reply("Oops", by=teammate, hold=timedelta(seconds=10))
    assert conversation.take_back(message, by=teammate)
    assert conversation.waiting_on == "us"
    assert message.pk not in [entry.message.pk for entry in conversation.timeline().entries if entry.message]


def test_a_reply_that_is_leaving_cannot_be_taken_back(conversation: Conversation, teammate: Member) -> None:
    message = conversation.reply("Gone", by=teammate)
    assert message.delivery.claim()
    assert not conversation.take_back(message, by=teammate)


def test_nothing_written_is_refused(conversation: Conversation, teammate: Member) -> None:
    with pytest.raises(NothingWritten):
        conversation.reply("  ", by=teammate)


def test_only_one_sender_claims_a_delivery(conversation: Conversation, teammate: Member) -> None:
    delivery = conversation.reply("Hello", by=teammate).delivery
    assert delivery.claim()
    assert not delivery.claim()


def test_a_colleague_without_the_inbox_cannot_be_given_it(
    conversation: Conversation, teammate: Member, outsider: Member
) -> None:
    with pytest.raises(NotAllowedHere):
        conversation.assign(outsider, by=teammate)


def test_the_timeline_tells_what_happened_in_order(conversation: Conversation, teammate: Member) -> None:
    conversation.assign(teammate, by=teammate)
    conversation.note("Vera moves on Friday.", by=teammate)
    conversation.reply("Of course.", by=teammate)
    entries = conversation.timeline().entries
    assert [entry.event.kind for entry in entries] == [
        "message.received",
        "conversation.assigned",
        "note.written",
        "message.sent",
    ]
    assert entries[1].event.sentence == "Cleo Marsh took it"


def test_a_draft_knows_what_its_writer_has_not_read(conversation: Conversation, teammate: Member) -> None:
    draft = conversation.keep_draft(by=teammate, kind="reply", text="Dear V")
    assert not conversation.unread_by_writer(draft)
    write(conversation, "Make it thirty.")
    assert [event.kind for event in conversation.unread_by_writer(draft)] == ["message.received"]


def test_an_answer_never_goes_to_the_machine_that_returned_the_mail(
    conversation: Conversation, teammate: Member
) -> None:
    daemon = {"name": "", "address": "mailer-daemon@mx.example"}
    write(conversation, "Undelivered mail returned", automatic="bounce", author=daemon)
    assert [each["address"] for each in conversation.recipients().to] == ["vera@lindqvist.example"]
