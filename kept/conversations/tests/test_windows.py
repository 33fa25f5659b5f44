"""One person in two windows, and answers that get lost: nothing typed is lost, nothing is sent twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from kept.conftest import write
from kept.conversations.conversation import Conversation
from kept.conversations.drafting import Draft
from kept.conversations.message import Message, Note
from kept.people.member import Member

PART = {"HX-Request": "true", "HX-Request-Type": "partial"}
TO = "Vera Lindqvist <vera@lindqvist.example>"


class Window:
    """What a browser's window knows of a draft, and how it speaks of it."""

    def __init__(self, client: Client, conversation: Conversation, kind: str = "reply") -> None:
        self.client, self.kind = client, kind
        self.url = f"/conversations/{conversation.pk}/"
        side = client.get(self.url).context[kind]
        self.key, self.over, self.text = side.key.hex, side.version, side.text

    def fields(self, text: str, **more: str) -> dict[str, str]:
        version = uuid4().hex
        self.over = f"{self.over},{version}"
        people = {"to": TO, "cc": "", "bcc": ""} if self.kind == "reply" else {}
        return {"text": text, "key": self.key, "over": self.over, "version": version, **people, **more}

    def type(self, text: str, *, lost: bool = False) -> dict[str, Any]:
        """Save as one types; `lost` when the answer does not arrive."""
        answer = self.client.post(f"{self.url}draft/{self.kind}/", self.fields(text)).json()
        if not lost:
            self.key, self.over = answer["key"], answer["version"]
        return dict(answer)

    def send(self, text: str, **more: str) -> Any:
        noun = "replies" if self.kind == "reply" else "notes"
        return self.client.post(f"{self.url}{noun}/", self.fields(text, **more), headers=PART)


@pytest.fixture
def opened(client: Client, teammate: Member, conversation: Conversation) -> Callable[..., Window]:
    client.force_login(teammate)
    return lambda kind="reply": Window(client, conversation, kind)


def sent() -> list[str]:
    return list(Message.objects.filter(direction="out").order_by("pk").values_list("text", flat=True))


def test_an_older_text_takes_no_words_from_a_newer_one(opened: Callable[..., Window]) -> None:
    first, second = opened(), opened()
    first.type("Dear Vera, gladly.")
    answer = second.type("Twenty boxes.")
    assert answer["outcome"] == "joined"
    assert answer["text"] == Draft.objects.get().text == "Twenty boxes.\n\nDear Vera, gladly."
    second.type("Both in one.")
    assert Draft.objects.get().text == "Both in one.", "what both texts became was seen there"


def test_who_goes_on_with_what_was_joined_elsewhere_says_nothing_twice(opened: Callable[..., Window]) -> None:
    first, second = opened(), opened()
    first.type("Dear Vera, gladly.")
    second.type("Twenty boxes.")
    answer = first.type("Dear Vera, gladly. On Friday.")
    assert (answer["outcome"], answer["text"]) == ("joined", "Dear Vera, gladly. On Friday.\n\nTwenty boxes.")


def test_an_empty_window_empties_nothing(opened: Callable[..., Window]) -> None:
    first, second = opened(), opened()
    first.type("Dear Vera, gladly.")
    assert second.type("")["text"] == "Dear Vera, gladly."


def test_a_save_whose_answer_was_lost_is_no_other_window(opened: Callable[..., Window]) -> None:
    window = opened()
    window.type("Dear Verra", lost=True)
    assert window.type("Dear Vera")["outcome"] == "kept"
    assert Draft.objects.get().text == "Dear Vera"


def test_words_joined_in_an_answer_that_was_lost_stay(opened: Callable[..., Window]) -> None:
    first, second = opened(), opened()
    first.type("Gladly.")
    second.type("Twenty", lost=True)
    assert second.type("Twenty boxes")["text"].count("Gladly.") == 1


def test_what_was_put_away_in_one_window_is_kept_where_it_was_gone_on_with(opened: Callable[..., Window]) -> None:
    first = opened()
    first.type("Dear Vera")
    second = opened()
    first.type("")
    assert not Draft.objects.exists()
    assert second.type("Dear Vera, gladly")["outcome"] == "kept"
    assert Draft.objects.get().text == "Dear Vera, gladly"


def test_a_save_that_arrives_behind_the_sending_brings_nothing_back(opened: Callable[..., Window]) -> None:
    first = opened()
    first.type("Dear Vera, glad")
    second = opened()
    assert first.send("Dear Vera, gladly.").status_code == 200
    assert second.type("Dear Vera, glad")["outcome"] == "sent"
    assert not Draft.objects.exists()


