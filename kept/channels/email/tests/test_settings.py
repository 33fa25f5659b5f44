"""The settings of mailboxes and the quarantine, as an administrator sees them."""

import pytest
from django.test import Client

from kept.channels.email import pulse
from kept.channels.email.mailbox import Mailbox
from kept.channels.email.trouble import Trouble
from kept.channels.inbound import Inbound, accept
from kept.channels.tests.letters import letter
from kept.conversations.inbox import Inbox
from kept.events.event import Event
from kept.people.member import Member

FILLED = {
    "host": "imap.hillside.example",
    "port": "993",
    "security": "tls",
    "username": "sales@hillside.example",
    "password": "s3cret words",
    "folder": "INBOX",
    "start": "now",
    "smtp_host": "",
    "smtp_port": "587",
    "smtp_security": "starttls",
    "smtp_username": "",
    "smtp_password": "",
    "is_active": "on",
}


@pytest.fixture
def ben(client: Client, admin: Member) -> Client:
    client.force_login(admin)
    return client


@pytest.fixture
def mailbox(sales: Inbox) -> Mailbox:
    mailbox = Mailbox(inbox=sales, host="imap.hillside.example", username="sales@hillside.example")
    mailbox.password = "s3cret words"
    mailbox.uid_validity, mailbox.uid = 7, 70
    mailbox.save()
    return mailbox


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_mailbox_is_added_and_its_password_is_stored_sealed(ben: Client, sales: Inbox) -> None:
    answer = ben.post("/settings/mailboxes/new/", FILLED | {"inbox": sales.pk})
    assert answer.status_code == 302
    mailbox = Mailbox.objects.get()
    assert mailbox.password == "s3cret words"
    assert "s3cret" not in mailbox.sealed_password
    assert Event.objects.get(kind="mailbox.added").sentence.startswith("Ben Adeyemi added the mailbox")


def test_the_password_is_never_shown_again_and_left_empty_it_stays(ben: Client, mailbox: Mailbox) -> None:
    path = f"/settings/mailboxes/{mailbox.pk}/"
    assert "s3cret" not in page(ben, path)
    ben.post(path, FILLED | {"inbox": mailbox.inbox_id, "password": "", "authserv": "mx.hillside.example"})
    mailbox.refresh_from_db()
    assert (mailbox.password, mailbox.authserv, mailbox.uid) == ("s3cret words", "mx.hillside.example", 70)


ELSEWHERE = [
    {"host": "imap.elsewhere.example"},
    {"port": "1993"},
    {"security": "plain"},
    {"smtp_host": "smtp.elsewhere.example"},
    {"smtp_port": "2587"},
    {"smtp_security": "plain"},
]
SENDS = {"smtp_host": "smtp.hillside.example", "smtp_username": "sales@hillside.example"}


@pytest.mark.parametrize("change", ELSEWHERE, ids=lambda each: next(iter(each)))
def test_a_stored_password_is_not_sent_to_another_server(ben: Client, mailbox: Mailbox, change: dict[str, str]) -> None:
    path = f"/settings/mailboxes/{mailbox.pk}/"
    kept = FILLED | SENDS | {"inbox": mailbox.inbox_id, "password": ""}
    assert ben.post(path, kept | {"smtp_password": "other words"}).status_code == 302
    answer = ben.post(path, kept | change)
    assert answer.status_code == 422
    assert answer.content.decode().count("Enter the password again") == 1
    which = "smtp_password" if "smtp" in next(iter(change)) else "password"
    assert ben.post(path, kept | change | {which: "given again"}).status_code == 302
    mailbox.refresh_from_db()
    assert getattr(mailbox, which) == "given again"


@pytest.mark.parametrize(
    "change",
    [SENDS | {"smtp_host": "open.example", "smtp_username": ""}, SENDS | {"smtp_host": ""}],
    ids=["open", "none"],
)
def test_a_password_that_is_no_longer_needed_is_forgotten(
    ben: Client, mailbox: Mailbox, change: dict[str, str]
) -> None:
    path = f"/settings/mailboxes/{mailbox.pk}/"
    kept = FILLED | {"inbox": mailbox.inbox_id, "password": ""}
    ben.post(path, kept | SENDS | {"smtp_password": "other words"})
    assert ben.post(path, kept | change).status_code == 302
    mailbox.refresh_from_db()
    assert mailbox.smtp_password == ""


def test_a_safer_line_to_the_same_server_needs_no_password_again(ben: Client, mailbox: Mailbox) -> None:
    Mailbox.objects.update(security="plain")
    ben.post(f"/settings/mailboxes/{mailbox.pk}/", FILLED | {"inbox": mailbox.inbox_id, "password": ""})
    mailbox.refresh_from_db()
    assert (mailbox.security, mailbox.password) == ("tls", "s3cret words")


