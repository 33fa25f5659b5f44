"""Two windows, lost answers and late ones: nothing typed is lost, nothing goes out twice, nothing new is missed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from kept.conftest import write
from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.conversations.message import Message, Note
from kept.customers.customer import Customer
from kept.people.member import Member
from kept.tests.cutter import Cutter, cutting
from kept.tests.house import House, eventually, opened, until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def house(sales: Inbox, transactional_db: None) -> Iterator[House]:
    with opened("web") as house:
        yield house


@pytest.fixture
def line(house: House) -> Iterator[Cutter]:
    with cutting(house.web_port) as line:
        yield line


@pytest.fixture
def browser(house: House, line: Cutter, chromium: Browser, teammate: Member) -> Iterator[BrowserContext]:
    with house.desk_of(teammate, chromium, url=line.url) as desk:
        yield desk.context


def window(browser: BrowserContext, conversation: Conversation) -> Page:
    page = browser.new_page()
    page.goto(f"/inbox/open/{conversation.pk}/")
    expect(page.locator("#reply-text")).to_be_visible()
    return page


def come_back(page: Page) -> None:
    """Headless windows all believe they have the focus, so the event is told to them."""
    page.bring_to_front()
    page.wait_for_timeout(600)
    page.evaluate("dispatchEvent(new Event('focus'))")


def sent() -> list[str]:
    return list(Message.objects.filter(direction="out").order_by("pk").values_list("text", flat=True))


def state(page: Page) -> Any:
    return page.locator("#reply-form [data-draft-state]")


def test_two_windows_neither_lose_words_nor_bring_them_back(
    browser: BrowserContext, conversation: Conversation, teammate: Member
) -> None:
    first, second = window(browser, conversation), window(browser, conversation)
    first.locator("#reply-text").fill("Dear Vera, gladly.")
    expect(state(first)).to_have_text("Saved")
    second.goto("/inbox/mine/")
    draft = conversation.draft(teammate, "reply")
    assert draft is not None and draft.text == "Dear Vera, gladly.", "an idle window saves nothing"

    second = window(browser, conversation)
    come_back(first)
    first.locator("#reply-text").fill("Dear Vera, gladly. On Friday.")
    expect(state(first)).to_have_text("Saved")
    come_back(second)
    expect(second.locator("#reply-text")).to_have_value("Dear Vera, gladly. On Friday.")

    first.locator("#reply-text").fill("One.")
    expect(state(first)).to_have_text("Saved")
    second.locator("#reply-text").fill("Two.")
    expect(state(second)).to_contain_text("both texts stand here")
    expect(second.locator("#reply-text")).to_have_value("Two.\n\nOne.")

    come_back(first)
    expect(first.locator("#reply-text")).to_have_value("Two.\n\nOne.")
    first.get_by_role("button", name="Send", exact=True).click()
    expect(first.locator("#toasts")).to_contain_text("Sent.")
    come_back(second)
    expect(second.locator("#reply-text")).to_have_value("")
    second.close()
    assert sent() == ["Two.\n\nOne."]
    assert conversation.draft(teammate, "reply") is None


def test_an_answer_lost_on_its_way_does_not_send_twice(
    browser: BrowserContext, line: Cutter, conversation: Conversation
) -> None:
    page = window(browser, conversation)
    replies = f"/conversations/{conversation.pk}/replies/"
    line.loses = f"POST {replies}".encode()
    page.locator("#reply-text").fill("Gladly.")
    page.keyboard.press("Control+Enter")
    eventually(lambda: line.lost, "the cut")
    assert sent() == ["Gladly."], "the first request has arrived"
    expect(page.locator("#reply-text")).to_have_value("Gladly.")
    line.loses = b""
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#toasts")).to_contain_text("sent already")
    expect(page.locator("#reply-text")).to_have_value("")
    assert sent() == ["Gladly."]

    before = line.lost  # more than one, where the browser tried again by itself
    line.loses = f"POST {replies}".encode()
    page.locator("#reply-text").fill("And tape.")
    page.keyboard.press("Control+Enter")
    eventually(lambda: line.lost > before and len(sent()) == 2, "the next cut, and what came before it")
    line.loses = b""
    page.reload()
    expect(page.locator("#reply-text")).to_have_value("")
    assert sent() == ["Gladly.", "And tape."]

    page.locator("#note-tab").click()
    page.locator("#note-text").fill("Mind the lift.")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#note-text")).to_have_value("")
    assert Note.objects.count() == 1


class Held:
    """The first look whose answer holds those words is answered by the server, and waits until it is let go."""

    def __init__(self, page: Page, words: str, *, at: str = "**/timeline/?since*") -> None:
        self.page, self.words, self.at = page, words, at
        self.waiting: list[tuple[Route, Any]] = []
        page.route(at, self.hold)

    def hold(self, route: Route) -> None:
        if self.waiting or route.request.method != "GET":
            return route.fallback()
        response = route.fetch()
        if self.words not in response.text():
            return route.fulfill(response=response)
        return self.waiting.append((route, response))

    def read(self) -> None:
        until(self.page, lambda: self.waiting)

    def let_go(self) -> None:
        ((route, response),) = self.waiting
        route.fulfill(response=response)
        self.page.unroute(self.at, self.hold)


def test_what_was_looked_up_before_one_typed_does_not_take_the_place_of_it(
    browser: BrowserContext, conversation: Conversation, teammate: Member
) -> None:
    conversation.keep_draft(by=teammate, kind="reply", text="Dear Vera,")
    page = window(browser, conversation)
    held = Held(page, "Dear Vera,", at="**/draft/reply/")
    conversation.keep_draft(by=teammate, kind="reply", text="Dear Vera, gladly.")  # in another window
    come_back(page)
    held.read()
    page.locator("#reply-text").fill("No.")
    expect(state(page)).to_contain_text("both texts stand here")
    held.let_go()
    page.wait_for_timeout(300)
    expect(page.locator("#reply-text")).to_have_value("No.\n\nDear Vera, gladly.")


def test_news_that_comes_while_an_answer_is_late_is_not_missed(
    browser: BrowserContext, conversation: Conversation, willem: Customer, sales: Inbox
) -> None:
    page = window(browser, conversation)
    timeline = page.locator("#timeline")
    held = Held(page, "One more thing.")
    write(conversation, "One more thing.")
    held.read()
    write(conversation, "And another.")
    page.wait_for_timeout(1500)
    expect(timeline).not_to_contain_text("And another.")
    held.let_go()
    expect(timeline).to_contain_text("And another.")

    held = Held(page, "A third.")
    write(conversation, "A third.")
    held.read()
    page.locator("#reply-text").fill("All of it, gladly.")
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Send all the same").click()
    expect(timeline).to_contain_text("All of it, gladly.")
    held.let_go()
    page.wait_for_timeout(300)
    assert "All of it, gladly." in timeline.inner_text(), "what was read before it must not take its place"

    refused: list[Route] = []

    def refuse(route: Route) -> None:
        refused.append(route)
        route.abort()

    page.route("**/timeline/?since*", refuse)
    write(conversation, "While the line was away.")
    until(page, lambda: refused)
    page.unroute("**/timeline/?since*")
    expect(timeline).to_contain_text("While the line was away.")

    page.get_by_role("button", name="Close", exact=True).click()
    page.locator("form[action$='/closure/']").get_by_role("button", name="Undo").click()
    expect(page.locator(".file-facts")).not_to_contain_text("Closed")
    write(conversation, "Said right after an undo.")
    expect(timeline).to_contain_text("Said right after an undo.")

    other = Conversation.objects.begin(inbox=sales, customer=willem, subject="A piano", channel="email")
    write(other, "It is heavy.")
    held = Held(page, "A fourth.")
    write(conversation, "A fourth.")
    held.read()
    page.get_by_role("link", name="A piano").click()
    expect(page.locator("#subject")).to_have_text("A piano")
    held.let_go()
    page.wait_for_timeout(300)
    assert "It is heavy." in timeline.inner_text()
    assert "A fourth." not in timeline.inner_text(), "that was said in another conversation"


def test_words_typed_after_the_session_ended_come_back(browser: BrowserContext, conversation: Conversation) -> None:
    page = window(browser, conversation)
    session = browser.cookies()
    browser.clear_cookies()
    page.locator("#reply-text").fill("Typed after the session ended.")
    expect(page.locator("#signed-out")).to_be_visible()
    page.get_by_role("link", name="Sign in").click()
    expect(page).to_have_url(re.compile("/sign-in/"))
    browser.add_cookies(session)  # type: ignore[arg-type]  # one kind of the same cookies
    page.goto(f"/inbox/open/{conversation.pk}/")
    expect(page.locator("#reply-text")).to_have_value("Typed after the session ended.")
    expect(state(page)).to_have_text("Saved")

    browser.clear_cookies()
    page.locator("#reply-text").fill("Typed on, signed out.")
    expect(page.locator("#signed-out")).to_be_visible()
    browser.add_cookies(session)  # type: ignore[arg-type]  # in another window
    come_back(page)
    expect(page.locator("#signed-out")).to_be_hidden()
    expect(state(page)).to_have_text("Saved")
