"""Tokens are renewed in time, by one at a time, and another is asked for when a server takes none."""

from __future__ import annotations

import smtplib
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from time_machine import travel

from kept.channels.email.accounts.account import AHEAD, Account, renew_due
from kept.channels.email.accounts.asking import Unanswered
from kept.channels.email.accounts.tests.conftest import MAILBOX, account
from kept.channels.email.accounts.tests.provider import Provider
from kept.channels.email.folder import Folder
from kept.channels.email.mailbox import Mailbox
from kept.channels.email.submitting import connected, server_for
from kept.channels.email.tests.servers import Imap, Sink
from kept.channels.email.trouble import Trouble, trouble
from kept.conversations.inbox import Inbox
from kept.lib import clock

pytestmark = pytest.mark.django_db


def test_a_token_is_renewed_before_it_ends_and_the_new_refresh_token_kept(mailbox: Mailbox, provider: Provider) -> None:
    first = account(mailbox)
    renew_due()
    assert provider.refreshes == 0
    with travel(first.expires_at - AHEAD + timedelta(minutes=1)):
        renew_due()
        assert account(mailbox).sealed_refresh != first.sealed_refresh
        renew_due()
    with travel(account(mailbox).expires_at - timedelta(minutes=4)):
        assert account(mailbox).token() in provider.access
    assert provider.refreshes == 2


@pytest.mark.django_db(transaction=True)
def test_two_processes_do_not_spend_one_refresh_token(mailbox: Mailbox, provider: Provider) -> None:
    Account.objects.update(expires_at=clock.now())
    provider.pause = 0.3
    barrier, got = Barrier(4), list[str]()

    def use() -> None:
        mine = account(mailbox)
        barrier.wait()
        got.append(mine.token())
        connection.close()

    threads = [Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert provider.refreshes == 1
    assert len(got) == 4
    assert len(set(got)) == 1


def test_a_provider_that_is_down_is_no_refusal(mailbox: Mailbox, provider: Provider) -> None:
    provider.down = True
    Account.objects.update(expires_at=clock.now() + timedelta(minutes=3))
    assert account(mailbox).token() in provider.access, "what still holds is used"
    Account.objects.update(expires_at=clock.now())
    with pytest.raises(Unanswered):
        account(mailbox).token()
    provider.down = False
    assert account(mailbox).token() in provider.access


def test_a_server_that_takes_no_token_has_another_one_asked_for(
    at_imap: Imap, mailbox: Mailbox, provider: Provider
) -> None:
    mailbox.use_servers_of_account()
    mailbox.save()
    provider.access.clear()
    with pytest.raises(Exception) as refused:
        Folder(mailbox)
    assert trouble(refused.value) == Trouble.SHUT
    with Folder(Mailbox.objects.select_related("account").get()):
        assert provider.refreshes == 1


def test_a_mail_server_for_sending_that_takes_no_token_is_told_apart(
    at_smtp: Sink, mailbox: Mailbox, sales: Inbox, provider: Provider
) -> None:
    mailbox.use_servers_of_account()
    mailbox.save()
    provider.access.clear()
    with pytest.raises(smtplib.SMTPAuthenticationError), connected(server_for(sales.address)):
        pass
    with connected(server_for(sales.address)):
        assert at_smtp.signed_in == [MAILBOX]
