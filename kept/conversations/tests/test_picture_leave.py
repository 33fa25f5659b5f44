"""“Always from this sender” holds for one colleague, for one sender, and only where a letter proves whom it is from."""

from __future__ import annotations

import pytest
from django.test import Client

from kept.conftest import write
from kept.conversations.conversation import Conversation
from kept.conversations.message import Message
from kept.conversations.picture_leave import PictureLeave
from kept.events.event import Event
from kept.people.member import Member

AFAR = '<p>Look</p><img src="https://lindqvist.example/van.png" width="300" height="200">'


@pytest.fixture
def cleo(client: Client, teammate: Member) -> Client:
    client.force_login(teammate)
    return client


@pytest.fixture
def letter(conversation: Conversation) -> Message:
    return write(conversation, "Look", html=AFAR, trust="proved")


def fetches(client: Client, message: Message) -> bool:
    return f"/messages/{message.pk}/pictures/" in client.get(f"/messages/{message.pk}/html/").content.decode()


def allow(client: Client, message: Message) -> None:
    answer = client.post(f"/messages/{message.pk}/leave/")
    assert answer["Location"] == f"/messages/{message.pk}/html/", "the frame shows it anew"


def test_it_is_offered_beside_a_proved_letter_and_holds_for_the_next_ones(
    cleo: Client, letter: Message, conversation: Conversation
) -> None:
    assert "Always from this sender" in cleo.get(f"/conversations/{conversation.pk}/").content.decode()
    assert not fetches(cleo, letter)
    allow(cleo, letter)
    allow(cleo, letter)
    assert fetches(cleo, letter)
    assert fetches(cleo, write(conversation, "And", html=AFAR, trust="proved"))
    assert Event.objects.get(kind="pictures.allowed").sentence == (
        "Cleo Marsh always sees pictures from vera@lindqvist.example"
    )


@pytest.mark.parametrize("trust", ["", "failed"])
def test_what_proves_nothing_shows_nothing_by_itself(
    cleo: Client, letter: Message, conversation: Conversation, trust: str
) -> None:
    allow(cleo, letter)
    forged = write(conversation, "Look", html=AFAR, trust=trust)
    assert not fetches(cleo, forged)
    PictureLeave.objects.all().delete()
    allow(cleo, forged)
    assert not PictureLeave.objects.exists()


def test_it_is_not_offered_where_nothing_proves_whom_it_is_from(cleo: Client, conversation: Conversation) -> None:
    write(conversation, "Look", html=AFAR)
    shown = cleo.get(f"/conversations/{conversation.pk}/").content.decode()
    assert "Fetch them" in shown
    assert "Always from this sender" not in shown


def test_a_letter_that_a_colleague_vouches_for_counts(cleo: Client, conversation: Conversation) -> None:
    vouched = write(conversation, "Look", html=AFAR, trust="vouched")
    allow(cleo, vouched)
    assert fetches(cleo, vouched)


def test_it_is_for_one_colleague_and_one_sender(
    cleo: Client, letter: Message, conversation: Conversation, admin: Member
) -> None:
    allow(cleo, letter)
    other = write(
        conversation, "Me too", html=AFAR, trust="proved", author={"name": "W", "address": "w@devries.example"}
    )
    assert not fetches(cleo, other)
    ben = Client()
    ben.force_login(admin)
    assert not fetches(ben, letter)
    assert "vera@lindqvist.example" not in ben.get("/settings/pictures/").content.decode()


@pytest.mark.parametrize("beside", [True, False], ids=["beside the letter", "in the settings"])
def test_it_is_taken_back_in_either_place(cleo: Client, letter: Message, beside: bool) -> None:
    allow(cleo, letter)
    listed = cleo.get("/settings/pictures/").content.decode()
    assert "vera@lindqvist.example" in listed
    if beside:
        cleo.post(f"/messages/{letter.pk}/leave/", {"_method": "delete"})
    else:
        cleo.post("/settings/pictures/", {"leave": PictureLeave.objects.get().pk})
    assert not fetches(cleo, letter)
    assert Event.objects.get(kind="pictures.asked").customer == letter.customer
    assert "You are asked each time." in cleo.get("/settings/pictures/").content.decode()


def test_nobody_takes_back_anothers(cleo: Client, letter: Message, admin: Member) -> None:
    allow(cleo, letter)
    ben = Client()
    ben.force_login(admin)
    ben.post("/settings/pictures/", {"leave": PictureLeave.objects.get().pk})
    ben.post(f"/messages/{letter.pk}/leave/", {"_method": "delete"})
    assert fetches(cleo, letter)
