"""What arrives is taken in once, in order, and one bad arrival never holds up the next."""

import multiprocessing
from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from kept.channels import filing, intake, register
from kept.channels.base import Arrival, Envelope
from kept.channels.email import reading
from kept.channels.filing import Filing
from kept.channels.inbound import Inbound, accept
from kept.channels.spam.sifting import Sieve
from kept.channels.tests.letters import arrive, conversation_of, letter
from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.conversations.message import Message
from kept.customers.customer import Customer
from kept.people.member import Member

BOUNCE = """From: MAILER-DAEMON@mx.example
To: sales@hillside.example
Subject: Undelivered
Message-ID: <b1@mx.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

It did not work.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; vera@lindqvist.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 No such person

--b
Content-Type: text/rfc822-headers

Message-ID: {message_id}
--b--
"""


class Poison:
    """A channel whose `parse` breaks on one word."""

    def __init__(self, problem: type[BaseException]) -> None:
        self.problem = problem

    def parse(self, raw: bytes, envelope: Envelope | None = None) -> list[Arrival]:
        if b"poison" in raw:
            raise self.problem("it burns")
        return reading.parse(raw, envelope)


@pytest.fixture
def poisoned(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(register.CHANNELS, "email", Poison(RuntimeError))
    yield


def waiting(*texts: str) -> list[Inbound]:
    return [accept("email", letter(text, message_id=f"<{number}@x>")) for number, text in enumerate(texts)]


def states() -> list[str]:
    return list(Inbound.objects.order_by("pk").values_list("state", flat=True))


def test_a_mail_makes_customer_conversation_and_message(sales: Inbox) -> None:
    inbound = arrive(letter("How many boxes fit into a van?\n\nVera"), "sales@hillside.example")
    assert inbound.state == "done"
    conversation = conversation_of(inbound)
    assert (conversation.inbox, conversation.subject, conversation.state) == (sales, "Boxes for Friday", "open")
    assert conversation.customer.name == "Vera Lindqvist"
    assert conversation.customer.email == "vera@lindqvist.example"
    assert conversation.snippet.startswith("How many boxes")
    assert inbound.message is not None
    assert inbound.message.message_id == "<q1@lindqvist.example>"


def test_the_same_mail_twice_is_one_message(sales: Inbox) -> None:
    first = arrive(letter())
    second = arrive(letter())
    assert (first.state, second.state) == ("done", "duplicate")
    assert first.message == second.message
    assert Conversation.objects.count() == Message.objects.count() == 1


def test_the_same_mail_twice_in_one_batch_is_one_message(sales: Inbox) -> None:
    for _ in range(2):
        accept("email", letter())
    intake.take_in_waiting()
    assert states() == ["done", "duplicate"]
    assert Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_mail_taken_in_by_two_at_once_is_one_message(sales: Inbox) -> None:
    rows = [accept("email", letter()) for _ in range(2)]
    together = Barrier(2)

    def take_in(inbound: Inbound) -> None:
        together.wait()
        intake.take_in_now(inbound)
        connection.close()

    threads = [Thread(target=take_in, args=[each]) for each in rows]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    intake.take_in_waiting()
    assert sorted(states()) == ["done", "duplicate"]
    assert Message.objects.count() == Conversation.objects.count() == Customer.objects.count() == 1


def test_our_own_reply_that_comes_back_as_a_copy_is_known(conversation: Conversation, teammate: Member) -> None:
    sent = conversation.reply("Gladly.", by=teammate)
    Message.objects.filter(pk=sent.pk).update(message_id="<ours@hillside.example>")
    raw = letter("Gladly.", sender="Cleo <Sales@hillside.example>", message_id="<ours@hillside.example>")
    inbound = arrive(raw)
    assert (inbound.state, inbound.message) == ("duplicate", sent)


def test_a_stranger_who_repeats_our_message_id_is_not_taken_for_us(
    conversation: Conversation, teammate: Member
) -> None:
    sent = conversation.reply("Gladly.", by=teammate)
    Message.objects.filter(pk=sent.pk).update(message_id="<ours@hillside.example>")
    assert arrive(letter("Me too.", message_id="<ours@hillside.example>")).state == "done"


def test_what_cannot_be_read_is_quarantined_and_the_next_is_taken_in(poisoned: None, sales: Inbox) -> None:
    waiting("fine", "this is poison", "fine too")
    intake.take_in_waiting()
    assert states() == ["done", "quarantined", "done"]
    assert Inbound.objects.get(state="quarantined").reason == "RuntimeError: it burns"


def test_an_empty_mail_is_quarantined_with_words(sales: Inbox) -> None:
    inbound = accept("email", b"\r\n")
    intake.take_in_waiting()
    inbound.refresh_from_db()
    assert (inbound.state, inbound.reason) == ("quarantined", "It is empty.")


def test_what_breaks_while_filing_is_quarantined_and_the_others_are_taken_in(
    sales: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = Filing.file

    def file(self: Filing, arrival: Arrival, inbound: Inbound) -> tuple[Message, bool]:
        if "poison" in arrival.text:
            raise KeyError("no shelf")
        return honest(self, arrival, inbound)

    monkeypatch.setattr(Filing, "file", file)
    waiting("fine", "this is poison", "fine too")
    intake.take_in_waiting()
    assert states() == ["done", "quarantined", "done"]
    assert Message.objects.count() == 2


def test_the_database_refusing_one_does_not_hold_up_the_others(sales: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = Filing.file

    def file(self: Filing, arrival: Arrival, inbound: Inbound) -> tuple[Message, bool]:
        if "poison" in arrival.text:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 / 0")
        return honest(self, arrival, inbound)

    monkeypatch.setattr(Filing, "file", file)
    waiting("fine", "this is poison", "fine too")
    intake.take_in_waiting()
    assert states() == ["done", "quarantined", "done"]
    assert "division by zero" in Inbound.objects.get(state="quarantined").reason


def test_trouble_that_may_pass_is_tried_again(sales: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    honest, troubles = Filing.file, [OperationalError("deadlock")] * 2

    def file(self: Filing, arrival: Arrival, inbound: Inbound) -> tuple[Message, bool]:
        if troubles:
            raise troubles.pop()
        return honest(self, arrival, inbound)

    monkeypatch.setattr(Filing, "file", file)
    waiting("fine")
    intake.take_in_waiting()
    assert states() == ["done"]
    assert not troubles


def test_one_that_kills_its_worker_again_and_again_is_put_aside(sales: Inbox) -> None:
    killer, _next = waiting("fatal", "fine")
    Inbound.objects.filter(pk=killer.pk).update(tries=intake.MOST_TRIES)
    intake.take_in_waiting()
    assert states() == ["quarantined", "done"]


def test_one_that_failed_before_goes_alone(sales: Inbox) -> None:
    rows = waiting("one", "two", "three")
    Inbound.objects.filter(pk=rows[1].pk).update(tries=1)
    assert [intake._begin(), intake._begin()] == [[rows[0].pk], [rows[0].pk]]
    Inbound.objects.filter(pk=rows[0].pk).update(state="done")
    assert intake._begin() == [rows[1].pk]


def _die_half_way(home: Path) -> None:
    import os

    connection.close()
    honest, left = Filing.file, 3

    def file(self: Filing, arrival: Arrival, inbound: Inbound) -> tuple[Message, bool]:
        nonlocal left
        left -= 1
        if not left:
            home.write_text("died")
            os._exit(9)
        return honest(self, arrival, inbound)

    Filing.file = file  # type: ignore[method-assign]
    intake.take_in_waiting()


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_half_way_loses_nothing_and_doubles_nothing(sales: Inbox, tmp_path: Path) -> None:
    waiting("one", "two", "three", "four")
    connection.close()
    worker = multiprocessing.get_context("fork").Process(target=_die_half_way, args=[tmp_path / "trace"])
    worker.start()
    worker.join(120)
    assert (tmp_path / "trace").read_text() == "died", "the worker must have died half-way for this to mean anything"
    assert states() == ["waiting"] * 4
    intake.take_in_waiting()
    assert states() == ["done"] * 4
    assert list(Message.objects.order_by("pk").values_list("text", flat=True)) == ["one", "two", "three", "four"]


def test_a_quarantined_one_is_read_again_on_a_persons_word(sales: Inbox, admin: Member) -> None:
    inbound = accept("email", letter())
    Inbound.objects.filter(pk=inbound.pk).update(state="quarantined", reason="no", tries=9)
    inbound.refresh_from_db()
    inbound.retry(by=admin)
    intake.take_in_waiting()
    assert states() == ["done"]


def test_without_an_inbox_it_waits_in_the_quarantine(db: None) -> None:
    assert arrive(letter()).state == "quarantined"


def test_the_envelope_says_which_inbox(sales: Inbox, claims: Inbox) -> None:
    inbound = arrive(letter(to="undisclosed-recipients:;"), "Claims@Hillside.example")
    assert conversation_of(inbound).inbox == claims


def test_an_unknown_address_goes_to_the_first_inbox_in_use(sales: Inbox, claims: Inbox) -> None:
    Inbox.objects.filter(pk=claims.pk).update(is_active=False)
    assert conversation_of(arrive(letter(to="else@hillside.example"))).inbox == sales


def test_our_own_addresses_take_no_part(sales: Inbox, claims: Inbox) -> None:
    conversation = conversation_of(arrive(letter(to="sales@hillside.example, claims@hillside.example, nils@x.example")))
    assert conversation.participant_addresses == {"vera@lindqvist.example", "nils@x.example"}


def test_a_bounce_marks_the_delivery_and_brings_the_conversation_back(
    conversation: Conversation, teammate: Member
) -> None:
    sent = conversation.reply("Gladly.", by=teammate)
    Message.objects.filter(pk=sent.pk).update(message_id="<ours@hillside.example>")
    sent.delivery.succeed()
    conversation.close(by=teammate)
    raw = BOUNCE.format(message_id="<ours@hillside.example>").encode()
    bounced = conversation_of(arrive(raw))
    sent.delivery.refresh_from_db()
    assert bounced == conversation
    assert (sent.delivery.state, bounced.state, bounced.waiting_on) == ("bounced", "open", "us")
    assert "No such person" in sent.delivery.returned[0]["said"]
    assert conversation.recipients().to[0]["address"] == "vera@lindqvist.example"


def test_a_bounce_of_a_stranger_opens_a_conversation(sales: Inbox) -> None:
    inbound = arrive(BOUNCE.format(message_id="<theirs@elsewhere.example>").encode())
    assert conversation_of(inbound).customer.email == "mailer-daemon@mx.example"


def test_intake_asks_the_database_little(sales: Inbox) -> None:
    for number in range(10):
        accept("email", letter(sender=f"p{number}@x.example", message_id=f"<{number}@x>"))
    with CaptureQueriesContext(connection) as some:
        intake.take_in_waiting()
    for number in range(20):
        accept("email", letter(sender=f"q{number}@x.example", message_id=f"<q{number}@x>"))
    with CaptureQueriesContext(connection) as more:
        intake.take_in_waiting()
    assert len(more) == len(some), "all of a kind are written in one statement, however many came"


def test_numbers_of_conversations_have_no_gaps_whatever_comes_between(sales: Inbox) -> None:
    first = conversation_of(arrive(letter()))
    for number in range(3):
        accept("email", letter(message_id=f"<new{number}@x>", sender=f"p{number}@x.example"))
        accept("email", letter(message_id=f"<new{number}@x>", sender=f"p{number}@x.example"))
        accept("email", letter(message_id=f"<re{number}@x>", In_Reply_To="<q1@lindqvist.example>"))
        accept("email", letter(message_id=f"<late{number}@x>", In_Reply_To="<unknown@x>", subject=f"Re: {number}"))
        accept("email", b"")
    intake.take_in_waiting()
    intake.take_in_now(accept("email", letter(message_id="<last@x>", subject="Last")))
    numbers = list(Conversation.objects.order_by("pk").values_list("pk", flat=True))
    assert numbers == list(range(first.number, first.number + 8))


@pytest.mark.django_db(transaction=True)
def test_a_customer_whom_somebody_else_meets_in_the_same_moment_is_one(
    sales: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meet() -> None:
        Customer.objects.at("email", "vera@lindqvist.example", name="Vera")
        connection.close()

    class Meanwhile(Sieve):
        """Is made when the batch has looked up whom we know."""

        def __init__(self) -> None:
            others = Thread(target=meet)
            others.start()
            others.join()

    accept("email", letter())
    accept("email", letter(sender="noor@haddad.example", message_id="<2@x>"))
    monkeypatch.setattr(filing, "Sieve", Meanwhile)
    intake.take_in_waiting()
    assert Customer.objects.count() == 2
    assert set(Message.objects.values_list("customer__name", flat=True)) == {"Vera", ""}
