"""Pictures from elsewhere come by way of us, for those who may read the letter that speaks of them only."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core import signing
from django.test import Client

from kept.conftest import write
from kept.conversations import pictures
from kept.conversations.conversation import Conversation
from kept.conversations.message import Message
from kept.lib import guarded
from kept.lib.guarded import Guard
from kept.lib.shelf import Shelf
from kept.people.member import Member
from kept.tests.hostile import PIXEL, Listener, listening


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    monkeypatch.setattr(pictures, "_shelf", Shelf(1_000_000))
    with listening() as listener:
        yield listener


@pytest.fixture
def within_reach(listener: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    guard = Guard(frozenset({listener.port}), lambda address: str(address) == "127.0.0.1")
    monkeypatch.setattr(guarded, "PUBLIC", guard)


@pytest.fixture
def letter(conversation: Conversation, listener: Listener) -> Message:
    return write(conversation, "Look", html=f'<img src="{listener.url}/a.gif">')


@pytest.fixture
def cleo(client: Client, teammate: Member) -> Client:
    client.force_login(teammate)
    return client


@pytest.mark.usefixtures("within_reach")
def test_it_is_fetched_once_and_shown_as_what_it_is(cleo: Client, letter: Message, listener: Listener) -> None:
    address = pictures.address(letter.pk, f"{listener.url}/a.gif")
    for _each in range(2):
        response = cleo.get(address)
        assert response.status_code == 200
        assert response.content == PIXEL
        assert response["Content-Type"] == "image/gif"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response["Content-Security-Policy"]
        assert response["Cache-Control"].startswith("private")
    assert listener.paths == ["/a.gif"]


def test_our_own_network_is_not_asked(cleo: Client, letter: Message, listener: Listener) -> None:
    assert cleo.get(pictures.address(letter.pk, f"{listener.url}/a.gif")).status_code == 502
    assert listener.asked == []


@pytest.mark.usefixtures("within_reach")
def test_what_is_no_picture_of_pixels_is_not_shown(cleo: Client, letter: Message, listener: Listener) -> None:
    listener.pages["/a.svg"] = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
    assert cleo.get(pictures.address(letter.pk, f"{listener.url}/a.svg")).status_code == 502


@pytest.mark.usefixtures("within_reach")
def test_only_addresses_that_we_signed_for_that_letter_count(
    cleo: Client, letter: Message, conversation: Conversation, listener: Listener
) -> None:
    other = write(conversation, "Look")
    url = f"{listener.url}/a.gif"
    signed = pictures.address(letter.pk, url)
    forged = signed.replace(f"/messages/{letter.pk}/", f"/messages/{other.pk}/")
    for address in (forged, signed[:-3] + "/", f"/messages/{letter.pk}/pictures/{signing.dumps(url)}/"):
        assert cleo.get(address).status_code == 400
    assert listener.asked == []


def test_an_outsider_is_told_nothing(client: Client, outsider: Member, letter: Message, listener: Listener) -> None:
    client.force_login(outsider)
    assert client.get(pictures.address(letter.pk, f"{listener.url}/a.gif")).status_code == 404
    assert listener.asked == []


def test_an_endless_address_is_left_alone(letter: Message) -> None:
    assert pictures.address(letter.pk, "https://x.example/" + "a" * 5000) == "data:,"
