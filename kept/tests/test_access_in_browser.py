"""A mailbox at a provider, and pictures from a sender for good, under one's hands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from kept.channels.email.accounts.registration import Registration
from kept.channels.email.accounts.tests.provider import CLIENT, SECRET, Provider, providing
from kept.channels.email.tests import servers
from kept.channels.email.tests.servers import Imap, Sink
from kept.channels.tests.letters import letter
from kept.conftest import write
from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.conversations.message import Message
from kept.conversations.picture_leave import PictureLeave
from kept.people.member import Member
from kept.tests.house import House, eventually, opened

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def provider() -> Iterator[Provider]:
    with providing() as provider:
        yield provider


@pytest.fixture
def imap(provider: Provider, tmp_path: Path) -> Iterator[Imap]:
    with servers.pymap(tmp_path, provider=provider.url, user=provider.address) as imap:
        yield imap


@pytest.fixture
def smtp(provider: Provider, imap: Imap, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sink]:
    with servers.sink(who=provider.who) as (sink, url):
        places = (
            f"consent={provider.url}/consent tokens={provider.url}/token imap=imap://127.0.0.1:{imap.port} smtp={url}"
        )
        monkeypatch.setenv("KEPT_GOOGLE", places)
        monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
        yield sink


@pytest.fixture
def house(smtp: Sink, sales: Inbox, transactional_db: None) -> Iterator[House]:
    with opened() as house:
        yield house


def test_a_mailbox_is_connected_fetches_and_sends(
    house: House, chromium: Browser, admin: Member, sales: Inbox, imap: Imap, smtp: Sink
) -> None:
    registration = Registration(provider="google", client_id=CLIENT)
    registration.secret = SECRET
    registration.save()
    with house.desk_of(admin, chromium) as desk:
        page = desk.page
        page.goto("/settings/mailboxes/new/")
        page.get_by_role("link", name="Connect a Google mailbox").click()
        page.get_by_label("Fetch").select_option("everything")
        page.get_by_role("button", name="Go on to Google").click()
        expect(page.locator("#toasts")).to_contain_text("sales@hillside.example is connected.")
        expect(page.locator("#states")).to_contain_text("fetching")
        imap.deliver(letter("Twenty boxes?"))
        message = eventually(lambda: Message.objects.filter(text="Twenty boxes?").first(), "the letter")
        page.goto(f"/conversations/{message.conversation_id}/")
        page.locator("#reply-text").fill("Gladly.")
        page.keyboard.press("Control+Enter")
        eventually(lambda: smtp.messages, "the answer, by the provider's server")
        assert smtp.signed_in == ["sales@hillside.example"]
        assert not desk.faults, desk.faults


def test_pictures_from_a_sender_are_shown_for_good_and_no_longer(
    house: House, chromium: Browser, teammate: Member, conversation: Conversation
) -> None:
    page_of_letter = '<p>The hall</p><img src="https://lindqvist.invalid/hall.png" width="300" height="100">'
    message = write(conversation, "The hall", html=page_of_letter, trust="proved")
    with house.desk_of(teammate, chromium) as desk:
        page = desk.page
        page.goto(f"/conversations/{conversation.pk}/")
        page.locator("details.as-sent > summary").click()
        shown = page.frame_locator(f'iframe[name="mail-{message.pk}"]').locator("img")
        expect(shown).to_have_attribute("data-afar", "")
        page.get_by_role("button", name="Always from this sender").click()
        expect(page.get_by_text("You always see pictures from vera@lindqvist.example.")).to_be_visible()
        expect(page.get_by_text("Fetch them")).to_be_hidden()
        page.reload()
        page.locator("details.as-sent > summary").click()
        page.get_by_role("button", name="Ask again").click()
        expect(shown).to_have_attribute("data-afar", "")
        expect(page.get_by_text("Fetch them")).to_be_visible()
        assert not PictureLeave.objects.exists()
