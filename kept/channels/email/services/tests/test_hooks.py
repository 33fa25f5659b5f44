"""Mail services call: what they say is believed when it is proved, heeded once, and never lost."""

from __future__ import annotations

import hmac
import json
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kept.channels.email.services import hooks
from kept.channels.email.services.catalogue import KINDS
from kept.channels.email.services.proving import VIEWS
from kept.channels.email.services.service import MailService
from kept.channels.email.services.tests import calls
from kept.channels.email.services.tests.calls import KEYS, SIGNED, VERA, Called, bounced, brought, call, shaped
from kept.channels.email.services.tests.conftest import Chosen
from kept.channels.inbound import Inbound
from kept.channels.intake import take_in_waiting
from kept.channels.tests.letters import letter
from kept.channels.tests.test_returns import OURS, left
from kept.conversations.conversation import Conversation
from kept.conversations.delivery import Delivery
from kept.conversations.message import Message
from kept.customers.trouble import AddressTrouble
from kept.events.event import Event
from kept.lib import clock
from kept.people.member import Member

RAW = letter("How many boxes?", message_id="<v1@lindqvist.example>", Subject="Boxes")


@pytest.fixture
def sent(conversation: Conversation, teammate: Member) -> Delivery:
    return left(conversation.reply("Twenty boxes, gladly.", by=teammate))


def fresh(delivery: Delivery) -> Delivery:
    return Delivery.objects.get(pk=delivery.pk)


def service_of(chosen: Chosen, kind: str) -> MailService:
    return chosen(kind, **KEYS.get(kind, {}))


@pytest.mark.parametrize("kind", KINDS)
def test_what_bounced_is_marked_once_however_often_it_is_said(
    kind: str, chosen: Chosen, client: Client, sent: Delivery, teammate: Member
) -> None:
    service, called = service_of(chosen, kind), bounced(kind, OURS)
    assert call(client, service, "reports", called).status_code == 200
    assert (fresh(sent).state, fresh(sent).reason) == ("bounced", "address unknown")
    trouble = AddressTrouble.objects.stopping().get(address=VERA)
    service.refresh_from_db()
    assert service.heard_at

    trouble.trust_again(by=teammate)
    assert call(client, service, "reports", called).status_code == 200
    assert not AddressTrouble.objects.exists(), "the same report again undid a colleague's word"


@pytest.mark.parametrize(("what", "kind"), [(what, kind) for what, views in VIEWS.items() for kind in views])
def test_a_call_without_proof_is_refused_and_changes_nothing(
    kind: str, what: str, chosen: Chosen, client: Client, sent: Delivery
) -> None:
    service = service_of(chosen, kind)
    called = bounced(kind, OURS) if what == "reports" else brought(kind, RAW)
    assert call(client, service, what, called, proved=False).status_code == 403
    called.headers = {
        "Authorization": "Basic a2VwdDpndWVzc2Vk",
        "X-Postal-Signature": "AAAA",
        "svix-signature": "v1,AA",
    }
    assert call(client, service, what, called, proved=False).status_code == 403
    assert fresh(sent).state == "sent"
    assert not Inbound.objects.filter(inbox=service.inbox).exists()
    service.refresh_from_db()
    assert service.refused_at
    assert not service.heard_at


@pytest.mark.parametrize("kind", KEYS)
def test_without_a_key_nothing_is_believed(kind: str, chosen: Chosen, client: Client, sent: Delivery) -> None:
    for known in ({}, dict.fromkeys(KEYS[kind], "whsec_")):
        MailService.objects.all().delete()
        service = chosen(kind, **known)
        assert call(client, service, "reports", bounced(kind, OURS)).status_code == 403
    assert fresh(sent).state == "sent"


def test_nobody_can_sign_with_an_empty_key(
    chosen: Chosen, client: Client, sent: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calls, "RESEND_KEY", b"")
    service = chosen("resend", signing_secret="whsec_")
    assert call(client, service, "reports", bounced("resend", OURS)).status_code == 403


def test_an_address_that_nobody_was_told_is_not_there(chosen: Chosen, client: Client) -> None:
    service_of(chosen, "postmark")
    assert client.post("/hooks/mail/guessed/reports/").status_code == 404
    assert len(MailService.objects.get().token) >= 32


