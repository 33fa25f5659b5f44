"""A mail that claims to be from somebody we know and cannot prove it is never filed under their name."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kept.channels import intake
from kept.channels.email import lookup
from kept.channels.email.tests.domains import ELSEWHERE, SERVER, Domain, Records
from kept.channels.email.trust import examining
from kept.channels.inbound import Inbound, accept
from kept.channels.tests.letters import conversation_of, letter
from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.conversations.message import Message
from kept.customers.customer import Customer
from kept.events.event import Event
from kept.people.member import Member

VERA = "Vera Lindqvist <vera@lindqvist.example>"
CLEO = "Cleo Marsh <cleo@hillside.example>"


@pytest.fixture(scope="module")
def lindqvist() -> Domain:
    return Domain("lindqvist.example")


@pytest.fixture(scope="module")
def hillside() -> Domain:
    return Domain("hillside.example")


@pytest.fixture(autouse=True)
def records(lindqvist: Domain, hillside: Domain) -> Iterator[Records]:
    known = Records(lindqvist, hillside)
    with lookup.asking(known):
        yield known


def brought(raw: bytes, client: str = ELSEWHERE, sender: str = "bounce@mailer.example") -> Inbound:
    """The mail as somebody brings it to our listener, taken in."""
    envelope = {"sender": sender, "recipients": ["sales@hillside.example"], "client": client, "helo": "vps.example"}
    inbound = accept("email", raw, envelope=envelope)
    intake.take_in_waiting()
    inbound.refresh_from_db()
    return inbound


def message_of(inbound: Inbound) -> Message:
    assert inbound.message is not None, f"{inbound.state}: {inbound.reason}"
    return inbound.message


def answer(conversation: Conversation, **headers: str) -> bytes:
    """A mail that names the first message of the conversation as the one it answers."""
    first = conversation.messages.first()
    assert first is not None
    assert first.message_id
    headers = {"references": first.message_id, "message_id": "<q2@lindqvist.example>"} | headers
    return letter("And one more thing.", subject="Re: Boxes for Friday", **headers)


def test_what_proves_itself_joins_the_conversation(conversation: Conversation, lindqvist: Domain) -> None:
    inbound = brought(lindqvist.sign(answer(conversation)))
    assert conversation_of(inbound) == conversation
    assert message_of(inbound).trust == "proved"


def test_what_does_not_stands_apart_with_its_mark(conversation: Conversation) -> None:
    inbound = brought(answer(conversation))
    apart, message = conversation_of(inbound), message_of(inbound)
    assert apart != conversation
    assert (message.trust, message.trust_reason) == ("failed", "policy")
    assert "policy=reject" in message.trust_details
    assert apart.customer != conversation.customer
    assert str(apart.customer) == "Perhaps not Vera Lindqvist"
    assert not apart.customer.addresses.exists()


def test_the_conversation_that_it_named_says_so(conversation: Conversation) -> None:
    apart = conversation_of(brought(answer(conversation)))
    event = Event.objects.filter(conversation=conversation).latest("pk")
    said = f"An answer that may not be from vera@lindqvist.example stands apart, in #{apart.number}"
    assert str(event.sentence) == said
    conversation.refresh_from_db()
    assert conversation.snippet.startswith("Could you bring"), "nothing of it shows in the real one"


def test_a_new_matter_in_a_customers_name_is_not_theirs(vera: Customer, sales: Inbox) -> None:
    apart = conversation_of(brought(letter("My bank account has changed.")))
    assert apart.customer != vera
    assert not vera.conversations.exists()


def test_our_token_lets_it_in_with_its_mark(conversation: Conversation) -> None:
    inbound = brought(letter("Yes.", to=f"sales+{conversation.token}@hillside.example", message_id="<q2@x>"))
    assert conversation_of(inbound) == conversation
    assert message_of(inbound).trust == "failed"


def test_it_brings_nobody_along(conversation: Conversation) -> None:
    to = f"sales+{conversation.token}@hillside.example"
    brought(letter("Yes.", to=to, message_id="<q2@x>", cc="mallory@evil.example", reply_to="other@evil.example"))
    known = set(conversation.participants.values_list("address", flat=True))
    assert known == {"vera@lindqvist.example"}


def test_its_second_letter_goes_to_its_first(conversation: Conversation) -> None:
    first = brought(answer(conversation))
    again = letter("Well?", references="<q2@lindqvist.example>", message_id="<q3@lindqvist.example>")
    second = brought(again)
    assert conversation_of(second) == conversation_of(first)
    assert message_of(second).trust == "failed"


def test_the_real_one_is_never_put_with_it(conversation: Conversation, lindqvist: Domain) -> None:
    apart = conversation_of(brought(letter("New account.", message_id="<e1@lindqvist.example>")))
    real = brought(lindqvist.sign(answer(conversation)))
    assert conversation_of(real) == conversation != apart
    assert message_of(real).customer == conversation.customer


def test_it_is_no_colleague(conversation: Conversation, teammate: Member) -> None:
    sent = conversation.reply("Gladly.", by=teammate)
    Message.objects.filter(pk=sent.pk).update(message_id="<ours@hillside.example>")
    for number, to in enumerate(["sales@hillside.example", f"sales+{conversation.token}@hillside.example"]):
        raw = letter(
            "I give 50% off.", sender=CLEO, to=to, references="<ours@hillside.example>", message_id=f"<c{number}@x>"
        )
        inbound = brought(raw)
        assert message_of(inbound).member is None
        assert conversation_of(inbound) != conversation
        assert message_of(inbound).trust == "failed"


def test_the_real_colleague_answers_from_their_own_program(
    conversation: Conversation, teammate: Member, hillside: Domain
) -> None:
    to = f"sales+{conversation.token}@hillside.example"
    inbound = brought(hillside.sign(letter("I'll bring them.", sender=CLEO, to=to, message_id="<c1@x>")))
    assert (conversation_of(inbound), message_of(inbound).member) == (conversation, teammate)


def test_who_publishes_nothing_is_served_as_ever(conversation: Conversation, records: Records) -> None:
    records.known.clear()
    inbound = brought(answer(conversation))
    assert conversation_of(inbound) == conversation
    assert message_of(inbound).trust == ""


def test_habit_counts_only_where_there_is_one(conversation: Conversation, lindqvist: Domain, records: Records) -> None:
    records.known["_dmarc.lindqvist.example", "TXT"] = ["v=DMARC1; p=none"]
    before = brought(answer(conversation, message_id="<h1@x>"))
    assert (conversation_of(before), message_of(before).trust) == (conversation, "")
    brought(lindqvist.sign(answer(conversation, message_id="<h2@x>")))
    after = brought(answer(conversation, message_id="<h3@x>"))
    assert conversation_of(after) != conversation
    assert message_of(after).trust_reason == "habit"


def test_nobody_is_asked_about_strangers(sales: Inbox, records: Records) -> None:
    inbound = brought(letter(sender="Nora <nora@lindqvist.example>"), sender="nora@lindqvist.example")
    assert message_of(inbound).trust == ""
    assert records.asked == []


def test_one_who_was_copied_in_is_examined_as_well(conversation: Conversation, lindqvist: Domain) -> None:
    conversation.add_participants(["nora@lindqvist.example"])
    nora = "Nora <nora@lindqvist.example>"
    assert conversation_of(brought(answer(conversation, sender=nora))) != conversation
    signed = brought(lindqvist.sign(answer(conversation, sender=nora, message_id="<n2@x>")))
    assert conversation_of(signed) == conversation


class Slow(Records):
    """Answers late."""

    def look_up(self, name: str, kind: str, *, within: float = 2.0) -> list[str]:
        time.sleep(0.6)
        return super().look_up(name, kind)


def test_slow_names_do_not_hold_up_a_batch(
    conversation: Conversation, lindqvist: Domain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examining, "ALL_WITHIN", 0.3)
    envelope = {"sender": "vera@lindqvist.example", "recipients": [], "client": SERVER, "helo": "x"}
    for number in range(20):
        accept("email", answer(conversation, message_id=f"<s{number}@x>"), envelope=envelope)
    slow = Slow(lindqvist)
    with lookup.asking(slow):
        intake.take_in_waiting()
    assert len(slow.asked) <= 20, "each letter asks once and is too late then; in time it would ask thrice"
    assert conversation.messages.filter(trust="").count() == 21


def test_many_cost_no_more_questions_to_the_database_than_one(conversation: Conversation, lindqvist: Domain) -> None:
    costs = []
    for count in (1, 20):
        rows = [
            accept("email", lindqvist.sign(answer(conversation, message_id=f"<{count}-{n}@x>"))) for n in range(count)
        ]
        read = [(each, intake._read(each) or []) for each in rows]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            intake._examined(read)
        costs.append(len(queries))
    assert costs[0] == costs[1]
