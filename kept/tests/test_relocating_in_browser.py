"""Merging, moving and right recipients under one's hands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from kept.conftest import write
from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.conversations.merging import Merging
from kept.customers.customer import Customer
from kept.people.member import Member
from kept.tests.house import House, eventually, opened

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def house(sales: Inbox, transactional_db: None) -> Iterator[House]:
    with opened("web") as house:
        yield house


@pytest.fixture
def other(sales: Inbox, vera: Customer, conversation: Conversation) -> Conversation:
    other = Conversation.objects.begin(inbox=sales, customer=vera, subject="Boxes again", channel="email")
    write(other, "Make it thirty.")
    return other


@pytest.fixture
def page(house: House, chromium: Browser, teammate: Member, conversation: Conversation) -> Iterator[Page]:
    with house.desk_of(teammate, chromium) as desk:
        desk.page.goto(f"/inbox/open/{conversation.pk}/")
        expect(desk.page.locator("#reply-text")).to_be_visible()
        yield desk.page
        faults = [each for each in desk.faults if "422" not in each]  # a question before sending is one
        assert not faults, faults


def test_merging_by_keyboard_and_its_undo(page: Page, conversation: Conversation, other: Conversation) -> None:
    page.reload()
    page.keyboard.press("Control+k")
    page.keyboard.type("merge")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=f"Merge #{conversation.pk} into …")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("again")
    expect(dialog.locator(".choice")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("goes on here")
    expect(page.locator("#subject")).to_have_text("Boxes again")
    expect(page).to_have_url(f"/inbox/open/{other.pk}/")
    expect(page.locator("#timeline")).to_contain_text("twenty boxes")
    page.locator("#timeline").get_by_role("button", name="Undo").click()
    expect(page.locator("#timeline")).not_to_contain_text("twenty boxes")
    assert not Merging.objects.exists()


def test_enter_takes_what_fits_the_words_also_before_the_list_is_there(
    page: Page, conversation: Conversation, other: Conversation, sales: Inbox, vera: Customer
) -> None:
    write(Conversation.objects.begin(inbox=sales, customer=vera, subject="Tape", channel="email"), "And tape.")
    page.keyboard.press("Control+k")
    page.keyboard.type("merge")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=f"Merge #{conversation.pk} into …")
    expect(dialog.locator(".choice").first).to_contain_text("Tape")
    page.keyboard.type("again")
    page.keyboard.press("Enter")
    expect(page.locator("#subject")).to_have_text("Boxes again")


def test_a_page_of_what_a_colleague_merges_follows(
    page: Page, conversation: Conversation, other: Conversation, owner: Member
) -> None:
    page.locator("#reply-text").fill("Twenty, gladly.")
    expect(page.locator("#reply-form [data-draft-state]")).to_have_text("Saved")
    conversation.merge_into(other, by=owner)
    expect(page).to_have_url(f"/conversations/{other.pk}/")
    expect(page.locator("#reply-text")).to_have_value("Twenty, gladly.")


def test_people_added_and_left_out_show_before_sending(page: Page, conversation: Conversation) -> None:
    write(conversation, "Mum helps.", cc=[{"name": "Mum", "address": "mum@lindqvist.example"}])
    conversation.add_participants(["mum@lindqvist.example"])
    page.reload()
    changes = page.locator("#reply-changes")
    changes.get_by_role("button", name="Only to Vera Lindqvist").click()
    expect(changes).to_contain_text("No longer: mum@lindqvist.example")
    expect(page.locator("#reply-summary")).not_to_contain_text("mum@")
    changes.get_by_role("button", name="To everybody who got it").click()
    expect(changes).not_to_contain_text("No longer")
    page.locator(".composer-to summary").click()
    page.locator("#reply-bcc").fill("nils@else.example")
    expect(changes).to_contain_text("Not part of this conversation until now: nils@else.example")
    page.locator("#reply-text").fill("Gladly.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#reply-trouble")).to_contain_text("nils@else.example has not been part")
    page.get_by_role("button", name="Send anyway").click()
    expect(page.locator("#toasts")).to_contain_text("Sent.")
    reply = eventually(lambda: conversation.messages.filter(direction="out").first(), "the reply")
    assert [each["address"] for each in reply.bcc] == ["nils@else.example"]
