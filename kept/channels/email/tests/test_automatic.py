"""Mail that no person wrote, and the reason for thinking so."""

import pytest

from kept.channels.base import Envelope
from kept.channels.email import reading
from kept.channels.email.tests.cases import mail


@pytest.mark.parametrize(
    ("field", "why"),
    [
        ("Auto-Submitted: auto-replied (vacation)", "Auto-Submitted: auto-replied (vacation)"),
        ("Auto-Submitted: auto-generated; owner-email=x", "Auto-Submitted: auto-generated"),
        ("Precedence: bulk", "Precedence: bulk"),
        ("X-Auto-Response-Suppress: DR, OOF, AutoReply", "X-Auto-Response-Suppress: dr, oof, autoreply"),
        ("X-Autoreply: yes", "X-Autoreply"),
        ("X-Loop: help@x.org", "X-Loop"),
        ("List-Id: <users.x.org>", "a mailing list (List-Id)"),
        ("Precedence: list", "a mailing list (Precedence)"),
        ("List-Unsubscribe: <mailto:u@x.org>", "bulk mail (List-Unsubscribe)"),
        ("Return-Path: <>", "its envelope names no sender"),
        ("From: no-reply@shop.example", "nobody reads no-reply@shop.example"),
        ("From: DoNotReply@shop.example", "nobody reads DoNotReply@shop.example"),
        ("From: orders-noreply@shop.example", "nobody reads orders-noreply@shop.example"),
        ("From: MAILER-DAEMON@x.org", "nobody reads MAILER-DAEMON@x.org"),
        ("Subject: Out of Office: Sofa", "its subject says so"),
        ("Subject: =?utf-8?q?R=C3=A9ponse_automatique?= : Sofa", "its subject says so"),
        ("Subject: Automatische Antwort: Sofa", "its subject says so"),
        ("Subject: 自動返信: ソファ", "its subject says so"),
    ],
)
def test_automatic_mail_says_why(field: str, why: str) -> None:
    assert reading.parse(mail(field))[0].automatic == why


@pytest.mark.parametrize(
    "field",
    [
        "Auto-Submitted: no",
        "X-Auto-Response-Suppress: None",
        "Return-Path: <ann@example.com>",
        "Subject: Re: out of office chairs",
        "Subject: Automatic door broken",
        "From: norbert@example.com",
        "From: bouncer@club.example",
        "Precedence: first-class",
    ],
)
def test_people_are_not_automatic(field: str) -> None:
    assert reading.parse(mail(field))[0].automatic == ""


def test_the_null_sender_of_the_envelope_counts() -> None:
    assert reading.parse(mail(), Envelope(sender=""))[0].automatic
    assert not reading.parse(mail(), Envelope(sender="ann@example.com"))[0].automatic
