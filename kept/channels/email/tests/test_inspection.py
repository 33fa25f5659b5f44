"""The object that `kept mail inspect` prints."""

import pytest

from kept.channels.email.inspection import has_header, inspect
from kept.channels.email.tests.cases import mail

KEYS = ["from", "to", "cc", "reply_to", "subject", "date", "message_id", "in_reply_to", "references", "automatic",
        "automatic_why", "bounce", "text", "quoted", "html", "attachments"]  # fmt: skip


def test_it_has_the_same_keys_for_all_that_can_be_read() -> None:
    for raw in (mail(), b"just words", b"<p>a page</p>", b"Subject: from nobody\n\nx"):
        assert list(inspect(raw)) == KEYS


def test_it_tells_what_the_mail_says() -> None:
    found = inspect(mail("Reply-To: Office <office@example.com>", "Auto-Submitted: auto-replied"))
    assert found["from"] == {"name": "Ann Bell", "address": "ann@example.com"}
    assert found["reply_to"] == [{"name": "Office", "address": "office@example.com"}]
    assert found["date"] == "2021-11-15T19:42:11+01:00"
    assert (found["automatic"], found["automatic_why"]) == (True, "Auto-Submitted: auto-replied")


@pytest.mark.parametrize("raw", [b"", b"\r\n \r\n"])
def test_what_cannot_be_read_is_an_error(raw: bytes) -> None:
    assert inspect(raw) == {"error": "It is empty."}


@pytest.mark.parametrize(
    ("raw", "has"),
    [
        (b"From: a@b.org\n\nx", True),
        (b"Received: from x\n by y\nFrom: a@b.org\n\nx", True),
        (b"From bob Mon Nov 15 19:42:11 2021\nFrom: a@b.org\n\nx", True),
        (b"Hello: this is\nwhat I write", False),
        (b"From: Ann\nSent: Monday\nTo: Bob\nSubject: x\n\nquoted", False),
        (b"<html><body>x</body></html>", False),
        (b"Hello\n\nSubject: x", False),
    ],
)
def test_a_header_is_told_from_a_body(raw: bytes, has: bool) -> None:
    assert has_header(raw) is has
