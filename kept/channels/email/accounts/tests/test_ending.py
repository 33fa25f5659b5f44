"""Access that ended, or ends soon, is never lost in silence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from time_machine import travel

from kept.channels.base import SendFailed
from kept.channels.email.accounts import alarms
from kept.channels.email.accounts.account import AccessEnded, Account, renew_due
from kept.channels.email.accounts.registration import Registration
from kept.channels.email.accounts.tests.conftest import MAILBOX, account, go, states, told
from kept.channels.email.accounts.tests.provider import Provider
from kept.channels.email.fetching import Fetcher
from kept.channels.email.mailbox import Mailbox
from kept.channels.email.submitting import submit
from kept.channels.email.tests.servers import Imap
from kept.channels.email.tests.test_composing import outbound
from kept.channels.email.trouble import Trouble
from kept.cli.examination import _access
from kept.conversations.inbox import Inbox
from kept.events.event import Event
from kept.lib import clock
from kept.people.member import Member

pytestmark = pytest.mark.django_db


@pytest.fixture
def withdrawn(mailbox: Mailbox, provider: Provider) -> Iterator[Mailbox]:
    provider.withdraw()
    Account.objects.update(expires_at=clock.now())
    renew_due()
    yield Mailbox.objects.select_related("account").get()


def test_leave_that_was_withdrawn_is_an_alarm_everywhere_at_once(
    withdrawn: Mailbox, ben: Client, admin: Member, teammate: Member
) -> None:
    words = f"Google no longer accepts our access to {MAILBOX}: connect it again."
    assert words in states(ben)
    assert words in ben.get(f"/settings/mailboxes/{withdrawn.pk}/").content.decode()
    assert list(_access()) == [("fault", words)]
    assert told(admin) == [words]
    assert told(teammate) == []
    assert 'href="/settings/mailboxes/"' in ben.get("/news/").content.decode()
    assert told(admin) == [], "seen in the news"


def test_it_is_said_once_and_the_provider_not_asked_again(withdrawn: Mailbox, provider: Provider) -> None:
    asked = provider.refreshes
    renew_due()
    with pytest.raises(AccessEnded):
        account(withdrawn).token()
    assert provider.refreshes == asked
    assert Event.objects.filter(kind="access.refused").count() == 1


def test_what_is_written_meanwhile_waits_and_says_why(withdrawn: Mailbox, sales: Inbox) -> None:
    with pytest.raises(SendFailed, match="no longer accepts our access") as failure:
        submit(outbound())
    assert not failure.value.permanent


def test_connecting_again_goes_on_where_it_stopped(withdrawn: Mailbox, ben: Client, at_imap: Imap) -> None:
    Mailbox.objects.update(uid_validity=7, uid=70)
    said = go(ben, query=f"?account={account(withdrawn).pk}")
    assert f"{MAILBOX} is connected." in said
    mailbox = Mailbox.objects.get()
    assert (mailbox.uid_validity, mailbox.uid, account(mailbox).refused) == (7, 70, "")
    assert "connect it again" not in states(ben)


def test_signing_in_as_another_does_not_take_the_place_of_the_first(
    withdrawn: Mailbox, ben: Client, provider: Provider
) -> None:
    provider.address = "ana@hillside.example"
    said = go(ben, query=f"?account={account(withdrawn).pk}")
    assert f"You signed in as ana@hillside.example, but this is the mailbox of {MAILBOX}." in said
    assert account(withdrawn).refused == "grant"


@pytest.mark.django_db(transaction=True)
def test_the_mail_process_says_what_is_the_matter(withdrawn: Mailbox, ben: Client) -> None:
    withdrawn.use_servers_of_account()
    Fetcher(withdrawn.pk, withdrawn.changed_at)._go()
    withdrawn.refresh_from_db()
    assert withdrawn.trouble == Trouble.ACCESS


def test_access_that_the_provider_ends_soon_is_warned_of_once(
    ben: Client, registered: Registration, sales: Inbox, provider: Provider, admin: Member
) -> None:
    provider.ends_in = 7 * 24 * 3600  # as Google does while the client is in testing
    with travel("2026-11-24 12:00Z"):
        go(ben, {"inbox": sales.pk, "start": "now"})
        alarms.warn()
        alarms.warn()
        words = f"Google ends our access to {MAILBOX} on 1 December 2026: connect it again before."
        assert told(admin) == [words]
        assert words in states(ben)
        assert list(_access()) == [("warning", words)]


@pytest.mark.parametrize(("days", "said"), [(75, 0), (77, 1), (90, 1)])
def test_access_that_nobody_uses_ends_at_microsoft(mailbox: Mailbox, days: int, said: int) -> None:
    Account.objects.update(provider="microsoft")
    with travel(clock.now() + timedelta(days=days)):
        alarms.warn()
        assert len(alarms.alarms()) == said
    assert Event.objects.filter(kind="access.ending").count() == said
