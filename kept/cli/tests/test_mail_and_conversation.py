"""`kept mail deliver` and `kept conversation show`, as processes of their own on the tests' database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from kept.channels.inbound import Inbound
from kept.channels.tests.letters import letter
from kept.cli.delivering import messages_in
from kept.cli.tests.conftest import KEPT, environment, refused
from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.people.member import Member

transactional = pytest.mark.django_db(transaction=True)


def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[str]:
    parameters = connection.get_connection_params()
    url = f"postgresql://{parameters.get('user', '')}@/{parameters['dbname']}?host={parameters['host']}"
    settings = environment(Path(os.environ["KEPT_HOME"]), DATABASE_URL=url)
    result = subprocess.run([*KEPT, *arguments], env=settings, input=given, capture_output=True, timeout=90)
    output, errors = result.stdout.decode(), result.stderr.decode()
    return subprocess.CompletedProcess(result.args, result.returncode, output, errors)


def told(result: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert result.stdout, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


@transactional
def test_a_delivered_mail_is_a_conversation_and_a_second_time_nothing_new(sales: Inbox, tmp_path: Path) -> None:
    file = tmp_path / "mail.eml"
    file.write_bytes(letter())
    result = run("mail", "deliver", str(file), str(file), "--json")
    first, second = told(result)
    assert result.returncode == 0
    number = Conversation.objects.get().number
    assert (first["state"], first["conversation"], first["new"]) == ("done", number, True)
    assert first["customer"]["address"] == "vera@lindqvist.example"
    assert first["message_id"] == "<q1@lindqvist.example>"
    assert (second["state"], second["conversation"], second["new"]) == ("duplicate", number, False)


@transactional
def test_inbox_and_envelope_can_be_given(sales: Inbox, claims: Inbox) -> None:
    run("mail", "deliver", "-", "--inbox", "claims", "--from", "", "--to", "x@hillside.example", given=letter())
    assert Conversation.objects.get().inbox == claims
    assert Inbound.objects.get().envelope == {"recipients": ["x@hillside.example"], "sender": ""}


@transactional
def test_what_cannot_be_read_or_opened_is_told_and_the_rest_is_taken_in(sales: Inbox, tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"\n")
    (tmp_path / "fine").write_bytes(letter())
    result = run("mail", "deliver", *(str(tmp_path / each) for each in ("empty", "missing", "fine")), "--json")
    assert result.returncode == 1
    assert [each["state"] for each in told(result)] == ["quarantined", "unopened", "done"]
    assert told(result)[0]["reason"] == "It is empty."


@transactional
def test_an_unknown_inbox_or_conversation_is_refused_in_a_sentence(sales: Inbox) -> None:
    assert "There are: sales." in refused(run("mail", "deliver", "-", "--inbox", "nope", given=letter()))
    assert "no conversation #7" in refused(run("conversation", "show", "7"))


@transactional
def test_a_conversation_is_shown_with_all_that_was_said(conversation: Conversation, teammate: Member) -> None:
    conversation.note("Vera moves on Friday.", by=teammate)
    conversation.reply("Gladly.", by=teammate)
    (shown,) = [json.loads(run("conversation", "show", str(conversation.number), "--json").stdout)]
    assert (shown["subject"], shown["state"], shown["waiting_on"]) == ("Boxes for Friday", "open", "customer")
    assert shown["participants"] == ["vera@lindqvist.example"]
    assert [(each["direction"], each["text"]) for each in shown["messages"]] == [
        ("in", "Could you bring twenty boxes on Friday?"),
        ("out", "Gladly."),
    ]
    assert shown["messages"][1]["delivery"]["state"] == "pending"
    assert [each["author"] for each in shown["notes"]] == ["Cleo Marsh"]
    assert "message.sent" in [each["kind"] for each in shown["events"]]
    words = run("conversation", "show", str(conversation.number)).stdout
    assert "Boxes for Friday" in words
    assert "Cleo Marsh (note)" in words


def test_an_mbox_is_each_of_its_messages() -> None:
    mbox = (
        b"From a@x Mon Jun  1 10:00:00 2026\nSubject: One\n\nFirst\n>From here\n\n"
        b"From b@x Mon Jun  1 10:00:01 2026\nSubject: Two\n\nFrom now on\n"
    )
    assert messages_in(mbox) == [b"Subject: One\n\nFirst\nFrom here\n\n", b"Subject: Two\n\nFrom now on\n"]
    assert messages_in(b"Subject: One\n\nHello") == [b"Subject: One\n\nHello"]


def test_help_says_what_it_does() -> None:
    shown = subprocess.run([sys.executable, "-m", "kept", "mail", "deliver", "--help"], capture_output=True, text=True)
    assert "as if they had just arrived" in " ".join(shown.stdout.split())
