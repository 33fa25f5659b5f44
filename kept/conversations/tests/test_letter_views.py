"""What hangs on a message: its files and its own HTML, harmless in a colleague's browser."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kept.conftest import write
from kept.conversations.attachment import Attachment
from kept.conversations.conversation import Conversation
from kept.conversations.message import Message
from kept.people.member import Member

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
TRICK = "<p>Look <img src='https://tracker.example/p.gif'><script>alert(1)</script></p>"


@pytest.fixture
def cleo(client: Client, teammate: Member) -> Client:
    client.force_login(teammate)
    return client


@pytest.fixture
def letter(conversation: Conversation) -> Message:
    return write(conversation, "Look", html=TRICK)


def keep(letter: Message, content: bytes, name: str, type: str, **more: Any) -> Attachment:
    return Attachment.objects.keep(content, name=name, type=type, message=letter, **more)


def test_html_runs_nothing_and_fetches_nothing(cleo: Client, letter: Message) -> None:
    response = cleo.get(f"/messages/{letter.pk}/html/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "allow-scripts" not in policy
    assert "https:" not in policy
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_pictures_from_afar_come_by_way_of_us_and_only_when_asked_for(cleo: Client, letter: Message) -> None:
    path = f"/messages/{letter.pk}/html/"
    assert "tracker.example" not in cleo.get(path).content.decode()
    response = cleo.get(path + "?images=yes")
    assert "https:" not in response["Content-Security-Policy"]
    assert f'src="/messages/{letter.pk}/pictures/' in response.content.decode()
    assert "tracker.example" not in response.content.decode()


def test_pictures_that_came_along_are_shown_from_our_copies(cleo: Client, conversation: Conversation) -> None:
    letter = write(conversation, "Look", html='<img src="cid:table@phone">')
    file = keep(letter, b"\x89PNG", "table.png", "image/png", content_id="<table@phone>")
    assert f"/attachments/{file.pk}/?shown" in cleo.get(f"/messages/{letter.pk}/html/").content.decode()


@pytest.mark.parametrize("type", ["text/html", "image/svg+xml", "application/pdf", "image/png"])
def test_a_file_is_only_ever_saved(cleo: Client, letter: Message, type: str) -> None:
    file = keep(letter, b"<script>alert(1)</script>", "trick", type)
    response = cleo.get(f"/attachments/{file.pk}/")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]
    assert b"".join(response) == b"<script>alert(1)</script>"


def test_only_plain_pictures_are_shown_in_place(cleo: Client, letter: Message) -> None:
    picture = keep(letter, PNG, "table.png", "application/x-unknown")
    drawing = keep(letter, b"<svg onload='alert(1)'/>", "trick.svg", "image/svg+xml")
    posing = keep(letter, b"<svg onload='alert(1)'/>", "trick.png", "image/png")
    assert cleo.get(f"/attachments/{picture.pk}/?shown")["Content-Type"] == "image/png"
    assert cleo.get(f"/attachments/{drawing.pk}/?shown")["Content-Type"] == "application/octet-stream"
    response = cleo.get(f"/attachments/{posing.pk}/?shown")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_an_outsider_gets_neither(client: Client, outsider: Member, letter: Message) -> None:
    file = keep(letter, b"%PDF", "plan.pdf", "application/pdf")
    client.force_login(outsider)
    assert client.get(f"/attachments/{file.pk}/").status_code == 404
    assert client.get(f"/messages/{letter.pk}/html/").status_code == 404


def test_a_name_in_any_script_survives_the_way_home(cleo: Client, letter: Message) -> None:
    file = keep(letter, b"%PDF", "Umzugsplan für Großmutter — 計画.pdf", "application/pdf")
    assert "filename*=utf-8''Umzugsplan%20f%C3%BCr" in cleo.get(f"/attachments/{file.pk}/")["Content-Disposition"]


def test_words_are_shown_as_words(cleo: Client, conversation: Conversation) -> None:
    write(conversation, "<script>alert(1)</script> see https://plan.example/?a=1&b=2 for more")
    page = cleo.get(f"/conversations/{conversation.pk}/").content.decode()
    assert "<script>alert" not in page
    assert 'href="https://plan.example/?a=1&amp;b=2"' in page


def test_fetching_from_afar_is_offered_only_where_there_is_something_afar(
    cleo: Client, conversation: Conversation
) -> None:
    url = f"/conversations/{conversation.pk}/"
    write(conversation, "Look", html="<p>Look</p>")
    assert "Fetch them" not in cleo.get(url).content.decode()
    write(conversation, "Look", html='<img src="https://tracker.example/p.gif">')
    assert "Fetch them" in cleo.get(url).content.decode()


def test_pictures_within_the_words_are_not_listed_as_files(cleo: Client, conversation: Conversation) -> None:
    letter = write(conversation, "Look", html='<img src="cid:logo@firm">')
    keep(letter, b"\x89PNG", "logo.png", "image/png", content_id="<logo@firm>", inline=True)
    keep(letter, b"%PDF", "plan.pdf", "application/pdf")
    page = cleo.get(f"/conversations/{conversation.pk}/").content.decode()
    assert "plan.pdf" in page
    assert "logo.png" not in page
