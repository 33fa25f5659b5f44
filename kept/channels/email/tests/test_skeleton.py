"""A large mail is read by its skeleton, and nobody can tell: all that is found is as if it were read whole."""

import base64
import binascii
import quopri
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kept.channels import threading
from kept.channels.base import Unreadable
from kept.channels.email import encodings, reading, skeleton, words
from kept.channels.email.inspection import inspect
from kept.channels.email.tests.cases import FIXTURES, blocks, mail
from kept.channels.email.tests.test_hardness import HOSTILE
from kept.lib import bulk
from kept.lib.bulk import Bulk, gathered

THREADS = Path(threading.__file__).parent / "tests" / "threads"
many = settings(max_examples=400)


@pytest.fixture(autouse=True)
def short_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that small mail is taken apart like large."""
    monkeypatch.setattr(skeleton, "LEAST", 24)
    monkeypatch.setattr(skeleton, "ENDS", 8)
    monkeypatch.setattr(skeleton, "WINDOW", 16)
    for each in (skeleton, bulk):
        monkeypatch.setattr(each, "PIECE", 64)


def in_bulk(raw: bytes) -> Bulk:
    found = Bulk()
    found.append(raw)
    return found


def seen(raw: bulk.Content) -> Any:
    """All that is made of it, also of the files."""
    try:
        arrival = reading.read(raw, anonymous=True)
    except (Unreadable, binascii.Error) as problem:
        return str(problem)
    return inspect(raw), [each.content[:] for each in arrival.enclosures], arrival.external_id


def assert_same(raw: bytes) -> None:
    assert seen(in_bulk(raw)) == seen(raw)


def files() -> Iterator[bytes]:
    for folder in ("replies", "standard_replies", "html_replies"):
        for path in sorted((FIXTURES / folder).iterdir()):
            yield path.read_bytes()
    yield from (mail(body=text) for text in blocks("whole.txt").values())
    yield from (path.read_bytes() for path in sorted(THREADS.glob("*.txt")))


def test_all_fixtures_are_read_alike() -> None:
    raws = list(files())
    assert len(raws) > 100
    left_out = 0
    for raw in raws:
        assert_same(raw)
        left_out += len(skeleton.of(in_bulk(raw)).bones) < len(raw)
    assert left_out > 20, "this proves nothing unless something is left out"


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mails_are_read_alike(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert_same(HOSTILE[name])


ENDS = st.sampled_from([b"\n", b"\r\n", b"\r", b"\n\n", b"\r\n\r\n", b"\r\r", b"", b" \n", b"\n \n"])
LINES = st.sampled_from(
    [b"--x", b"--x--", b"--y", b"--y--", b"--", b"-- ", b"--x ", b"-x", b" --x", b"x: y", b"--x: y", b"From x", b"\ty",
     b"=", b"==", b"=3D", b"=3", b"=\r", b"QUJD", b"QQ==", b"QQ=", b"Q", b"-_-", b"+/", b"begin 644 a", b"#0V%T",
     b"end",
     b"Content-Type: multipart/mixed; boundary=x", b"Content-Type: multipart/alternative; boundary=\"y\"",
     b"Content-Type: multipart/mixed", b"Content-Type: message/rfc822", b"Content-Type: application/pdf; name=a.pdf",
     b"Content-Type: text/html", b"Content-Disposition: attachment", b"Content-Transfer-Encoding: base64",
     b"Content-Transfer-Encoding: quoted-printable", b"Content-Transfer-Encoding: x-uuencode", b"From: a@b.org",
     b"Content-Type: multipart/mixed; boundary=\"\"", b"\x00\xff\xc3\xbc", b"a" * 40, b"QUJD" * 12, b"word " * 9]
)  # fmt: skip
BODIES = st.lists(st.tuples(LINES, ENDS), max_size=40).map(lambda lines: b"".join(a + b for a, b in lines))
HEADS = st.sampled_from(
    [b"Content-Type: multipart/mixed; boundary=x", b"Content-Type: multipart/mixed", b"Content-Type: application/pdf",
     b"Content-Type: multipart/related; boundary=\"x\"\nContent-Transfer-Encoding: base64", b"Subject: s", b"stray",
     b"Content-Type: text/plain\nContent-Transfer-Encoding: base64", b"Content-Type: multipart/mixed; boundary=\"\""]
)  # fmt: skip
STARTS = st.sampled_from([b"", b"\n\n", b" \r\n", b"\xef\xbb\xbf", b">From x\n", b"\xef\xbb\xbf>From x\r\n"])


@many
@given(STARTS, HEADS, ENDS, BODIES)
def test_whatever_comes_is_read_alike(start: bytes, head: bytes, end: bytes, body: bytes) -> None:
    assert_same(start + b"From: a@b.org\n" + head + end + body)


FILES: dict[str, Callable[[bytes], bytes]] = {
    "base64": lambda data: base64.encodebytes(data),
    "quoted-printable": lambda data: quopri.encodestring(data, quotetabs=True),
    "8bit": lambda data: data.replace(b"\n--", b"\n-"),
}


@pytest.mark.parametrize("encoding", FILES)
def test_a_large_file_beside_words(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    data = b"".join(b"%d\n" % (n * n) for n in range(200_000))
    part = f"Content-Type: text/csv; name=a.csv\nContent-Transfer-Encoding: {encoding}\n\n".encode()
    body = b"--x\n\nSee below\n--x\n" + part + FILES[encoding](data) + b"\n--x--\n"
    raw = mail("Content-Type: multipart/mixed; boundary=x", body=body)
    assert_same(raw)
    found = skeleton.of(in_bulk(raw))
    assert len(found.bones) < 3_000
    assert found.whole(found.bones) == raw


LETTERS = st.lists(
    st.sampled_from([b"QUJD", b"QQ", b"Q", b"=", b"==", b"===", b"\n", b"-", b"+", b"!", b""]), max_size=30
)


@many
@given(LETTERS)
def test_base64_in_pieces_is_base64(letters: list[bytes]) -> None:
    data = b"".join(letters)
    try:
        whole = binascii.a2b_base64(data)
    except binascii.Error:
        whole = words.base64_loosely(data) or data
    assert encodings.decoded("base64", letters)[:] == whole


@many
@given(
    st.lists(st.sampled_from([b"=", b"==", b"=4", b"=41", b"\r", b"\n", b"=\n", b"=\r", b"a", b"4", b" "]), max_size=30)
)
def test_quoted_printable_in_pieces_is_quoted_printable(parts: list[bytes]) -> None:
    assert encodings.decoded("quoted-printable", parts)[:] == quopri.decodestring(b"".join(parts))


@many
@given(
    st.lists(st.sampled_from([b"=", b"a\n", b"\r", b"\n", b"end", b"\nend", b"begin 1 a", b"#0V%T", b"x"]), max_size=30)
)
def test_uuencoded_in_pieces_is_uuencoded(parts: list[bytes]) -> None:
    def outcome(pieces: list[bytes]) -> bytes | str:
        try:
            return encodings.decoded("uuencode", pieces)[:]
        except binascii.Error as problem:
            return str(problem)

    assert outcome(parts) == outcome([b"".join(parts)])


def test_bytes_are_gathered_as_they_came() -> None:
    for sizes in ([], [1], [64], [65], [30, 34, 1, 500, 2]):
        pieces = [bytes([n]) * size for n, size in enumerate(sizes)]
        content = gathered(pieces)
        whole = b"".join(pieces)
        assert isinstance(content, Bulk) == (len(whole) > 64)
        assert (len(content), content[:], content[3:70], content[-5:]) == (len(whole), whole, whole[3:70], whole[-5:])
        assert b"".join(bulk.pieces(content, 2)) == whole[2:]
