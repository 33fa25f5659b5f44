"""Words with form leave through a real SMTP server, and are read back as another mail program reads them."""

from __future__ import annotations

from collections.abc import Iterator
from email import policy
from email.parser import BytesParser

import pytest
from pytest_django import Settings

from kept.channels import sending
from kept.channels.email.inspection import inspect
from kept.channels.email.tests import servers
from kept.channels.email.tests.servers import Sink
from kept.conftest import write
from kept.conversations.attachment import Attachment
from kept.conversations.conversation import Conversation
from kept.people.member import Member

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
WORDS = (
    "<p>Dear Vera,</p><p></p><p>on <strong>Friday</strong>:</p><ul><li><p>twenty boxes</p></li></ul>"
    '<p>See <img src="cid:van@hillside.example" alt="the van"></p>'
)


@pytest.fixture
def sink(settings: Settings) -> Iterator[Sink]:
    with servers.sink() as (sink, url):
        servers.send_by(settings, url)
        yield sink


@pytest.fixture
def raw(sink: Sink, conversation: Conversation, teammate: Member) -> bytes:
    """What left: formed words with a picture in them, a file beside them, and a formed answer before."""
    teammate.signature = "Cleo Marsh"
    conversation.reply("", html="<p><em>Gladly</em> <img src='cid:x@y'></p>", by=teammate)
    write(conversation, "How many?")
    draft = conversation.keep_draft(by=teammate, kind="reply", text="")
    keep = Attachment.objects.keep
    files = [
        keep(PNG, name="van.png", type="image/png", draft=draft, content_id="van@hillside.example", inline=True),
        keep(b"%PDF", name="Größe & Maße.pdf", type="application/pdf", draft=draft),
    ]
    sending.deliver(conversation.reply("", html=WORDS, by=teammate, attachments=files).delivery.pk)
    [envelope] = sink.taken
    assert isinstance(envelope.content, bytes)
    return envelope.content


def test_each_part_is_where_mail_programs_look_for_it(raw: bytes) -> None:
    message = BytesParser(policy=policy.default).parsebytes(raw)
    assert [each.get_content_type() for each in message.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/png",
        "application/pdf",
    ]


def test_both_parts_say_the_same_with_what_was_said_before(raw: bytes) -> None:
    found = inspect(raw)
    assert found["text"] == "Dear Vera,\n\non Friday:\n- twenty boxes\nSee [the van]"
    assert "-- \nCleo Marsh" in found["quoted"]
    assert "> How many?" in found["quoted"]
    assert ">> Gladly" in found["quoted"]
    html = found["html"]
    assert '<p dir="auto">on <strong>Friday</strong>:</p>' in html
    assert "<li>twenty boxes</li>" in html
    assert html.index("Cleo Marsh") < html.index("How many?") < html.index("<em>Gladly</em>")
    assert "cid:x@y" not in html


def test_files_come_back_under_their_names(raw: bytes) -> None:
    files = {each["name"]: (each["inline"], each["cid"]) for each in inspect(raw)["attachments"]}
    assert files == {"van.png": (True, "van@hillside.example"), "Größe & Maße.pdf": (False, None)}


def test_the_name_of_a_file_stands_there_for_old_and_for_new_programs(raw: bytes) -> None:
    head = raw.split(b"%PDF")[0]
    assert b"filename*=utf-8''Gr%C3%B6%C3%9Fe%20%26%20Ma%C3%9Fe.pdf" in head
    assert b'name="=?utf-8?b?R3LDtsOfZSAmIE1hw59lLnBkZg==?="' in head
