"""Promises under one's hands: made, kept and found by keys, and rung for by the clock while one looks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.lib import clock
from kept.people.member import Member
from kept.promises.promise import Promise
from kept.tests.house import House, eventually, opened

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def house(sales: Inbox, transactional_db: None) -> Iterator[House]:
    with opened("web") as house:
        yield house


@pytest.fixture
def page(house: House, chromium: Browser, teammate: Member, conversation: Conversation) -> Iterator[Page]:
    with house.desk_of(teammate, chromium) as desk:
        desk.page.goto(f"/inbox/open/{conversation.pk}/")
        expect(desk.page.locator("#reply-text")).to_be_visible()
        yield desk.page
        assert not desk.faults, desk.faults


def test_the_keyboard_makes_keeps_and_finds_them(page: Page, conversation: Conversation, teammate: Member) -> None:
    page.keyboard.press("p")
    page.keyboard.type("ring about the boxes")
    page.keyboard.press("Enter")
    expect(page.locator(".promise-what")).to_have_text("ring about the boxes")
    page.keyboard.press("K")
    expect(page.locator(".promise-what")).to_have_count(0)
    page.keyboard.press("z")
    expect(page.locator(".promise-what")).to_have_count(1)

    page.keyboard.press("r")
    page.keyboard.type("Hello Vera, I'll bring them on Friday at 8. I'll write to you tomorrow before noon.")
    expect(page.locator("#reply-found .found-one")).to_have_count(2)
    page.keyboard.press("Alt+p")
    expect(page.locator("#reply-found .found-yes")).to_have_count(1)
    page.keyboard.press("Alt+x")
    expect(page.locator("#reply-found .found-one")).to_have_count(1)
    page.keyboard.press("Control+Enter")
    said = eventually(lambda: Promise.objects.filter(message__isnull=False).first(), "the promise of the reply")
    assert (said.promiser, said.quote) == (teammate, "I'll bring them on Friday at 8")
    expect(page.locator(".promise-what")).to_have_count(2)

    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("p")
    expect(page.get_by_role("heading", name="Promises", exact=True)).to_be_visible()
    expect(page.locator(".ledger-line")).to_have_count(2)


def test_i_will_find_out_is_written_and_promised(page: Page, conversation: Conversation) -> None:
    page.keyboard.press("r")
    page.keyboard.type("Hello Vera,")
    page.keyboard.press("Alt+i")
    page.keyboard.press("Enter")
    expect(page.locator("#reply-text")).to_have_value(re.compile("I’ll find out and write to you by"))
    page.keyboard.press("Control+Enter")
    eventually(lambda: Promise.objects.filter(finding_out__isnull=False).first(), "the promise to find out")


def test_i_will_find_out_stands_below_words_with_form(page: Page, conversation: Conversation) -> None:
    page.keyboard.press("r")
    page.keyboard.press("Control+b")
    editor = page.locator("#reply-form .ProseMirror")
    expect(editor).to_be_focused()
    page.keyboard.type("Hello Vera,")
    page.keyboard.press("Alt+i")
    page.keyboard.press("Enter")
    expect(editor).to_contain_text("I’ll find out and write to you by")
    expect(editor).to_be_focused()
    page.keyboard.press("Control+Enter")
    reply = eventually(lambda: conversation.messages.filter(direction="out").first(), "the reply")
    assert "<strong>Hello Vera,</strong>" in reply.html and "I’ll find out and write to you by" in reply.html
    assert Promise.objects.filter(finding_out__isnull=False).exists()


@pytest.mark.parametrize("has_form", [False, True])
def test_words_for_another_time_come_into_the_letter_and_are_promised(
    page: Page, conversation: Conversation, has_form: bool
) -> None:
    page.keyboard.press("r")
    if has_form:
        page.keyboard.press("Control+b")
        expect(page.locator("#reply-form .ProseMirror")).to_be_focused()
    written = page.locator("#reply-form .ProseMirror" if has_form else "#reply-text")
    page.keyboard.type("Hello Vera, I'll ring you tomorrow before noon.")
    card = page.locator("#reply-found .found-one")
    card.locator("summary").click()
    later = (clock.now() + timedelta(days=3)).replace(hour=15, minute=0)
    card.get_by_label("By when").fill(f"{later:%Y-%m-%dT%H:%M}")
    card.get_by_role("button", name="Promise it so").click()
    written.focus()
    expect(card.get_by_role("button", name="Write it so")).to_be_visible()
    page.keyboard.press("Alt+w")
    said = f"I'll ring you by {later:%A} at 15:00"
    if has_form:
        expect(written).to_have_text(f"Hello Vera, {said}.")
        expect(written.locator("strong")).to_have_text(f"Hello Vera, {said}.")
    else:
        expect(written).to_have_value(f"Hello Vera, {said}.")
    expect(page.locator("#reply-found .found-yes")).to_contain_text(said)
    expect(card.get_by_role("button", name="Write it so")).to_have_count(0)
    page.keyboard.press("Control+Enter")
    promise = eventually(lambda: Promise.objects.filter(message__isnull=False).first(), "the promise of the reply")
    assert promise.quote == said
    expect(page.locator("a.said-open")).to_have_text(re.compile(re.escape(said)))


def test_the_clock_rings_while_one_looks(
    page: Page, house: House, conversation: Conversation, teammate: Member
) -> None:
    house.start("worker")
    due = clock.now() + timedelta(seconds=6)
    promise = Promise.objects.make("ring", in_=conversation, due=due, by=teammate)
    expect(page.locator(".promise-late")).to_be_visible()
    promise.refresh_from_db()
    assert promise.breaking.at >= due
