"""A provider, an IMAP and an SMTP server that take its tokens, and Kept registered with it."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

import pytest
from django.test import Client
from pytest_django import Settings

from kept.channels.email.accounts.account import Account
from kept.channels.email.accounts.registration import Registration
from kept.channels.email.accounts.tests.provider import CLIENT, SECRET, Provider, providing
from kept.channels.email.mailbox import Mailbox
from kept.channels.email.tests import servers
from kept.channels.email.tests.servers import Imap, Sink
from kept.conversations.inbox import Inbox
from kept.notifications.news import News
from kept.notifications.notice import Notice
from kept.people.member import Member

MAILBOX = "sales@hillside.example"


@pytest.fixture(scope="session")
def provider_running() -> Iterator[Provider]:
    with providing() as provider:
        yield provider


@pytest.fixture(
    scope="session",
    params=[servers.pymap, pytest.param(servers.dovecot, marks=pytest.mark.dovecot)],
    ids=lambda s: s.__name__,
)
def imap(request: pytest.FixtureRequest, provider_running: Provider) -> Iterator[Imap]:
    if request.param is servers.dovecot and not servers.DOVECOT.exists():
        pytest.skip("Dovecot is not installed")
    home = Path(tempfile.mkdtemp(prefix="kept-imap-"))
    try:
        with request.param(home, provider=provider_running.url, user=MAILBOX) as server:
            yield server
    finally:
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def provider(provider_running: Provider, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Provider:
    """Google, as far as Kept can tell, in its first state."""
    port = provider_running.port
    vars(provider_running).update(vars(Provider(port=port)))
    url = provider_running.url
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    places = {"consent": f"{url}/consent", "tokens": f"{url}/token"}
    settings.KEPT_PROVIDERS = {"google": places, "microsoft": places}
    return provider_running


@pytest.fixture
def at_imap(provider: Provider, imap: Imap, settings: Settings) -> Imap:
    for places in settings.KEPT_PROVIDERS.values():
        places["imap"] = f"imap://127.0.0.1:{imap.port}"
    return imap


@pytest.fixture
def at_smtp(provider: Provider, settings: Settings) -> Iterator[Sink]:
    with servers.sink(who=provider.who) as (sink, url):
        for places in settings.KEPT_PROVIDERS.values():
            places["smtp"] = url
        yield sink


@pytest.fixture
def registered(provider: Provider, organisation: object) -> Registration:
    registration = Registration(provider="google", client_id=CLIENT)
    registration.secret = SECRET
    registration.save()
    return registration


@pytest.fixture
def ben(client: Client, admin: Member) -> Client:
    client.force_login(admin)
    return client


@pytest.fixture
def mailbox(ben: Client, registered: Registration, sales: Inbox) -> Mailbox:
    """Connected as a person does it."""
    go(ben, {"inbox": sales.pk, "start": "everything"})
    return Mailbox.objects.select_related("account").get()


class Stay(HTTPRedirectHandler):
    """One who goes nowhere else by themselves."""

    def redirect_request(self, *_: object) -> None:
        return None


@pytest.fixture(autouse=True)
def from_here_on(db: None) -> None:
    News().catch_up()


def leave(client: Client, words: dict[str, object] | None = None, query: str = "", at: str = "google") -> str:
    """Go to the provider; returns where it sends one back to."""
    page = client.post(f"/settings/mailboxes/at/{at}/{query}", words or {}).content.decode()
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page)
    assert found, page
    try:
        build_opener(Stay).open(unescape(found[1]), timeout=30)
    except HTTPError as answer:
        return str(answer.headers["Location"])
    raise AssertionError("the provider did not send us back")


def go(client: Client, words: dict[str, object] | None = None, query: str = "", at: str = "google") -> str:
    """There and back; returns what the page then says."""
    url = leave(client, words, query, at)
    return str(client.get(path_of(url), follow=True).content.decode())


def path_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


def account(mailbox: Mailbox) -> Account:
    assert mailbox.account
    return Account.objects.get(pk=mailbox.account.pk)


def states(client: Client) -> str:
    return client.get("/settings/mailboxes/states/").content.decode()


def told(member: Member) -> list[str]:
    News().catch_up()
    return [each.event.sentence for each in Notice.objects.of(member).unseen().select_related("event")]