def test_a_signature_of_long_ago_is_no_proof(
    chosen: Chosen, client: Client, sent: Delivery, monkeypatch: pytest.MonkeyPatch
) -> None:
    service, called = service_of(chosen, "resend"), bounced("resend", OURS)
    past = time.time() - 3600
    with monkeypatch.context() as then:
        then.setattr(time, "time", lambda: past)
        assert call(client, service, "reports", called).status_code == 200, "premise: fresh by the clock of that time"
    Delivery.objects.filter(pk=sent.pk).update(state="sent", returned=[])
    with monkeypatch.context() as then:
        then.setattr(time, "time", lambda: past)
        signed = SIGNED["resend"](service, "reports", called)
    path = f"/hooks/mail/{service.token}/reports/"
    assert client.post(path, signed.body, content_type=signed.type, headers=signed.headers).status_code == 403


@pytest.mark.parametrize(
    ("kind", "told", "returned", "stops"),
    [
        ("postmark", {"RecordType": "SpamComplaint", "Type": "SpamComplaint", "Email": VERA}, True, True),
        ("postmark", {"RecordType": "Bounce", "Type": "Transient", "Email": VERA, "Details": "later"}, False, False),
        (
            "postmark",
            {"RecordType": "Bounce", "Type": "SoftBounce", "Email": VERA, "Details": "full quota"},
            True,
            False,
        ),
        (
            "postmark",
            {"RecordType": "Delivery", "Recipient": VERA, "DeliveredAt": "2099-01-01T00:00:00Z"},
            False,
            False,
        ),
        ("postmark", {"RecordType": "Open", "Recipient": VERA}, False, False),
    ],
)
def test_each_report_does_what_the_same_by_mail_would(
    kind: str, told: dict[str, object], returned: bool, stops: bool, chosen: Chosen, client: Client, sent: Delivery
) -> None:
    service = service_of(chosen, kind)
    called = shaped(kind, told | {"ID": 7, "MessageID": "1", "Metadata": {"kept_message": OURS}})
    assert call(client, service, "reports", called).status_code == 200
    assert bool(fresh(sent).returned) is returned
    assert AddressTrouble.objects.stopping().exists() is stops


def test_a_delay_is_told_once_however_often_it_is_tried(chosen: Chosen, client: Client, sent: Delivery) -> None:
    service = service_of(chosen, "postmark")
    for number in range(3):
        told = {"RecordType": "Bounce", "Type": "Transient", "Email": VERA, "ID": number, "MessageID": "1"}
        told |= {
            "BouncedAt": f"{clock.now().year}-{clock.now():%m-%d}T0{number}:00:00Z",
            "Metadata": {"kept_message": OURS},
        }
        assert call(client, service, "reports", shaped("postmark", told)).status_code == 200
    assert Event.objects.filter(kind="delivery.delayed").count() == 1


def test_reports_about_other_mail_of_the_account_are_none_of_ours(
    chosen: Chosen, client: Client, sent: Delivery
) -> None:
    service = service_of(chosen, "postmark")
    assert call(client, service, "reports", bounced("postmark", "<newsletter@hillside.example>")).status_code == 200
    assert fresh(sent).state == "sent"


def test_of_a_message_that_is_just_leaving_it_is_asked_to_say_it_again(
    chosen: Chosen, client: Client, sent: Delivery
) -> None:
    service = service_of(chosen, "postmark")
    Delivery.objects.filter(pk=sent.pk).update(state="sending")
    answer = call(client, service, "reports", bounced("postmark", OURS))
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    Delivery.objects.filter(pk=sent.pk).update(state="sent")
    assert call(client, service, "reports", bounced("postmark", OURS)).status_code == 200
    assert fresh(sent).state == "bounced"


