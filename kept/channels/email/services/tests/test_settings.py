"""How mail leaves an inbox, as an administrator chooses and tries it."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from pytest_django import Settings

from kept.channels.email.mailbox import Mailbox
from kept.channels.email.services.service import MailService
from kept.channels.email.services.tests.calls import KEYS
from kept.channels.email.services.tests.conftest import Chosen
from kept.channels.email.services.tests.recorder import Recorder
from kept.channels.email.signing import published
from kept.channels.email.tests import servers
from kept.channels.email.tests.servers import send_by
from kept.conversations.inbox import Inbox
from kept.events.event import Event
from kept.people.member import Member


@pytest.fixture
def ben(client: Client, admin: Member) -> Client:
    client.force_login(admin)
    return client


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def deeds() -> list[str]:
    return [each.sentence for each in Event.objects.filter(kind__startswith="mail_service.").order_by("pk")]


def test_a_service_is_chosen_and_its_keys_are_never_shown_again(ben: Client, sales: Inbox) -> None:
    path = f"/settings/sending/{sales.pk}/mailgun/"
    filled = {"api_key": "key-s3cret", "sender_domain": "mg.hillside.example", "is_sending": "on"}
    assert ben.post(path, filled).status_code == 302
    service = MailService.objects.get(inbox=sales)
    assert service.known == {"api_key": "key-s3cret", "sender_domain": "mg.hillside.example"}
    assert "s3cret" not in service.sealed
    assert "s3cret" not in page(ben, path)
    assert "mg.hillside.example" in page(ben, path)
    ben.post(path, {"api_key": "", "webhook_signing_key": "sign", "is_sending": "on"})
    assert MailService.objects.get().known == {"api_key": "key-s3cret", "webhook_signing_key": "sign"}
    ben.post(path, {"api_key": ""})
    assert not MailService.objects.sending_for("sales@hillside.example")
    assert deeds() == [
        "Ben Adeyemi had mail from Sales leave by Mailgun",
        "Ben Adeyemi changed how Mailgun is reached for Sales",
        "Ben Adeyemi had mail from Sales no longer leave by Mailgun",
    ]


def test_another_service_takes_its_place_and_knows_none_of_its_keys(ben: Client, sales: Inbox) -> None:
    ben.post(f"/settings/sending/{sales.pk}/brevo/", {"api_key": "first", "is_sending": "on"})
    token = MailService.objects.get().token
    assert "take the place" in page(ben, f"/settings/sending/{sales.pk}/sparkpost/")
    answer = ben.post(f"/settings/sending/{sales.pk}/sparkpost/", {"api_key": "", "is_sending": "on"})
    assert answer.status_code == 422, "the key of another service is no key of this one"
    ben.post(f"/settings/sending/{sales.pk}/sparkpost/", {"api_key": "second", "is_sending": "on"})
    service = MailService.objects.get()
    assert (service.kind, service.known, service.token) == ("sparkpost", {"api_key": "second"}, token)


def test_no_key_goes_to_the_address_of_another_service(ben: Client, sales: Inbox) -> None:
    filled = {"api_key": "first", "api_url": "https://postal.firm.example", "is_sending": "on"}
    ben.post(f"/settings/sending/{sales.pk}/postal/", filled)
    assert MailService.objects.get().api_url == "https://postal.firm.example"
    assert "postal.firm.example" not in page(ben, f"/settings/sending/{sales.pk}/mailgun/")
    ben.post(f"/settings/sending/{sales.pk}/brevo/", {"api_key": "second", "is_sending": "on"})
    assert MailService.objects.get().api_url == ""


@pytest.mark.parametrize("url", ["", "http://postal.firm.example", "ftp://postal.firm.example", "postal"])
def test_an_address_that_cannot_be_is_refused_with_words(url: str, ben: Client, sales: Inbox) -> None:
    filled = {"api_key": "k", "api_url": url, "is_sending": "on"}
    answer = ben.post(f"/settings/sending/{sales.pk}/postal/", filled)
    assert answer.status_code == 422
    assert "field-error" in answer.content.decode()


@pytest.mark.parametrize(
    ("before", "after", "works"),
    [("", "", True), ("-----BEGIN PUBLIC KEY-----\n", "\n-----END", True), ("MII", "", False)],
)
def test_a_public_key_is_taken_in_any_frame_and_looked_at(
    before: str, after: str, works: bool, ben: Client, sales: Inbox
) -> None:
    key = KEYS["postal"]["webhook_key"]
    framed = before + key + after + (" PUBLIC KEY-----" if after else "")
    filled = {"api_key": "k", "api_url": "https://postal.firm.example", "webhook_key": framed, "is_sending": "on"}
    answer = ben.post(f"/settings/sending/{sales.pk}/postal/", filled)
    assert answer.status_code == (302 if works else 422)
    assert [each.known["webhook_key"] for each in MailService.objects.all()] == ([key] if works else [])


def test_the_page_says_where_the_service_calls_and_what_is_missing(
    ben: Client, sales: Inbox, settings: Settings
) -> None:
    settings.KEPT_URL = "https://kept.hillside.example"
    ben.post(f"/settings/sending/{sales.pk}/mailgun/", {"api_key": "k", "is_sending": "on"})
    service = MailService.objects.get()
    shown = page(ben, f"/settings/sending/{sales.pk}/")
    assert f"https://kept.hillside.example/hooks/mail/{service.token}/reports/" in shown
    assert f"https://kept.hillside.example/hooks/mail/{service.token}/mime" in shown
    assert "Enter the key that proves its calls" in shown
    ben.post(f"/settings/sending/{sales.pk}/postmark/", {"server_token": "k", "is_sending": "on"})
    service = MailService.objects.get()
    shown = page(ben, f"/settings/sending/{sales.pk}/")
    assert f"https://kept:{service.password}@kept.hillside.example/hooks/mail/{service.token}/mime" in shown
    assert "Enter the key that proves its calls" not in shown


def test_it_is_removed_with_its_keys(ben: Client, sales: Inbox, chosen: Chosen) -> None:
    chosen("postmark")
    ben.post(f"/settings/sending/{sales.pk}/removal/")
    assert not MailService.objects.exists()
    assert deeds() == ["Ben Adeyemi removed Postmark from Sales"]


def tried(client: Client, inbox: Inbox) -> str:
    answer = client.post(f"/settings/sending/{inbox.pk}/trial/")
    assert answer.status_code == 302
    return " ".join(str(each) for each in get_messages(answer.wsgi_request))


def test_a_test_mail_leaves_by_the_service_and_says_so(
    ben: Client, sales: Inbox, chosen: Chosen, server: Recorder
) -> None:
    chosen("postmark")
    assert tried(ben, sales) == "Postmark took a test mail to ben@hillside.example. Look whether it arrives."
    assert server.asked[0].told["To"] == "Ben Adeyemi <ben@hillside.example>"
    server.answers = [(401, {"ErrorCode": 10, "Message": "No such token"})]
    said = tried(ben, sales)
    assert "does not accept the key" in said
    assert "No such token" in said


def test_a_test_mail_leaves_by_a_mail_server_as_well(ben: Client, sales: Inbox, settings: Settings) -> None:
    assert "No outgoing mail server is set" in tried(ben, sales)
    with servers.sink() as (sink, url):
        send_by(settings, url)
        assert "took a test mail" in tried(ben, sales)
        assert str(sink.messages[0]["To"]) == "Ben Adeyemi <ben@hillside.example>"
        sink.recipients["ben@hillside.example"] = "550 5.1.1 no such user"
        assert "no such user" in tried(ben, sales)


def test_each_inbox_says_by_which_way_its_mail_leaves(
    ben: Client, sales: Inbox, claims: Inbox, settings: Settings, chosen: Chosen
) -> None:
    send_by(settings, "smtp://smtp.hillside.example:25")
    chosen("postmark")
    Mailbox.objects.create(inbox=claims, smtp_host="smtp.claims.example")
    Inbox.objects.make("Hello", "hello@hillside.example")
    shown = page(ben, "/settings/sending/")
    assert all(words in shown for words in ("Postmark", "its own server", "the shared server"))


@pytest.mark.parametrize(("largest", "works"), [("5", True), ("0", False), ("51", False), ("", False)])
def test_how_large_mail_may_be_is_chosen_within_reason(largest: str, works: bool, ben: Client, sales: Inbox) -> None:
    answer = ben.post(f"/settings/sending/{sales.pk}/", {"largest_mail": largest, "links_last": "7"})
    assert answer.status_code == (302 if works else 422)
    sales.refresh_from_db()
    assert (sales.largest_mail, sales.links_last) == ((5, 7) if works else (20, 30))


@pytest.mark.parametrize(
    ("kind", "host", "named"), [("mailgun", "mailgun.org", "include:mailgun.org"), ("brevo", "Brevo", "")]
)
def test_the_page_of_the_domain_knows_the_service(kind: str, host: str, named: str, chosen: Chosen) -> None:
    chosen(kind)
    assert published.server_of("hillside.example") == host
    assert published.mechanism(host) == named
