"""Which conversation a mail belongs to: the one it names, if its author takes part in it."""

import pytest

from kept.channels.email import tokens
from kept.channels.tests.letters import arrive, conversation_of, letter
from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.conversations.message import Message
from kept.customers.customer import Customer
from kept.events.event import Event
from kept.people.member import Member

STRANGER = "Mallory <mallory@elsewhere.example>"


@pytest.fixture
def answered(conversation: Conversation, teammate: Member) -> Message:
    """Vera asked, Cleo answered; the answer has its Message-ID."""
    message = conversation.reply("Gladly.", by=teammate)
    message.message_id = tokens.message_id(conversation.token, "hillside.example")
    message.save()
    return message


def test_an_answer_is_known_by_in_reply_to_alone(answered: Message) -> None:
    inbound = arrive(letter("Thank you!", message_id="<q2@x>", In_Reply_To=answered.message_id))
    assert conversation_of(inbound) == answered.conversation


def test_an_answer_is_known_by_references_alone(answered: Message) -> None:
    references = f"<q1@lindqvist.example> {answered.message_id} <unknown@x>"
    inbound = arrive(letter("Thank you!", message_id="<q2@x>", References=references))
    assert conversation_of(inbound) == answered.conversation


def test_an_answer_is_known_by_the_token_address_alone(answered: Message) -> None:
    to = tokens.reply_address("sales@hillside.example", answered.conversation.token)
    assert conversation_of(arrive(letter("Thank you!", message_id="<q2@x>", to=to))) == answered.conversation


def test_an_answer_is_known_by_the_token_in_the_envelope(answered: Message) -> None:
    to = tokens.reply_address("sales@hillside.example", answered.conversation.token)
    assert conversation_of(arrive(letter("Thank you!", message_id="<q2@x>"), to)) == answered.conversation


def test_an_answer_is_known_by_our_token_when_a_server_rewrote_our_message_id(answered: Message) -> None:
    rewritten = tokens.message_id(answered.conversation.token, "elsewhere.example")
    inbound = arrive(letter("Thank you!", message_id="<q2@x>", In_Reply_To=rewritten))
    assert conversation_of(inbound) == answered.conversation


def test_the_token_counts_more_than_references(answered: Message, willem: Customer) -> None:
    other = conversation_of(arrive(letter("Another matter.", message_id="<other@x>", subject="Bed")))
    assert other != answered.conversation
    to = tokens.reply_address("sales@hillside.example", answered.conversation.token)
    inbound = arrive(letter("Thank you!", message_id="<q2@x>", to=to, References="<other@x>"))
    assert conversation_of(inbound) == answered.conversation


def test_the_customer_may_answer_from_another_address_of_theirs(answered: Message, teammate: Member) -> None:
    answered.conversation.customer.add_address("email", "vera@work.example", by=teammate)
    raw = letter("Thank you!", sender="vera@work.example", message_id="<q2@x>", In_Reply_To=answered.message_id)
    assert conversation_of(arrive(raw)) == answered.conversation


def test_somebody_who_was_copied_in_may_answer(conversation: Conversation, answered: Message) -> None:
    arrive(
        letter("My brother helps.", message_id="<q2@x>", In_Reply_To=answered.message_id, Cc="nils@lindqvist.example")
    )
    raw = letter("I bring two.", sender="nils@lindqvist.example", message_id="<q3@x>", In_Reply_To="<q2@x>")
    inbound = arrive(raw)
    assert conversation_of(inbound) == conversation
    assert inbound.message is not None
    assert inbound.message.customer != conversation.customer, "Nils is somebody else"


def test_a_stranger_with_the_token_gets_a_conversation_of_their_own(answered: Message) -> None:
    to = tokens.reply_address("sales@hillside.example", answered.conversation.token)
    raw = letter("Give me the keys.", sender=STRANGER, to=to, message_id="<m1@x>", In_Reply_To=answered.message_id)
    other = conversation_of(arrive(raw, to))
    assert other != answered.conversation
    told = Event.objects.get(conversation=answered.conversation, kind="conversation.stranger_answered")
    assert "mallory@elsewhere.example" in told.sentence
    assert f"#{other.number}" in told.sentence


@pytest.mark.parametrize("empty", ["", "<>", "< >", "<@>"])
def test_an_empty_message_id_never_brings_strangers_together(sales: Inbox, empty: str) -> None:
    first = arrive(letter("One", message_id=empty))
    raw = letter("Two", sender=STRANGER, message_id=empty, In_Reply_To=empty, References=empty)
    assert conversation_of(arrive(raw)) != conversation_of(first)


def test_answers_to_one_newsletter_stay_apart(sales: Inbox) -> None:
    newsletter = "<news-2026-06@hillside.example>"
    senders = [f"p{number}@customers.example" for number in range(3)]
    made = [
        conversation_of(arrive(letter("Nice!", sender=who, message_id=f"<{who}>", In_Reply_To=newsletter)))
        for who in senders
    ]
    assert len(set(made)) == 3


def test_one_message_id_used_by_two_strangers_keeps_them_apart(sales: Inbox) -> None:
    first = conversation_of(arrive(letter("One", message_id="<1@localhost>")))
    second = conversation_of(arrive(letter("Two", sender=STRANGER, message_id="<1@localhost>")))
    assert first != second
    answer = letter("Three", sender=STRANGER, message_id="<2@localhost>", In_Reply_To="<1@localhost>")
    assert conversation_of(arrive(answer)) == second


def test_a_colleague_who_answers_by_their_own_mail_program_answers_as_a_colleague(
    conversation: Conversation, answered: Message, teammate: Member, vera: Customer
) -> None:
    copied = letter("Cleo, are you there?", message_id="<q2@x>", In_Reply_To=answered.message_id, Cc=teammate.email)
    arrive(copied)
    raw = letter("I am.", sender=f"Cleo <{teammate.email}>", message_id="<c1@x>", In_Reply_To="<q2@x>", to=vera.email)
    inbound = arrive(raw)
    assert conversation_of(inbound) == conversation
    assert inbound.message is not None
    assert (inbound.message.member, inbound.message.customer) == (teammate, None)
    conversation.refresh_from_db()
    assert conversation.waiting_on == "customer"
    assert conversation.recipients().to[0]["address"] == vera.email, "the next answer goes to Vera, not to Cleo"


def test_a_closed_conversation_opens_again(answered: Message, teammate: Member) -> None:
    answered.conversation.close(by=teammate)
    inbound = arrive(letter("One more thing.", message_id="<q2@x>", In_Reply_To=answered.message_id))
    assert conversation_of(inbound).state == "open"