@pytest.mark.parametrize("kind", VIEWS["mail"])
def test_mail_that_it_received_is_stored_as_it_came_and_taken_in_once(
    kind: str, chosen: Chosen, client: Client
) -> None:
    service = service_of(chosen, kind)
    for _time in range(2):
        assert call(client, service, "mail", brought(kind, RAW)).status_code == 200
    stored = Inbound.objects.filter(inbox=service.inbox).first()
    assert stored is not None
    assert stored.state == Inbound.State.WAITING
    if kind != "mailjet":  # which says only what it made of it
        assert bytes(stored.raw) == RAW
        assert stored.envelope["recipients"] == ["sales@hillside.example"]
    take_in_waiting()
    (message,) = Message.objects.filter(direction="in")
    assert message.text.strip() == "How many boxes?"
    assert message.author["address"] == VERA
    assert [each.state for each in Inbound.objects.order_by("pk")] == ["done", "duplicate"]


def test_mail_in_pieces_is_put_together_with_its_files(chosen: Chosen, client: Client) -> None:
    service = service_of(chosen, "mailgun")
    at, token, key = str(int(time.time())), "t0ken", KEYS["mailgun"]["webhook_signing_key"].encode()
    headers = json.dumps([["From", f"Vera <{VERA}>"], ["Subject", "Boxes"], ["Message-Id", "<v1@lindqvist.example>"]])
    form = {"recipient": "sales@hillside.example", "sender": VERA, "message-headers": headers, "token": token}
    form |= {"body-plain": "How many boxes?", "timestamp": at, "attachment-count": "1"}
    form["signature"] = hmac.new(key, (at + token).encode(), "sha256").hexdigest()
    plan = SimpleUploadedFile("plan.pdf", b"%PDF\r\n\xff\x00", "application/pdf")
    answer = client.post(f"/hooks/mail/{service.token}/mime", form | {"attachment-1": plan})
    assert answer.status_code == 200
    take_in_waiting()
    (message,) = Message.objects.filter(direction="in")
    assert (message.text.strip(), message.attachments.get().read()) == ("How many boxes?", b"%PDF\r\n\xff\x00")


def test_bytes_of_no_charset_come_through_whole(chosen: Chosen, client: Client) -> None:
    raw = RAW.replace(b"How many", b"Wieviel gro\xdfe")
    for kind in ("mailgun", "sendgrid", "postal", "sparkpost"):
        MailService.objects.all().delete()
        assert call(client, service_of(chosen, kind), "mail", brought(kind, raw)).status_code == 200
    assert {bytes(each.raw) for each in Inbound.objects.all()} == {raw}


def test_mail_larger_than_a_form_may_be_is_taken(chosen: Chosen, client: Client) -> None:
    raw = RAW + b"x" * 10_600_000
    assert call(client, service_of(chosen, "mailgun"), "mail", brought("mailgun", raw)).status_code == 200
    assert Inbound.objects.get().size == len(raw)


def test_what_cannot_be_read_is_left_with_the_service(chosen: Chosen, client: Client) -> None:
    service = service_of(chosen, "postmark")
    for body in (b"no json", b"[]", b'{"RecordType": "Inbound", "Date": 7}'):
        assert call(client, service, "mail", Called(body)).status_code == 422
    assert not Inbound.objects.exists()


def test_a_flood_is_asked_to_come_again_and_loses_nothing(
    chosen: Chosen, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hooks, "MOST_A_MINUTE", 2)
    service = service_of(chosen, "mailgun")
    mails = [RAW.replace(b"v1@", b"v%d@" % n) for n in range(4)]
    answers = [call(client, service, "mail", brought("mailgun", each)) for each in mails]
    assert [each.status_code for each in answers] == [200, 200, 429, 429]
    assert answers[-1]["Retry-After"] == "60"
    assert Inbound.objects.count() == 2, "what was not stored was not taken"


def test_what_is_far_too_large_is_refused(chosen: Chosen, client: Client, settings: object) -> None:
    settings.KEPT_MAIL_MAX_BYTES = 500  # type: ignore[attr-defined]
    answer = call(client, service_of(chosen, "mailgun"), "mail", brought("mailgun", RAW + b"x" * 2000))
    assert answer.status_code == 413


def test_old_reports_are_forgotten_and_no_longer_news(chosen: Chosen, client: Client, sent: Delivery) -> None:
    service = service_of(chosen, "postmark")
    called = bounced("postmark", OURS)
    called.body = called.body.replace(
        str(clock.now().year).encode(), b"2004", 1
    )  # a leap year, for the sake of one day in four years
    assert call(client, service, "reports", called).status_code == 200
    assert fresh(sent).state == "sent"
