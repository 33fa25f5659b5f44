"""Replies leave by each service's API, as a server that speaks it hears them."""

from __future__ import annotations

import json
from email import message_from_bytes

import pytest
from pytest_django import Settings

from kept.channels.email.services.catalogue import KINDS
from kept.channels.email.services.handing_over import hand_over
from kept.channels.email.services.service import MailService
from kept.channels.email.services.tests.conftest import Chosen
from kept.channels.email.services.tests.recorder import Asked, Recorder
from kept.channels.sending import outbound
from kept.channels.tests.test_sending import send
from kept.conversations.answering import Recipients
from kept.conversations.attachment import Attachment
from kept.conversations.conversation import Conversation
from kept.conversations.message import Message
from kept.customers.trouble import AddressTrouble
from kept.people.member import Member

VERA = "vera@lindqvist.example"


def written(conversation: Conversation, by: Member) -> Message:
    """A reply with copies, open and blind, a file, and a picture in it."""
    recipients = Recipients(
        to=[{"name": "Vera", "address": VERA}],
        cc=[{"name": "", "address": "nils@x.example"}],
        bcc=[{"name": "", "address": "boss@x.example"}],
    )
    draft = conversation.keep_draft(by=by, kind="reply", text="See below")
    plan = Attachment.objects.keep(b"%PDF-1.7", name="Größe.pdf", type="application/pdf", draft=draft)
    picture = Attachment.objects.keep(b"\x89PNG", name="a.png", type="image/png", draft=draft)
    Attachment.objects.filter(pk=picture.pk).update(inline=True, content_id="p1@kept")
    return conversation.reply("Twenty boxes, gladly.", by=by, recipients=recipients, attachments=[plan, picture])


def words(asked: Asked) -> str:
    """All that was said, in one piece in which anything can be looked for."""
    if "multipart" not in asked.headers.get("Content-Type", ""):
        return json.dumps(asked.told, ensure_ascii=False)
    head = f"Content-Type: {asked.headers['Content-Type']}\r\n\r\n".encode()
    parts = message_from_bytes(head + asked.body).get_payload()
    return "".join(str(part) + part.get_payload(decode=True).decode("utf-8", "replace") for part in parts)  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", KINDS)
def test_a_reply_leaves_whole_by_every_service(
    kind: str, chosen: Chosen, server: Recorder, conversation: Conversation, teammate: Member
) -> None:
    chosen(kind)
    delivery = send(message := written(conversation, teammate))
    assert (delivery.state, delivery.reason) == ("sent", "")
    (asked,) = server.asked
    said = words(asked)
    message.refresh_from_db()
    for expected in (
        message.message_id,
        "<q1@lindqvist.example>",  # what it answers
        conversation.token,
        "Cleo Marsh",
        VERA,
        "nils@x.example",
        "boss@x.example",
        "Re: Boxes for Friday",
        "Twenty boxes, gladly.",
        "Twenty boxes, gladly.</p>",
        "a.png" if not KINDS[kind].shows_inline else "p1@kept",
    ):
        assert expected in said.replace('\\"', '"'), expected
    assert "Größe.pdf" in said + asked.body.decode("utf-8", "replace")


def test_the_key_goes_to_the_service_and_is_sealed_at_rest(
    chosen: Chosen, server: Recorder, conversation: Conversation, teammate: Member
) -> None:
    service = chosen("postmark", server_token="s3cret")
    send(written(conversation, teammate))
    assert server.asked[0].headers["X-Postmark-Server-Token"] == "s3cret"
    assert server.asked[0].headers["Host"] == server.url.removeprefix("http://")
    assert "s3cret" not in MailService.objects.get(pk=service.pk).sealed
    headers = {each["Name"]: each["Value"] for each in server.asked[0].told["Headers"]}
    assert headers["X-PM-KeepID"] == "true"


def test_a_service_that_is_not_to_send_is_not_asked(
    chosen: Chosen, server: Recorder, conversation: Conversation, teammate: Member
) -> None:
    service = chosen("postmark")
    service.is_sending = False
    service.save()
    assert "No outgoing mail server" in send(written(conversation, teammate)).reason
    assert not server.asked