def test_words_typed_on_after_another_window_sent_begin_a_draft_of_their_own(opened: Callable[..., Window]) -> None:
    first = opened()
    first.type("Dear Vera, gladly.")
    second = opened()
    first.send("Dear Vera, gladly.")
    answer = second.type("Dear Vera, gladly. And tape?")
    assert answer["outcome"] == "anew"
    assert Draft.objects.get().text == "Dear Vera, gladly. And tape?"
    assert second.send("And tape?").status_code == 200
    assert sent() == ["Dear Vera, gladly.", "And tape?"]


def test_a_reply_sent_again_is_one_reply(opened: Callable[..., Window], conversation: Conversation) -> None:
    window = opened()
    window.type("Gladly.")
    assert window.send("Gladly.", then="close").status_code == 200
    conversation.refresh_from_db()
    assert conversation.is_closed
    write(conversation, "And tape?")
    again = window.send("Gladly.", then="close")
    assert again.status_code == 200
    assert "sent already" in again.content.decode()
    assert sent() == ["Gladly."]
    conversation.refresh_from_db()
    assert not conversation.is_closed, "what was said since has opened it again"


def test_a_note_written_again_is_one_note(opened: Callable[..., Window]) -> None:
    window = opened("note")
    assert [window.send("Mind the lift.").status_code for _ in range(2)] == [200, 200]
    assert Note.objects.count() == 1


def test_other_words_under_a_key_that_is_spent_are_asked_about(opened: Callable[..., Window]) -> None:
    first = opened()
    first.type("Gladly.")
    second = opened()
    first.send("Gladly.")
    refused = second.send("Never.")
    assert refused.status_code == 422
    assert "in another window" in refused.content.decode()
    assert Draft.objects.get().text == "Never."
    assert sent() == ["Gladly."]
    second.type("Never.")
    assert second.send("Never.").status_code == 200
    assert sent() == ["Gladly.", "Never."]


def test_a_reply_is_not_sent_over_words_of_another_window(opened: Callable[..., Window]) -> None:
    first, second = opened(), opened()
    first.type("Dear Vera, gladly.")
    assert second.send("No.").status_code == 422
    assert sent() == []
    assert Draft.objects.get().text == "No.\n\nDear Vera, gladly."


def test_a_reply_taken_back_goes_out_when_it_is_sent_again(opened: Callable[..., Window]) -> None:
    window = opened()
    window.send("Gladly.")
    url = f"{window.url}replies/{Message.objects.get(direction='out').pk}/"
    window.client.post(url, {"_method": "delete"}, headers=PART)
    assert window.send("Gladly.").status_code == 422, "the window has not seen that it was taken back"
    assert opened().text == "Gladly."
    assert opened().send("Gladly.").status_code == 200
    assert sent() == ["Gladly.", "Gladly."]


def test_a_window_come_back_to_shows_what_stands_there_now(opened: Callable[..., Window]) -> None:
    window = opened()
    version = window.type("Dear Vera")["version"]
    there = window.client.get(f"{window.url}draft/reply/").json()
    assert (there["text"], there["version"], there["to"]) == ("Dear Vera", version, TO)
    window.send("Dear Vera")
    there = window.client.get(f"{window.url}draft/reply/").json()
    assert (there["text"], there["version"]) == ("", "")
    assert there["key"] != window.key


def test_files_of_a_draft_do_not_look_like_words_of_another_window(opened: Callable[..., Window]) -> None:
    window = opened()
    window.client.post(f"{window.url}draft/reply/files/", window.fields(""), headers=PART)
    assert window.type("See the plan.")["outcome"] == "kept"


def at_once(member: Member, deeds: list[Callable[[Client], Any]]) -> list[Any]:
    """What comes of doing all of that in the same moment, each through a connection of its own."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[Client], Any]) -> Any:
        client = Client()
        client.force_login(member)
        start.wait(60)
        try:
            return deed(client)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


@pytest.mark.django_db(transaction=True)
def test_a_reply_sent_several_times_at_once_goes_out_once(
    client: Client, conversation: Conversation, teammate: Member
) -> None:
    client.force_login(teammate)
    fields = Window(client, conversation).fields("Gladly.")
    url = f"/conversations/{conversation.pk}/replies/"
    answers = at_once(teammate, [lambda client: client.post(url, fields, headers=PART).status_code] * 4)
    assert answers == [200] * 4
    assert sent() == ["Gladly."]
    assert not Draft.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_words_of_several_windows_that_save_at_once_all_stay(
    client: Client, conversation: Conversation, teammate: Member
) -> None:
    client.force_login(teammate)
    url = f"/conversations/{conversation.pk}/draft/reply/"
    fields = [Window(client, conversation).fields(words) for words in ("One.", "Two.", "Three.")]
    at_once(teammate, [lambda client, each=each: client.post(url, each) for each in fields])  # type: ignore[misc]
    assert sorted(Draft.objects.get().text.split("\n\n")) == ["One.", "Three.", "Two."]
