"""The words of a promise are marked in what we wrote; what was a slip leaves no line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from kept.conftest import write
from kept.conversations.conversation import Conversation
from kept.conversations.message import Message, Note
from kept.people.member import Member
from kept.promises.callbacks.callback import Callback
from kept.promises.keeping import Keeping
from kept.promises.promise import Promise

TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
WORDS = "Hello Vera, I'll ring you tomorrow. Yours, Cleo"
QUOTE = "I'll ring you tomorrow"


@pytest.fixture
def cleo(client: Client, teammate: Member) -> Client:
    client.force_login(teammate)
    return client


def said(words: Message | Note, by: Member, quote: str = QUOTE) -> Promise:
    made: Promise = Promise.objects.make(
        "ring you", in_=words.conversation, due=TUESDAY + 5 * HOUR, by=by, said_in=words, quote=quote
    )
    return made


def page(client: Client, conversation: Conversation, hours: int = 1) -> str:
    with time_machine.travel(TUESDAY + hours * HOUR, tick=False):
        return client.get(f"/conversations/{conversation.pk}/").content.decode().partition('id="timeline"')[2]


@time_machine.travel(TUESDAY, tick=False)
def test_the_words_lead_to_the_promise_and_say_how_it_stands(
    cleo: Client, conversation: Conversation, teammate: Member
) -> None:
    promise = said(conversation.reply(WORDS, by=teammate), teammate)
    html = page(cleo, conversation)
    assert f'<a class="said said-open" href="#promise-{promise.pk}"' in html
    assert ">I&#x27;ll ring you tomorrow<span" in html
    assert "Promised by today 14:00: ring you" in html
    assert "said-late" in page(cleo, conversation, hours=6)
    with time_machine.travel(TUESDAY + HOUR, tick=False):
        promise.keep(by=teammate)
    html = page(cleo, conversation, hours=2)
    told = html.partition("said-kept")[2].partition('href="#')[2].partition('"')[0]
    assert f'id="{told}"' in html, "the line that says it was kept"


@time_machine.travel(TUESDAY, tick=False)
def test_words_with_form_and_notes_are_marked_too(cleo: Client, conversation: Conversation, teammate: Member) -> None:
    said(conversation.note("x", html=f"<p>{WORDS.replace('ring', '<strong>ring</strong>')}</p>", by=teammate), teammate)
    html = page(cleo, conversation)
    assert html.count('<a class="said said-open"') == 3
    assert "<strong><a" in html
    assert html.count("said-state") == 1


@time_machine.travel(TUESDAY, tick=False)
def test_what_strangers_wrote_is_never_marked(cleo: Client, conversation: Conversation, teammate: Member) -> None:
    theirs = write(conversation, WORDS)
    said(theirs, teammate)
    assert "said-open" not in page(cleo, conversation)


@time_machine.travel(TUESDAY)
def test_taken_back_at_once_leaves_no_line(cleo: Client, conversation: Conversation, teammate: Member) -> None:
    promise = said(conversation.reply(WORDS, by=teammate), teammate)
    promise.keep(by=teammate)
    promise.is_still_to_do(by=teammate)
    assert not Keeping.objects.exists()
    promise.withdraw("Written down by mistake.", by=teammate)
    html = page(cleo, conversation)
    assert "said-withdrawn" in html
    assert 'class="event"' not in html.partition(WORDS[:10])[2]


def test_what_stood_for_a_while_is_told(cleo: Client, conversation: Conversation, teammate: Member) -> None:
    with time_machine.travel(TUESDAY) as now:
        promise = said(conversation.reply(WORDS, by=teammate), teammate)
        now.shift(61)
        promise.withdraw("They moved in with friends.", by=teammate)
    assert "withdrew the promise" in page(cleo, conversation)


@time_machine.travel(TUESDAY)
def test_a_call_is_told_in_one_line(cleo: Client, conversation: Conversation, teammate: Member) -> None:
    Callback.objects.book("+4930901820", TUESDAY + HOUR, 30, in_=conversation, promiser=teammate, by=teammate)
    html = page(cleo, conversation, hours=0)
    assert "booked a callback" in html
    assert "Cleo Marsh promised" not in html