@pytest.mark.parametrize(
    ("status", "answer", "state", "said"),
    [
        (500, {"message": "oops"}, "pending", "500"),
        (429, {"message": "slow down"}, "pending", "slow down"),
        (401, {"message": "bad key"}, "pending", "does not accept the key"),
        (307, "", "pending", "did not answer"),
        (400, {"message": "no such field"}, "failed", "no such field"),
        (200, "not json", "failed", ""),
    ],
)
def test_what_may_pass_is_tried_again_and_what_will_not_is_said(
    status: int,
    answer: object,
    state: str,
    said: str,
    chosen: Chosen,
    server: Recorder,
    conversation: Conversation,
    teammate: Member,
) -> None:
    chosen("resend")
    server.answers = [(status, answer)]
    delivery = send(written(conversation, teammate))
    if status == 200:  # it may have taken it: said again under the same Message-ID, it is seen once
        state = "pending"
    assert (delivery.state, len(server.asked)) == (state, 1)
    assert said in delivery.reason


def test_recipients_that_it_does_not_send_to_are_told_each(
    chosen: Chosen, server: Recorder, conversation: Conversation, teammate: Member
) -> None:
    chosen("mandrill")
    server.answers = [
        (
            200,
            [
                {"email": VERA, "status": "sent", "_id": "1"},
                {"email": "nils@x.example", "status": "rejected", "_id": "2", "reject_reason": "hard-bounce"},
                {"email": "boss@x.example", "status": "invalid", "_id": "3"},
            ],
        )
    ]
    delivery = send(written(conversation, teammate))
    assert delivery.state == "sent"
    assert {each["address"]: each["why"] for each in delivery.returned} == {
        "nils@x.example": "refused by policy",
        "boss@x.example": "address unknown",
    }
    assert AddressTrouble.objects.stopping().at(["boss@x.example"]).exists()


def test_when_it_sends_to_nobody_the_mail_failed(
    chosen: Chosen, server: Recorder, conversation: Conversation, teammate: Member
) -> None:
    chosen("postmark")
    server.answers = [(422, {"ErrorCode": 406, "Message": f"Found inactive addresses: {VERA}. Inactive recipients …"})]
    delivery = send(conversation.reply("Hello", by=teammate))
    assert (delivery.state, delivery.why) == ("failed", "their server refuses such mail")


def test_a_fault_of_the_message_is_said_and_marks_nobodys_address(
    chosen: Chosen, server: Recorder, conversation: Conversation, teammate: Member
) -> None:
    chosen("mailjet")
    fault = {"ErrorCode": "mj-0013", "StatusCode": 400, "ErrorMessage": "Sender is not active"}
    server.answers = [(400, {"Messages": [{"Status": "error", "Errors": [fault]}]})]
    delivery = send(written(conversation, teammate))
    assert delivery.state == "failed"
    assert "Sender is not active" in delivery.reason
    assert not AddressTrouble.objects.exists()


def test_a_private_address_is_not_asked_unless_it_is_ours(
    chosen: Chosen, server: Recorder, settings: Settings, conversation: Conversation, teammate: Member
) -> None:
    chosen("postal")
    settings.KEPT_OWN_NETWORKS = []
    delivery = send(conversation.reply("Hello", by=teammate))
    assert (delivery.state, server.asked) == ("pending", [])
    assert "KEPT_OWN_NETWORKS" in delivery.reason


def test_the_same_message_is_said_under_the_same_id_after_a_crash(
    chosen: Chosen, server: Recorder, conversation: Conversation, teammate: Member
) -> None:
    service, message = chosen("resend"), written(conversation, teammate)
    for _time in range(2):
        hand_over(service, outbound(message))
    first, second = (each.headers["Idempotency-Key"] for each in server.asked)
    assert first == second == message.message_id


def test_what_it_refuses_as_too_large_goes_as_links(
    chosen: Chosen, server: Recorder, conversation: Conversation, teammate: Member
) -> None:
    chosen("postmark")
    server.answers = [(413, {"ErrorCode": 300, "Message": "Payload too large"})]
    delivery = send(message := written(conversation, teammate))
    assert (delivery.state, len(server.asked)) == ("sent", 2)
    last = server.asked[-1].told
    assert "Attachments" not in last
    assert all(each.link.url in last["TextBody"] for each in message.attachments.select_related("link"))
