"""Whatever comes, an answer in bounded time: hostile mails, broken mails, random bytes."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kept.channels.email.inspection import inspect
from kept.channels.email.tests.cases import FIXTURES, mail

SECONDS = 6.0  # of processor time; each takes less than one on an idle machine


def nested(depth: int) -> bytes:
    head = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(depth))
    return b"From: a@b.org\n" + head + b"\nhello\n" + b"".join(b"--b%d--\n" % i for i in reversed(range(depth)))


def page(html: str) -> bytes:
    return mail("Content-Type: text/html; charset=utf-8", body=html)


HOSTILE = {
    "500 nested parts": nested(500),
    "3000 nested parts": nested(3000),
    "1000 nested messages": b"From: a@b.org\n" + b"Content-Type: message/rfc822\n\n" * 1000,
    "500,000 fields": mail(*["X-A: b"] * 500_000),
    "a field of 5 MB": mail("X-A: " + "a" * 5_000_000),
    "encoded words without end": mail("Subject: " + "=?utf-8?q?a" * 50_000),
    "200,000 recipients": mail("To: " + ",".join(f"p{i}@example.com" for i in range(200_000))),
    "quotes in addresses": mail("To: " + '"\\' * 100_000),
    "brackets in addresses": mail("To: " + "(" * 100_000 + "<" * 100_000),
    "200,000 references": mail("References: " + "<a@b> " * 200_000),
    "parameters": mail("Content-Type: text/plain" + '; a="' * 50_000),
    "20,000 parts": mail("Content-Type: multipart/mixed; boundary=x", body="--x\n\nhi\n" * 20_000),
    "a million lines": mail(body="a\n" * 1_000_000),
    "arrows": mail(body=">" * 1_000_000),
    "fields": mail(body="From: a\nTo: b\nx\n" * 50_000),
    "dates and addresses": mail(body=("On 12 May 2020 " + "a@" * 150 + ":\n") * 2_000),
    "rules": mail(body=("-" * 100 + "\n") * 20_000),
    "signatures": mail(body="--\na\n" * 50_000),
    "armour": mail(body="-----BEGIN PGP SIGNATURE-----\n" * 50_000),
    "soft breaks": mail("Content-Type: text/plain; format=flowed", body="a \n" * 300_000),
    "deep elements": page("<div>" * 100_000 + "x"),
    "deep quotes": page("<blockquote>x" * 50_000),
    "100,000 attributes": page("<div " + " ".join(f"a{i}=1" for i in range(100_000)) + ">x"),
    "ampersands": page("&" * 500_000),
    "comments": page("<!--" * 100_000),
    "tables": page("<table>" * 5_000 + "x"),
    "formatting": page("<b>" * 900 + "<p>x</p>" * 2_000),
    "addresses of a bounce": mail("From: mailer-daemon@x.org", "Subject: Mail delivery failed", body="a@" * 200_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mails_take_bounded_time(name: str) -> None:
    before = time.process_time()
    found = inspect(HOSTILE[name])
    assert time.process_time() - before < SECONDS
    assert found.get("error") or json.dumps(found)


def test_recipients_and_enclosures_are_bounded() -> None:
    assert len(inspect(mail("To: " + ",".join(f"p{i}@example.com" for i in range(12_000))))["to"]) == 10_000
    parts = "--x\nContent-Type: image/png\n\nhi\n" * 1_200
    assert len(inspect(mail("Content-Type: multipart/mixed; boundary=x", body=parts))["attachments"]) == 1_000


def test_the_text_of_500_nested_parts_is_found() -> None:
    assert inspect(nested(500))["text"] == "hello"


SEEDS = [path.read_bytes() for path in sorted((FIXTURES / "standard_replies").glob("*.eml"))]
SPLICES = [b"\x00", b"\xff\xfe", b"\r", b"\n\n", b"=?utf-8?b?", b'boundary="', b"--", b"Content-Type: ", b"\x1b$B", b"<", b'"',  # noqa: E501
           b"Content-Transfer-Encoding: base64\n", b"charset=utf-7", b"Content-Type: message/rfc822\n\n", b"multipart/report"]  # fmt: skip  # noqa: E501


@settings(max_examples=150)
@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from(SPLICES), st.integers(0, 40)), max_size=6),
)
def test_broken_mails_always_give_an_object(seed: bytes, breaks: list[tuple[float, bytes, int]]) -> None:
    raw = seed
    for where, splice, gone in breaks:
        at = int(where * len(raw))
        raw = raw[:at] + splice + raw[at + gone :]
    text = json.dumps(inspect(raw), ensure_ascii=False)
    assert "\\u0000" not in text
    text.encode()


@settings(max_examples=100)
@given(
    st.binary(max_size=400), st.sampled_from(["", "Content-Type: text/html", "Content-Type: text/plain; charset=utf-7"])
)
def test_random_bytes_always_give_an_object(data: bytes, field: str) -> None:
    json.dumps(inspect(data), ensure_ascii=False).encode()
    json.dumps(inspect(mail(*([field] if field else []), body=data)), ensure_ascii=False).encode()
