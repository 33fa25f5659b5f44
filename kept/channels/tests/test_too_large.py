"""What is too large for a mail goes as a link: before it leaves, or when a server says so."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from kept.channels.email.tests.servers import Sink, send_by
from kept.channels.tests.test_sending import send
from kept.conversations import carrying
from kept.conversations.attachment import Attachment
from kept.conversations.conversation import Conversation
from kept.conversations.lending import FileLink
from kept.conversations.message import Message
from kept.conversations.views import fetching
from kept.events.event import Event
from kept.people.member import Member
from kept.tests.ports import free_port

MB = 1000 * 1000
CONTENT = b"%PDF" + b"0" * (2 * MB)


@pytest.fixture
def sink(settings: Settings) -> Iterator[Sink]:
    """A server that announces that it takes 3 MB (RFC 1870)."""
    taking = Sink()
    controller = Controller(taking, hostname="127.0.0.1", port=free_port(), data_size_limit=3 * MB)
    controller.start()
    send_by(settings, f"smtp://127.0.0.1:{controller.port}")
    yield taking
    controller.stop()


@pytest.fixture
def cleo(client: Client, teammate: Member) -> Client:
    client.force_login(teammate)
    return client


def written(conversation: Conversation, by: Member, *contents: bytes) -> Message:
    draft = conversation.keep_draft(by=by, kind="reply", text="See below")
    files = [
        Attachment.objects.keep(each, name=f"plan {n}.pdf", type="application/pdf", draft=draft)
        for n, each in enumerate(contents, 1)
    ]
    return conversation.reply("See below", by=by, attachments=files)


def allow(conversation: Conversation, megabytes: int) -> None:
    conversation.inbox.largest_mail = megabytes
    conversation.inbox.save()


def kinds(conversation: Conversation) -> list[str]:
    return list(Event.objects.filter(conversation=conversation).order_by("pk").values_list("kind", flat=True))


@pytest.mark.parametrize("size", [0, 1, 57, 1000, 123_457])
def test_what_a_file_weighs_in_a_mail_is_not_underrated(size: int) -> None:
    message = EmailMessage(SMTP)
    message.add_attachment(b"x" * size, maintype="application", subtype="pdf", filename="a.pdf")
    assert len(message.as_bytes()) <= carrying.as_sent(size) + 100 < size * 1.4 + 700


def test_the_largest_go_as_links_and_the_rest_along(
    sink: Sink, conversation: Conversation, teammate: Member, settings: Settings
) -> None:
    allow(conversation, 3)
    message = written(conversation, teammate, b"small", CONTENT, CONTENT + b"more")
    assert send(message).state == "sent"
    (sent,) = sink.messages
    assert [each.get_filename() for each in sent.iter_attachments()] == ["plan 1.pdf", "plan 2.pdf"]
    for part in ("plain", "html"):
        body = sent.get_body((part,))
        assert body is not None
        words = body.get_content()
        assert "too large for a mail" in words
        for link in FileLink.objects.all():
            assert link.url in words


def test_a_server_that_says_beforehand_what_it_takes_gets_that_much_at_once(
    sink: Sink, conversation: Conversation, teammate: Member
) -> None:
    cache.clear()
    message = written(conversation, teammate, CONTENT + b"1", CONTENT + b"2")
    assert not FileLink.objects.exists(), "premise: the inbox allows so much"
    assert send(message).state == "sent"
    (sent,) = sink.messages
    assert len(list(sent.iter_attachments())) == FileLink.objects.count() == 1
    written(conversation, teammate, CONTENT + b"3", CONTENT + b"4")
    assert FileLink.objects.count() == 2, "once announced, it is known before a letter leaves"


def test_a_refusal_for_its_size_leads_to_links_and_not_to_a_failure(
    settings: Settings, conversation: Conversation, teammate: Member
) -> None:
    class Strict(Sink):
        async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802
            large = len(getattr(envelope, "content", b"")) > MB
            return "552 5.3.4 message too big" if large else await super().handle_DATA(server, session, envelope)  # type: ignore[arg-type]

    strict = Strict()
    controller = Controller(strict, hostname="127.0.0.1", port=free_port(), data_size_limit=None)
    controller.start()
    try:
        send_by(settings, f"smtp://127.0.0.1:{controller.port}")
        delivery = send(written(conversation, teammate, CONTENT))
    finally:
        controller.stop()
    assert (delivery.state, delivery.tries) == ("sent", 1)
    assert FileLink.objects.get().url in strict.messages[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]


def test_words_alone_that_are_too_large_fail_with_the_reason(
    sink: Sink, conversation: Conversation, teammate: Member
) -> None:
    delivery = send(conversation.reply("x " * 2 * MB, by=teammate))
    assert (delivery.state, delivery.reason) == ("failed", "The message is too large to be sent by mail.")


@pytest.fixture
def link(conversation: Conversation, teammate: Member) -> FileLink:
    allow(conversation, 1)
    written(conversation, teammate, CONTENT)
    return FileLink.objects.get()


def path(link: FileLink) -> str:
    return "/" + link.url.split("/", 3)[3]


def test_whoever_has_the_link_sees_what_it_is_and_saves_it(
    link: FileLink, client: Client, conversation: Conversation
) -> None:
    page = client.get(path(link))
    assert page.status_code == 200
    assert all(words in page.content.decode() for words in ("plan 1.pdf", "1.9", "Hillside Removals", "Save the file"))
    link.refresh_from_db()
    assert link.fetched == 0, "looking at the page, as scanners do, is not fetching"
    file = client.get(path(link) + "content/")
    assert b"".join(file.streaming_content) == CONTENT  # type: ignore[attr-defined]
    assert file["Content-Disposition"] == 'attachment; filename="plan 1.pdf"'
    assert file["Content-Type"] == "application/octet-stream"
    assert file["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in file["Content-Security-Policy"]
    assert file["Cache-Control"] == "no-store"
    link.refresh_from_db()
    assert link.fetched == 1
    assert kinds(conversation)[-1] == "file.fetched"


def test_a_link_that_we_did_not_make_leads_nowhere(link: FileLink, client: Client) -> None:
    number, signature = link.token.split(".")
    for token in (number, f"{number}.{signature[:-1]}", f"{int(number) + 1}.{signature}", "x"):
        assert client.get(f"/files/{token}/").status_code == 404
        assert client.get(f"/files/{token}/content/").status_code == 404


def test_it_ends_when_it_was_said_to(link: FileLink, client: Client) -> None:
    with time_machine.travel(link.until, tick=False):
        page = client.get(path(link))
        assert page.status_code == 410
        assert "sales@hillside.example" in page.content.decode()
        assert client.get(path(link) + "content/").status_code == 302


def test_a_colleague_withdraws_it_and_takes_that_back(
    link: FileLink, cleo: Client, conversation: Conversation, outsider: Member
) -> None:
    noun = f"/attachments/{link.attachment_id}/link/"
    stranger = Client()
    stranger.force_login(outsider)
    assert stranger.post(noun, {"_method": "delete"}).status_code == 404
    shown = cleo.get(f"/conversations/{conversation.pk}/").content.decode()
    assert "Went as a link that works until" in shown
    assert "not fetched yet" in shown
    cleo.post(noun, {"_method": "delete"})
    assert Client().get(path(link)).status_code == 410
    assert Client().get(path(link) + "content/").status_code == 302
    cleo.post(noun, {"again": "yes"})
    assert Client().get(path(link)).status_code == 200
    assert kinds(conversation)[-2:] == ["file.withdrawn", "file.restored"]


def test_a_flood_of_fetching_is_told_to_come_later(
    link: FileLink, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "MOST_FETCHED_AN_HOUR", 1)
    assert client.get(path(link) + "content/").status_code == 200
    assert client.get(path(link) + "content/").status_code == 429


def test_the_composer_says_before_sending_what_goes_as_a_link(cleo: Client, conversation: Conversation) -> None:
    allow(conversation, 1)
    noun = f"/conversations/{conversation.pk}/draft/reply/files/"
    small = cleo.post(noun, {"files": SimpleUploadedFile("list.txt", b"boxes")}).content.decode()
    assert "too large" not in small
    both = cleo.post(noun, {"files": SimpleUploadedFile("plan.pdf", CONTENT)}).content.decode()
    assert "1 file, 1.9" in both
    assert "too large for mail, it goes as a link that works until" in " ".join(both.split())
    assert "too large for mail" in cleo.get(f"/conversations/{conversation.pk}/").content.decode()


def test_taken_back_and_sent_anew_with_less_it_goes_along(
    cleo: Client, conversation: Conversation, link: FileLink, teammate: Member
) -> None:
    message = link.attachment.message
    assert message is not None
    cleo.post(f"/conversations/{conversation.pk}/replies/{message.pk}/", {"_method": "delete"})
    draft = conversation.draft(teammate, "reply")
    assert draft is not None
    allow(conversation, 20)
    again = conversation.reply("See below", by=teammate, attachments=draft.attachments.all())
    assert not FileLink.objects.exists()
    assert again.attachments.count() == 1
