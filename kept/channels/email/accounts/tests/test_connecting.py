"""Connecting a mailbox at a provider: a person gives leave there, and nothing else connects anything."""

from __future__ import annotations

from datetime import timedelta
from threading import Event as Signal
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from time_machine import travel

from kept.channels import intake
from kept.channels.email.accounts.account import Account
from kept.channels.email.accounts.registration import Registration
from kept.channels.email.accounts.tests.conftest import MAILBOX, go, leave, path_of
from kept.channels.email.accounts.tests.provider import SECRET, Provider
from kept.channels.email.folder import Folder
from kept.channels.email.mailbox import Mailbox
from kept.channels.email.submitting import connected, server_for
from kept.channels.email.tests.servers import Imap, Sink
from kept.channels.email.visiting import Visit
from kept.channels.inbound import Inbound
from kept.channels.tests.letters import letter
from kept.conversations.inbox import Inbox
from kept.events.event import Event
from kept.lib import clock
from kept.people.member import Member

pytestmark = pytest.mark.django_db


def test_connecting_makes_a_mailbox_that_fetches_and_sends(
    at_imap: Imap, at_smtp: Sink, ben: Client, registered: Registration, sales: Inbox
) -> None:
    said = go(ben, {"inbox": sales.pk, "start": "everything"})
    assert f"{MAILBOX} is connected." in said
    mailbox = Mailbox.objects.select_related("account").get()
    at_imap.deliver(letter("Twenty boxes?"))
    with Folder(mailbox) as folder:
        Visit(mailbox, folder, {}).fetch(Signal())
    assert Inbound.objects.exists()
    server = server_for(sales.address)
    with connected(server) as smtp:
        smtp.sendmail(MAILBOX, ["vera@lindqvist.example"], b"Subject: Yes\r\n\r\nGladly.")
    assert (at_smtp.signed_in, len(at_smtp.taken)) == ([MAILBOX], 1)
    intake.take_in_waiting()
    assert Event.objects.get(kind="access.given").sentence == f"Ben Adeyemi connected the Google mailbox {MAILBOX}"


def test_tokens_are_sealed_and_shown_nowhere(mailbox: Mailbox, ben: Client, provider: Provider) -> None:
    assert mailbox.account
    secrets = [*provider.access, *provider.refresh, SECRET]
    assert len(secrets) == 3
    with connection.cursor() as cursor:
        cursor.execute("SELECT a::text || r::text FROM email_account a, email_registration r")
        stored = str(cursor.fetchone())
    pages = [
        "/settings/mailboxes/",
        f"/settings/mailboxes/{mailbox.pk}/",
        "/settings/mailboxes/at/google/registration/",
    ]
    shown = "".join(ben.get(page).content.decode() for page in pages)
    assert MAILBOX in stored
    assert not [each for each in secrets if each in stored + shown]


def test_leave_is_asked_with_a_proof_that_the_answer_is_for_us(
    ben: Client, registered: Registration, sales: Inbox, provider: Provider
) -> None:
    url = leave(ben, {"inbox": sales.pk, "start": "now"})
    asked = provider.asked[0]
    assert (asked["code_challenge_method"], asked["access_type"], asked["prompt"]) == ("S256", "offline", "consent")
    assert "https://mail.google.com/" in asked["scope"].split()
    assert parse_qs(urlsplit(url).query)["state"] == [asked["state"]]


@pytest.mark.parametrize("wrong", ["none", "other", "again", "elsewhere", "late"])
def test_an_answer_that_nobody_here_asked_for_connects_nothing(
    ben: Client, registered: Registration, sales: Inbox, wrong: str, owner: Member
) -> None:
    url = path_of(leave(ben, {"inbox": sales.pk, "start": "now"}))
    at = clock.now() + timedelta(minutes=31 if wrong == "late" else 0)
    if wrong == "none":
        url = url.partition("&state")[0]
    elif wrong == "other":
        url += "x"
    elif wrong == "again":
        ben.get(url + "&error=no")
    elif wrong == "elsewhere":
        ben = Client()
        ben.force_login(owner)
    with travel(at):
        said = ben.get(url, follow=True).content.decode()
    assert "Please begin again." in said
    assert not Account.objects.exists()


def test_who_gives_no_leave_is_told_and_nothing_is_connected(
    ben: Client, registered: Registration, sales: Inbox, provider: Provider
) -> None:
    provider.refuses = "consent"
    assert "No leave was given" in go(ben, {"inbox": sales.pk, "start": "now"})
    assert not Mailbox.objects.exists()


def test_leave_for_less_than_mail_is_not_enough(
    ben: Client, registered: Registration, sales: Inbox, provider: Provider
) -> None:
    provider.leaves_out = "https://mail.google.com/"
    assert "leave every box ticked" in go(ben, {"inbox": sales.pk, "start": "now"})
    assert not Account.objects.exists()


def test_a_shared_mailbox_is_opened_by_a_colleagues_account(
    ben: Client, registered: Registration, sales: Inbox, provider: Provider
) -> None:
    Registration.objects.update(provider="microsoft")
    provider.address = "ana@hillside.example"
    go(ben, {"inbox": sales.pk, "start": "now", "shared": MAILBOX}, at="microsoft")
    mailbox = Mailbox.objects.select_related("account").get()
    assert (mailbox.username, str(mailbox.account), mailbox.host) == (
        MAILBOX,
        provider.address,
        "outlook.office365.com",
    )


def test_the_same_mailbox_twice_is_one(mailbox: Mailbox, ben: Client, claims: Inbox) -> None:
    go(ben, {"inbox": claims.pk, "start": "now"})
    assert Mailbox.objects.get().pk == mailbox.pk


def test_its_servers_cannot_be_changed_for_others_that_would_get_the_token(
    ben: Client, mailbox: Mailbox, sales: Inbox
) -> None:
    words = {
        "inbox": sales.pk,
        "host": "evil.example",
        "smtp_host": "evil.example",
        "folder": "INBOX",
        "is_active": "on",
    }
    assert ben.post(f"/settings/mailboxes/{mailbox.pk}/", words | {"start": "now"}).status_code == 302
    mailbox.refresh_from_db()
    assert (mailbox.host, mailbox.smtp_host) == ("imap.gmail.com", "smtp.gmail.com")


def test_removing_the_mailbox_forgets_the_access(mailbox: Mailbox, ben: Client) -> None:
    ben.post(f"/settings/mailboxes/{mailbox.pk}/removal/")
    assert not Account.objects.exists()