def test_another_folder_is_begun_anew(ben: Client, mailbox: Mailbox) -> None:
    ben.post(
        f"/settings/mailboxes/{mailbox.pk}/", FILLED | {"inbox": mailbox.inbox_id, "password": "", "folder": "Support"}
    )
    mailbox.refresh_from_db()
    assert (mailbox.uid_validity, mailbox.uid) == (None, 0)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"host": ""}, "Give a server to fetch from, one to send by, or both."),
        ({"password": ""}, "Fill this in."),
        ({"username": ""}, "Fill this in."),
        ({"port": "70000"}, "A port is a number from 1 to 65535."),
    ],
)
def test_what_cannot_work_is_said(ben: Client, sales: Inbox, changes: dict[str, str], words: str) -> None:
    answer = ben.post("/settings/mailboxes/new/", FILLED | {"inbox": sales.pk} | changes)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Mailbox.objects.exists()


def test_one_may_only_send(ben: Client, sales: Inbox) -> None:
    only = {"host": "", "username": "", "password": "", "smtp_host": "smtp.hillside.example"}
    assert ben.post("/settings/mailboxes/new/", FILLED | {"inbox": sales.pk} | only).status_code == 302
    assert not Mailbox.objects.fetched()
    assert "only sends" in page(ben, "/settings/mailboxes/")


def test_trouble_is_shown_with_what_the_server_said_and_when_it_is_tried_again(ben: Client, mailbox: Mailbox) -> None:
    mailbox.fetch_failed(Trouble.PASSWORD, "[AUTHENTICATIONFAILED] no")
    for path in ("/settings/mailboxes/", "/settings/mailboxes/states/"):
        shown = page(ben, path)
        assert "The server does not accept the name and password." in shown
        assert "[AUTHENTICATIONFAILED] no" in shown
        assert "The next try is at" in shown


def test_a_change_takes_the_trouble_away_until_the_next_try(mailbox: Mailbox) -> None:
    mailbox.fetch_failed(Trouble.HOST, "")
    mailbox.keep_changes()
    mailbox.refresh_from_db()
    assert (mailbox.trouble, mailbox.failures) == ("", 0)


def test_what_a_former_visit_says_does_not_overwrite_a_change(mailbox: Mailbox) -> None:
    former = Mailbox.objects.get()
    mailbox.keep_changes()
    former.fetch_failed(Trouble.HOST, "")
    mailbox.refresh_from_db()
    assert mailbox.trouble == ""


def test_a_mailbox_is_removed_and_its_mail_stays(ben: Client, mailbox: Mailbox) -> None:
    accept("email", letter(), inbox=mailbox.inbox)
    ben.post(f"/settings/mailboxes/{mailbox.pk}/removal/")
    assert not Mailbox.objects.exists()
    assert Inbound.objects.exists()


def test_whether_the_mail_process_runs_is_said(ben: Client, mailbox: Mailbox) -> None:
    assert "The mail process does not run" in page(ben, "/settings/mailboxes/")
    pulse.beat("here 1", "127.0.0.1:2525")
    shown = page(ben, "/settings/mailboxes/")
    assert "Mail is taken in at 127.0.0.1:2525" in shown
    assert "does not run" not in shown
    pulse.still("here 1")
    assert not pulse.alive()


@pytest.fixture
def quarantined(sales: Inbox) -> Inbound:
    inbound = accept("email", letter("<script>alert(1)</script> hello", subject="Odd one"), inbox=sales)
    Inbound.objects.filter(pk=inbound.pk).update(state="quarantined", reason="It burns.")
    inbound.refresh_from_db()
    return inbound


def test_the_quarantine_shows_why_and_what_it_is(ben: Client, quarantined: Inbound) -> None:
    assert "It burns." in page(ben, "/settings/arrivals/")
    shown = page(ben, f"/settings/arrivals/{quarantined.pk}/")
    assert "Odd one" in shown
    assert "<script>alert" not in shown
    assert "1 arrival could not be read." in page(ben, "/settings/mailboxes/")


def test_the_raw_mail_is_downloaded_and_never_shown(ben: Client, quarantined: Inbound) -> None:
    answer = ben.get(f"/settings/arrivals/{quarantined.pk}/raw/")
    assert b"".join(answer) == bytes(quarantined.raw)
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_trying_again_takes_it_in_and_says_where(ben: Client, quarantined: Inbound) -> None:
    answer = ben.post(f"/settings/arrivals/{quarantined.pk}/retry/", follow=True)
    quarantined.refresh_from_db()
    assert quarantined.state == "done"
    assert quarantined.message is not None
    assert f"see conversation #{quarantined.message.conversation_id}" in answer.content.decode()
    assert Event.objects.filter(kind="arrival.retried").exists()


def test_trying_again_in_vain_says_so(ben: Client, quarantined: Inbound) -> None:
    Inbound.objects.filter(pk=quarantined.pk).update(raw=b"\r\n")
    answer = ben.post(f"/settings/arrivals/{quarantined.pk}/retry/", follow=True)
    assert "It still cannot be read: It is empty." in answer.content.decode()


def test_an_empty_quarantine_is_good_news(ben: Client, sales: Inbox) -> None:
    assert "Everything that arrived could be read." in page(ben, "/settings/arrivals/")


@pytest.mark.parametrize("path", ["/settings/mailboxes/", "/settings/arrivals/", "/settings/mailboxes/new/"])
def test_for_others_it_does_not_exist(client: Client, teammate: Member, path: str) -> None:
    client.force_login(teammate)
    assert client.get(path).status_code == 404
