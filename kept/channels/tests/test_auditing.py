"""The audit finds everything where it should be, and says in a sentence what is not."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from kept.channels.auditing import Day, audit
from kept.channels.email.mailbox import Mailbox
from kept.channels.inbound import Inbound, accept
from kept.channels.intake import take_in_waiting
from kept.channels.tally import Tally, gather
from kept.channels.tests.letters import arrive, conversation_of, letter
from kept.conversations.attachment import Attachment
from kept.conversations.inbox import Inbox
from kept.lib import clock
from kept.lib.files import content_name

WITH_FILE = (
    b"From: vera@lindqvist.example\nMessage-ID: <f@x>\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nSee below\n"
    b"--x\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=plan.pdf\n\nupstairs\n--x--\n"
)


def only() -> Day:
    (day,) = audit().days
    return day


def test_each_arrival_is_in_one_place(sales: Inbox) -> None:
    arrive(letter())
    arrive(letter())
    arrive(b"")
    conversation_of(arrive(letter(message_id="<2@x>", sender="junk@x.example"))).mark_spam(by=None)
    accept("email", letter(message_id="<3@x>"))
    day = only()
    assert (day.source, day.name, day.day) == ("email", "Mail brought to us", clock.now().date())
    assert (day.arrived, day.shown, day.duplicate, day.quarantined, day.spam, day.waiting) == (5, 1, 1, 1, 1, 1)
    assert audit().gaps == []


def test_each_way_in_and_each_day_by_itself(sales: Inbox) -> None:
    mailbox = Mailbox.objects.create(inbox=sales, host="imap.hillside.example", username="sales")
    accept("email", letter(), envelope={"mailbox": mailbox.pk, "uid": 4})
    accept("email", letter(message_id="<2@x>"))
    take_in_waiting()
    assert [(each.name, each.arrived) for each in audit().days] == [
        ("Mail brought to us", 1),
        ("sales · imap.hillside.example", 1),
    ]
    assert audit(clock.now().date() + timedelta(days=1)).days == []


def test_an_arrival_that_vanished_is_missed(sales: Inbox) -> None:
    arrive(letter())
    inbound = arrive(letter(message_id="<2@x>"))
    today = clock.now().date()
    assert audit().gaps == []
    Inbound.objects.filter(pk=inbound.pk).delete()
    gaps = audit().gaps
    assert gaps[0] == f"Mail brought to us, {today}: 2 arrived, but 1 can be accounted for."
    assert gaps[1] == f"Message {inbound.message_id} came in, but no arrival says how."


def test_an_arrival_without_its_message_is_missed(sales: Inbox) -> None:
    inbound = arrive(letter())
    Inbound.objects.update(message=None)
    assert f"Arrival {inbound.pk} counts as taken in, but there is no message of it." in audit().gaps


def test_a_message_of_which_no_conversation_tells_is_missed(sales: Inbox) -> None:
    inbound = arrive(letter())
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE events_event DISABLE TRIGGER events_append_only")
        cursor.execute("DELETE FROM events_event WHERE kind = 'message.received'")
    assert audit().gaps == [f"Arrival {inbound.pk} is taken in, but no conversation tells of its message."]


def test_what_waits_for_long_is_told(sales: Inbox) -> None:
    inbound = accept("email", letter())
    Inbound.objects.update(received_at=clock.now() - timedelta(minutes=61))
    assert f"Arrival {inbound.pk} has waited for more than an hour." in audit().gaps


def test_a_large_arrival_is_there_to_its_last_piece(sales: Inbox) -> None:
    inbound = arrive(letter("x" * 900_000))
    assert inbound.pieces.count() == 4
    assert audit().gaps == []
    inbound.pieces.order_by("-at")[:1].get().delete()
    assert audit().gaps == [f"Arrival {inbound.pk} is not whole: some of its bytes are not there."]


@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_files_are_as_they_came(sales: Inbox, harm: str) -> None:
    arrive(WITH_FILE)
    assert audit(files=True).gaps == []
    name = content_name(Attachment.objects.get().sha256)
    path = Path(default_storage.path(name))
    kept = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(b"downstairs") if harm == "changed" else path.unlink()
    try:
        (gap,) = audit(files=True).gaps
        assert gap.startswith("The file plan.pdf of message ")
        assert gap.endswith("not as it came." if harm == "changed" else "not there.")
    finally:
        path.write_bytes(kept)
    assert audit().gaps == [], "files are only read when asked for"


def test_the_count_of_a_past_day_becomes_one_row(sales: Inbox) -> None:
    accept("email", b"1")
    accept("email", b"2")
    Tally.objects.update(day=date(2026, 1, 5))
    gather()
    assert list(Tally.objects.values_list("source", "day", "count")) == [("email", date(2026, 1, 5), 2)]
    gather()
    assert Tally.objects.count() == 1
