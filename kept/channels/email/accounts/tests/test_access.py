"""A mailbox at a provider: connected by a person, used by its tokens, renewed in time, and never lost in silence."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from datetime import date, timedelta
from threading import Barrier, Thread
from threading import Event as Signal
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings
from time_machine import travel

from kept.channels import intake
from kept.channels.base import SendFailed
from kept.channels.email.accounts import alarms
from kept.channels.email.accounts.account import AHEAD, AccessEnded, Account, renew_due
from kept.channels.email.accounts.asking import Unanswered
from kept.channels.email.accounts.registration import Registration
from kept.channels.email.accounts.tests.conftest import MAILBOX, go, leave, path_of
from kept.channels.email.accounts.tests.provider import SECRET, Provider
from kept.channels.email.fetching import Fetcher
from kept.channels.email.folder import Folder
from kept.channels.email.mailbox import Mailbox
from kept.channels.email.submitting import connected, server_for
from kept.channels.email.tests.servers import Imap, Sink
from kept.channels.email.trouble import Trouble, trouble
from kept.channels.email.visiting import Visit
from kept.channels.inbound import Inbound
from kept.channels.tests.letters import letter
from kept.cli.examination import _access
from kept.conversations.inbox import Inbox
from kept.events.event import Event
from kept.lib import clock
from kept.notifications.news import News
from kept.notifications.notice import Notice
from kept.people.member import Member

pytestmark = pytest.mark.django_db


def states(client: Client) -> str:
    return client.get("/settings/mailboxes/states/").content.decode()


def told(member: Member) -> list[str]:
    News().catch_up()
    return [each.event.sentence for each in Notice.objects.of(member).unseen().select_related("event")]


@pytest.fixture(autouse=True)
def from_here_on(db: None) -> None:
    News().catch_up()


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


def test_without_a_registration_one_is_led_to_it(ben: Client, provider: Provider, sales: Inbox) -> None:
    said = ben.get("/settings/mailboxes/at/google/", follow=True).content.decode()
    assert "http://testserver/settings/mailboxes/at/google/back/" in said
    words = {"client_id": "kept-at-hillside", "secret": SECRET, "secret_ends_on": ""}
    assert (
        "Go on to Google"
        in ben.post("/settings/mailboxes/at/google/registration/", words, follow=True).content.decode()
    )
    assert "is connected" in go(ben, {"inbox": sales.pk, "start": "now"})


def test_the_secret_of_one_client_is_not_sent_for_another(ben: Client, registered: Registration) -> None:
    words = {"client_id": "another", "secret": "", "secret_ends_on": ""}
    answer = ben.post("/settings/mailboxes/at/google/registration/", words)
    assert answer.status_code == 422
    assert "Enter the secret of this client ID." in answer.content.decode()


def test_a_new_secret_does_not_end_on_the_day_of_the_old_one(ben: Client, registered: Registration) -> None:
    words = {"client_id": registered.client_id, "secret": "new", "secret_ends_on": "2020-02-01"}
    answer = ben.post("/settings/mailboxes/at/google/registration/", words)
    assert "When does the new secret end?" in answer.content.decode()


def test_a_provider_nobody_knows_is_no_address(ben: Client) -> None:
    assert ben.get("/settings/mailboxes/at/nobody/").status_code == 404


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


def account(mailbox: Mailbox) -> Account:
    assert mailbox.account
    return Account.objects.get(pk=mailbox.account.pk)


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
        from kept.channels.email.submitting import _failures_told

        with _failures_told(), connected(server_for(sales.address)):
            pass
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


def test_a_secret_that_is_no_longer_accepted_is_entered_anew(mailbox: Mailbox, ben: Client, provider: Provider) -> None:
    provider.refuses = "client"
    Account.objects.update(expires_at=clock.now())
    renew_due()
    assert "no longer accepts the client ID or secret" in states(ben)
    provider.refuses = ""
    words = {"client_id": "kept-at-hillside", "secret": SECRET, "secret_ends_on": ""}
    ben.post("/settings/mailboxes/at/google/registration/", words)
    assert account(mailbox).token() in provider.access
    assert "no longer accepts" not in states(ben)


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


@pytest.mark.parametrize(("ends", "state"), [("2026-12-09", ""), ("2026-12-08", "warning"), ("2026-11-23", "fault")])
def test_the_end_of_the_client_secret_is_warned_of(registered: Registration, ends: str, state: str) -> None:
    Registration.objects.update(secret_ends_on=date.fromisoformat(ends))
    with travel("2026-11-24 12:00Z"):
        alarms.warn()
        alarms.warn()
        assert [each[0] for each in _access()] == ([state] if state else [])
    assert Event.objects.filter(kind="access.secret_ending").count() == bool(state)


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


def test_removing_the_mailbox_forgets_the_access(mailbox: Mailbox, ben: Client) -> None:
    ben.post(f"/settings/mailboxes/{mailbox.pk}/removal/")
    assert not Account.objects.exists()


def test_tokens_go_only_where_the_environment_or_the_provider_says(
    mailbox: Mailbox, settings: Settings, provider: Provider
) -> None:
    """A built-in address is held to the open internet even when a name server says that it is here."""
    from kept.channels.email.accounts.providers import provider as of

    assert of("google").guard is not None
    settings.KEPT_PROVIDERS = {"google": {}, "microsoft": {}}
    assert of("google").guard is None
