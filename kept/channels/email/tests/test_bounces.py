"""Reports about our own mail."""

import pytest

from kept.channels.base import Bounce
from kept.channels.email import bouncewords, reading
from kept.channels.email.tests.cases import mail

OURS = "<kept.abcdefgh234567xy.0123456789abcdef@firm.example>"
REPORT = """--x

Your message could not be delivered.
--x
Content-Type: message/{kind}

Reporting-MTA: dns; mx.example.org
Arrival-Date: Mon, 15 Nov 2021 19:42:11 +0100

Final-Recipient: rfc822; bob@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {diagnostic}
--x
Content-Type: message/rfc822

From: help@firm.example
To: bob@example.org
Message-ID: {ours}
Subject: Sofa

Dear Bob
--x--
"""


def report(action: str = "failed", status: str = "5.1.1", diagnostic: str = "550 no such user") -> bytes:
    body = REPORT.format(kind="delivery-status", action=action, status=status, diagnostic=diagnostic, ours=OURS)
    return mail(
        "From: MAILER-DAEMON@mx.example.org",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="x"',
        body=body,
    )


def found(raw: bytes) -> Bounce:
    bounce = reading.parse(raw)[0].bounce
    assert bounce is not None
    assert bounce.reason in ("", *bouncewords.REASONS)
    return bounce


def test_a_report_names_its_message_and_why() -> None:
    arrival = reading.parse(report())[0]
    assert arrival.bounce == Bounce(
        kind="failed",
        permanent=True,
        recipients=("bob@example.org",),
        status="5.1.1",
        reason="address unknown",
        diagnostic="550 no such user",
        message_id=OURS,
    )
    assert arrival.tokens == ("abcdefgh234567xy",)
    assert arrival.automatic
    assert arrival.text == "Your message could not be delivered."


@pytest.mark.parametrize(
    ("status", "diagnostic", "reason"),
    [
        ("5.2.2", "552 mailbox full", "mailbox full"),
        ("4.2.2", "452 over quota", "mailbox full"),
        ("5.7.1", "554 message looks like spam", "refused as spam"),
        ("5.7.1", "550 relaying denied", "refused by policy"),
        ("5.3.4", "552 message size exceeds limit", "message too large"),
        ("5.4.4", "unable to look up host", "host unknown"),
        ("5.0.0", "550 User unknown", "address unknown"),
        ("5.0.0", "hm", "not delivered"),
        ("4.4.7", "delivery time expired", "expired"),
    ],
)
def test_reasons(status: str, diagnostic: str, reason: str) -> None:
    assert found(report(status=status, diagnostic=diagnostic)).reason == reason


def test_a_delay_and_a_success_are_no_failures() -> None:
    delay = found(report(action="delayed", status="4.4.1"))
    assert (delay.kind, delay.permanent) == ("delayed", False)
    success = found(report(action="delivered", status="2.1.5"))
    assert (success.kind, success.permanent, success.reason) == ("delivered", False, "")


def test_a_complaint_of_a_reader() -> None:
    body = "--x\n\nThis is a complaint.\n--x\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n"
    body += (
        f"Original-Rcpt-To: <bob@example.org>\n--x\nContent-Type: text/rfc822-headers\n\nMessage-ID: {OURS}\n--x--\n"
    )
    bounce = found(mail("Content-Type: multipart/report; report-type=feedback-report; boundary=x", body=body))
    assert (bounce.kind, bounce.recipients, bounce.message_id) == ("complaint", ("bob@example.org",), OURS)


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        (
            "failure notice",
            "Hi. This is the qmail-send program at x.org.\nI'm afraid I wasn't able to deliver your message.\n\n"
            f"<bob@example.org>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the "  # noqa: E501
            f"message.\n\nMessage-ID: {OURS}\nTo: bob@example.org\n",
        ),
        (
            "Mail delivery failed: returning message to sender",
            "A message that you sent could not be delivered to one or more of its recipients.\n\n  bob@example.org\n"
            "    host mx.example.org: 550 5.1.1 unknown user\n\n------ This is a copy of the message, including all the "  # noqa: E501
            f"headers. ------\n\nMessage-Id: {OURS}\n",
        ),
        (
            "Undelivered Mail Returned to Sender",
            f"I'm sorry to have to inform you.\n\n<bob@example.org>: host mx said: 550 5.1.1 User unknown\n\nMessage-ID: {OURS}",  # noqa: E501
        ),
    ],
)
def test_bounces_in_plain_words(subject: str, body: str) -> None:
    bounce = found(mail("From: Mail System <mailer-daemon@x.org>", f"Subject: {subject}", body=body))
    assert (bounce.kind, bounce.permanent, bounce.recipients) == ("failed", True, ("bob@example.org",))
    assert (bounce.reason, bounce.message_id) == ("address unknown", OURS)


def test_a_warning_in_plain_words_is_a_delay() -> None:
    body = "This is a warning. Your message to bob@example.org has been delayed. You need not resend it."
    bounce = found(mail("From: postmaster@x.org", "Subject: Warning: could not send message for 4 hours", body=body))
    assert (bounce.kind, bounce.permanent) == ("delayed", False)


@pytest.mark.parametrize("subject", ["Undelivered sofa", "Delivery failed, where is my sofa?"])
def test_a_customer_who_complains_of_a_delivery_is_no_bounce(subject: str) -> None:
    assert reading.parse(mail(f"Subject: {subject}"))[0].bounce is None


def test_a_receipt_of_reading_is_no_bounce() -> None:
    body = "--x\n\nRead.\n--x\nContent-Type: message/disposition-notification\n\nDisposition: manual-action; displayed\n--x--"  # noqa: E501
    arrival = reading.parse(mail("Content-Type: multipart/report; boundary=x", body=body))[0]
    assert arrival.bounce is None
    assert arrival.automatic
