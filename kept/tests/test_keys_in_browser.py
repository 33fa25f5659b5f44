"""Working through a list by keys alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from kept.conftest import write
from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.customers.customer import Customer
from kept.people.member import Member
from kept.tests.house import opened, until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def three(sales: Inbox, vera: Customer) -> list[Conversation]:
    """Three conversations; the newest stands first in the list."""
    made: list[Conversation] = []
    for word in ("Bed", "Cot", "Desk"):
        one = Conversation.objects.begin(inbox=sales, customer=vera, subject=word, channel="email")
        write(one, "Hello?")
        made.insert(0, one)
    return made


@pytest.fixture
def page(three: list[Conversation], transactional_db: None, chromium: Browser, teammate: Member) -> Iterator[Page]:
    with opened("web") as house, house.desk_of(teammate, chromium) as desk:
        desk.page.goto("/inbox/open/")
        expect(desk.page.locator("[data-row]")).to_have_count(3)
        yield desk.page


def open_first(page: Page, subject: str) -> None:
    page.keyboard.press("j")
    page.keyboard.press("o")
    expect(page.locator("#conversation h1")).to_have_text(subject)


def test_after_closing_one_the_next_is_the_one_that_stood_below(page: Page, three: list[Conversation]) -> None:
    for key in ("j", "j", "o"):
        page.keyboard.press(key)
    expect(page.locator("#conversation h1")).to_have_text("Cot")
    page.keyboard.press("e")
    expect(page.locator("[data-row]")).to_have_count(2)
    page.keyboard.press("j")
    expect(page.locator(f"[data-row='{three[2].pk}']")).to_be_focused()


def test_a_key_pressed_before_the_next_is_there_is_meant_for_the_next(page: Page, three: list[Conversation]) -> None:
    open_first(page, "Desk")
    on_its_way: list[Route] = []
    page.route(f"**/inbox/open/{three[1].pk}/", lambda route: on_its_way.append(route))
    for key in ("j", "o", "e"):
        page.keyboard.press(key)
    until(page, lambda: on_its_way)
    on_its_way.pop().continue_()
    expect(page.locator("#toasts")).to_contain_text("Closed.")
    expect(page.locator("#conversation h1")).to_have_text("Cot")
    assert [each.state for each in Conversation.objects.order_by("-pk")] == ["open", "closed", "open"]


def test_a_key_pressed_before_the_first_is_there_is_meant_for_it(page: Page, three: list[Conversation]) -> None:
    on_its_way: list[Route] = []
    page.route(f"**/inbox/open/{three[0].pk}/", lambda route: on_its_way.append(route))
    for key in ("j", "o", "r"):
        page.keyboard.press(key)
    until(page, lambda: on_its_way)
    on_its_way.pop().continue_()
    expect(page.locator("#reply-text")).to_be_focused()


def test_undo_takes_back_the_newest_of_several_deeds(page: Page) -> None:
    open_first(page, "Desk")
    page.keyboard.press("e")
    expect(page.locator("#toasts")).to_contain_text("Closed.")
    expect(page.locator(".file-facts")).to_contain_text("Closed")
    page.keyboard.press("e")
    expect(page.locator("#toasts")).to_contain_text("Open again.")
    expect(page.locator(".file-facts")).not_to_contain_text("Closed")
    page.keyboard.press("s")
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("Snoozed until")
    page.keyboard.press("z")
    expect(page.locator("#toasts")).to_contain_text("Awake again.")
    expect(page.locator(".file-facts")).to_contain_text("Waiting on us")


def test_letters_choose_within_an_open_menu_and_do_nothing_else(page: Page, teammate: Member) -> None:
    open_first(page, "Desk")
    page.keyboard.press("a")
    expect(page.get_by_role("button", name="Take it yourself")).to_be_focused()
    page.keyboard.press("e")
    page.keyboard.press("t")
    page.keyboard.press("Enter")
    expect(page.locator("#deed-assign summary")).to_contain_text(teammate.name)
    expect(page.locator(".file-facts")).not_to_contain_text("Closed")


def test_back_to_the_list_goes_to_the_row_one_came_from(page: Page, three: list[Conversation]) -> None:
    for key in ("j", "j", "o"):
        page.keyboard.press(key)
    expect(page.locator("#conversation h1")).to_have_text("Cot")
    for key in ("n", "Escape", "u"):
        page.keyboard.press(key)
    expect(page.locator(f"[data-row='{three[1].pk}']")).to_be_focused()
