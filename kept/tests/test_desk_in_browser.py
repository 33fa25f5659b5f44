"""The desk under one's hands: keys, drafts that outlive a lost line, second thoughts, news while one writes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from kept.conftest import write
from kept.conversations.conversation import Conversation
from kept.conversations.delivery import Delivery
from kept.conversations.inbox import Inbox
from kept.conversations.message import Note
from kept.lib import clock
from kept.people.member import Member
from kept.promises.promise import Promise
from kept.tests.house import House, eventually, opened, until

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


def test_the_keyboard_does_all_of_it(page: Page, conversation: Conversation, teammate: Member) -> None:
    page.goto("/inbox/open/")
    page.keyboard.press("j")
    page.keyboard.press("o")
    expect(page.locator("#conversation")).to_be_visible()
    page.keyboard.press("n")
    page.keyboard.type("The lift is narrow; e, s and a are only letters here.")
    page.keyboard.press("Control+Enter")
    eventually(lambda: Note.objects.first(), "the note")
    conversation.refresh_from_db()
    assert conversation.state == "open", "keys must not act while one types"
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    expect(page.locator(".file-facts")).to_contain_text("Closed")
    page.keyboard.press("z")
    expect(page.locator(".file-facts")).to_contain_text("Waiting on us")
    page.keyboard.press("a")
    page.get_by_role("button", name="Take it yourself").press("Enter")
    expect(page.locator("#deed-assign summary")).to_contain_text("Cleo Marsh")
    page.go_back()
    page.go_forward()
    expect(page.locator("#conversation")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="All keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("m")
    expect(page).to_have_url("/inbox/mine/")


def test_no_typed_text_is_lost_when_the_line_is(page: Page, teammate: Member, conversation: Conversation) -> None:
    page.locator("#reply-text").fill("Dear Vera, gladly.")
    expect(page.locator("#reply-form [data-draft-state]")).to_have_text("Saved")
    page.context.set_offline(True)
    page.locator("#reply-text").fill("Dear Vera, gladly; twenty boxes on Friday.")
    expect(page.locator("#reply-form [data-draft-state]")).to_contain_text("Kept in this browser")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#toasts")).to_contain_text("no connection")
    page.context.set_offline(False)
    page.reload()
    expect(page.locator("#reply-text")).to_have_value("Dear Vera, gladly; twenty boxes on Friday.")
    draft = eventually(lambda: conversation.draft(teammate, "reply"), "the draft on the server")
    eventually(lambda: conversation.draft(teammate, "reply").text.endswith("Friday."), "its newest words")  # type: ignore[union-attr]
    assert draft.member == teammate


def test_a_reply_sent_too_soon_comes_back(page: Page, conversation: Conversation) -> None:
    page.locator("#reply-text").fill("Dear Vera, never.")
    page.get_by_role("button", name="Send and close").click()
    expect(page.locator("#toasts")).to_contain_text("Sent, and the conversation is closed.")
    page.locator(".toast").hover()  # so that it stays
    expect(page.locator("#reply-text")).to_have_value("")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#reply-text")).to_have_value("Dear Vera, never.")
    assert Delivery.objects.get().state == "taken_back"


def test_what_came_while_one_wrote_is_said_before_it_sends(page: Page, conversation: Conversation) -> None:
    page.locator("#reply-text").fill("Twenty boxes it is.")
    expect(page.locator("#reply-form [data-draft-state]")).to_have_text("Saved")
    write(conversation, "No, make it thirty!")
    expect(page.locator("#reply-trouble")).to_contain_text("Something was said after you began to write")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#reply-text")).to_have_value("Twenty boxes it is.")
    assert not Delivery.objects.exists()
    page.locator("#reply-text").fill("Thirty boxes it is.")
    page.get_by_role("button", name="Send all the same").click()
    expect(page.locator("#reply-text")).to_have_value("")
    assert Delivery.objects.count() == 1


def test_what_is_typed_while_an_earlier_text_is_on_its_way_neither_overtakes_it_nor_is_lost(
    page: Page, conversation: Conversation
) -> None:
    text = page.locator("#reply-text")
    text.fill("Twenty boxes it is.")
    expect(page.locator("#reply-form [data-draft-state]")).to_have_text("Saved")
    on_its_way: list[Route] = []
    page.route("**/replies/", lambda route: on_its_way.append(route))
    page.get_by_role("button", name="Send", exact=True).click()
    text.press_sequentially(" And the van")
    page.wait_for_timeout(1500)  # longer than a pause in typing that saves
    until(page, lambda: on_its_way)
    on_its_way.pop().continue_()
    expect(page.locator("#toasts")).to_contain_text("Sent.")
    assert [each.text for each in conversation.messages.filter(direction="out")] == ["Twenty boxes it is."]
    expect(text).to_have_value("And the van")
    expect(text).to_be_focused()
    page.keyboard.type(" comes at ten.")
    expect(page.locator("#reply-form [data-draft-state]")).to_have_text("Saved")
    page.reload()
    expect(text).to_have_value("And the van comes at ten.")


def test_the_page_fits_a_telephone(
    house: House, chromium: Browser, teammate: Member, conversation: Conversation
) -> None:
    small: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
    for what in ["ring", "write", "send", "bring", "look", "ask"]:
        Promise.objects.make(what, in_=conversation, due=clock.now() + timedelta(days=1), by=teammate)
    with house.desk_of(teammate, chromium, **small) as desk:
        desk.page.goto("/inbox/open/")
        desk.page.get_by_role("link", name="Boxes for Friday").tap()
        expect(desk.page.locator("#reply-text")).to_be_visible()
        expect(desk.page.locator("#list")).to_be_hidden()
        desk.page.get_by_role("tab", name="Note").tap()
        expect(desk.page.locator("#note-text")).to_be_focused()
        desk.page.get_by_role("tab", name="Reply").tap()
        expect(desk.page.get_by_role("button", name="Send", exact=True)).to_be_in_viewport(ratio=1)
        standing = desk.page.locator(".standing")
        assert standing.evaluate("it => it.scrollHeight > it.clientHeight + 200")  # much lies within, out of sight
        size = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
        assert desk.page.evaluate(size) == [360, 740]
        desk.page.go_back()
        expect(desk.page.locator("#list")).to_be_visible()
