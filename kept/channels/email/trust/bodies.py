"""The digest of a message's body as a signature knows it (RFC 6376 3.4), piece by piece, however large the body is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

from dkim.canonicalization import compress_whitespace, correct_empty_body, strip_trailing_lines

HASHES = {b"rsa-sha1": "sha1", b"rsa-sha256": "sha256", b"ed25519-sha256": "sha256"}
BLANK = b" \t\r\n"
# Nobody writes so many spaces and empty lines in a row who means well.
MOST_BLANK = 1024 * 1024
_TRAILING = re.compile(rb"(?<![\t ])[\t ]+\r\n")
_LINE_END = re.compile(rb"\r?\n")


class Blank(Exception):
    """There is nothing in it, for very long."""


def digest(body: Iterable[bytes], *, algorithm: bytes, relaxed: bool, length: int | None = None) -> bytes:
    """`length` counts what is signed of it in bytes (`l=`), all when None. Raises `Blank`, KeyError."""
    found = hashlib.new(HASHES[algorithm], usedforsecurity=False)
    for piece in _canonical(body, relaxed=relaxed):
        found.update(piece[:length])
        length = None if length is None else max(0, length - len(piece))
    return found.digest()


def _canonical(body: Iterable[bytes], *, relaxed: bool) -> Iterator[bytes]:
    """What comes before blanks is known as soon as they end: how blanks are to be read, only then."""
    rest, has_begun = b"", False
    for piece in body:
        rest += piece
        told = rest.rstrip(BLANK)
        if told:
            yield _tidy(told, relaxed=relaxed)
            rest, has_begun = rest[len(told) :], True
        elif len(rest) > MOST_BLANK:
            raise Blank
    end = strip_trailing_lines(_tidy(rest, relaxed=relaxed))
    yield end if has_begun or not relaxed else correct_empty_body(end)


def _tidy(text: bytes, *, relaxed: bool) -> bytes:
    text = _LINE_END.sub(b"\r\n", text)
    # Not by the library's own rule, which begins anew at every space: a few hundred kilobytes would take it hours.
    tidy: bytes = compress_whitespace(_TRAILING.sub(b"\r\n", text)) if relaxed else text
    return tidy
