"""How Kept is registered with a provider, and the end of its secret."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django import Settings
from time_machine import travel

from kept.channels.email.accounts import alarms
from kept.channels.email.accounts.account import Account, renew_due
from kept.channels.email.accounts.providers import provider as of
from kept.channels.email.accounts.registration import Registration
from kept.channels.email.accounts.tests.conftest import account, go, states
from kept.channels.email.accounts.tests.provider import SECRET, Provider
from kept.channels.email.mailbox import Mailbox
from kept.cli.examination import _access
from kept.conversations.inbox import Inbox
from kept.events.event import Event
from kept.lib import clock

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize(("ends", "state"), [("2026-12-09", ""), ("2026-12-08", "warning"), ("2026-11-23", "fault")])
def test_the_end_of_the_client_secret_is_warned_of(registered: Registration, ends: str, state: str) -> None:
    Registration.objects.update(secret_ends_on=date.fromisoformat(ends))
    with travel("2026-11-24 12:00Z"):
        alarms.warn()
        alarms.warn()
        assert [each[0] for each in _access()] == ([state] if state else [])
    assert Event.objects.filter(kind="access.secret_ending").count() == bool(state)


def test_a_provider_nobody_knows_is_no_address(ben: Client) -> None:
    assert ben.get("/settings/mailboxes/at/nobody/").status_code == 404


def test_tokens_go_only_where_the_environment_or_the_provider_says(
    mailbox: Mailbox, settings: Settings, provider: Provider
) -> None:
    """A built-in address is held to the open internet even when a name server says that it is here."""
    assert of("google").guard is not None
    settings.KEPT_PROVIDERS = {"google": {}, "microsoft": {}}
    assert of("google").guard is None
