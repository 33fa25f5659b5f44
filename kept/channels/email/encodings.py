"""The contents of a part out of their transfer encoding (RFC 2045 6), piece by piece; what is broken gives what can be
saved."""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterable, Iterator

from kept.channels.email import words
from kept.lib.bulk import Content, gathered

# As stdlib reads it: what is no letter of base64 is passed over, and the first whole padding ends it.
_FOREIGN = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="))
_PADDING = re.compile(rb"=+")
_UUENCODED = {"x-uuencode", "uuencode", "uue", "x-uue"}


def decoded(encoding: str, encoded: Iterable[bytes]) -> Content:
    """What is encoded, which may be asked for its pieces more than once."""
    if encoding == "base64":
        try:
            return gathered(_base64(encoded))
        except binascii.Error:
            return gathered(_base64_loosely(encoded)) or gathered(encoded)
    if encoding == "quoted-printable":
        return gathered(map(quopri.decodestring, _lines(encoded)))
    if encoding in _UUENCODED:
        return gathered(_uuencoded(encoded))
    return gathered(encoded)


def _base64(encoded: Iterable[bytes]) -> Iterator[bytes]:
    """Raises binascii.Error where the last letters are too few and no padding says that they are all."""
    rest = b""
    for piece in encoded:
        rest += piece.translate(None, _FOREIGN)
        whole, rest, is_end = _quads(rest)
        yield binascii.a2b_base64(whole)
        if is_end:
            return
    yield binascii.a2b_base64(rest)


def _quads(letters: bytes) -> tuple[bytes, bytes, bool]:
    """As many letters as stand in whole fours, those that are left, and whether a padding ended it."""
    if b"=" not in letters:
        cut = len(letters) // 4 * 4
        return letters[:cut], letters[cut:], False
    kept, at = bytearray(), 0
    for pad in _PADDING.finditer(letters):
        kept += letters[at : pad.start()]
        at = pad.end()
        missing = -len(kept) % 4
        if missing == 1 or (missing == 2 and len(pad[0]) > 1):
            return bytes(kept) + b"=" * missing, b"", True
        if missing == 2 and at == len(letters):
            kept += b"="  # the other half of it may follow
    kept += letters[at:]
    cut = len(kept) // 4 * 4 if not kept.endswith(b"=") else len(kept) - 3
    return bytes(kept[:cut]), bytes(kept[cut:]), False


def _base64_loosely(encoded: Iterable[bytes]) -> Iterator[bytes]:
    has_plus = any(b"+" in piece for piece in encoded)
    rest = b""
    for piece in encoded:
        rest += words.base64_letters(piece, dashes=not has_plus)
        cut = len(rest) // 4 * 4
        yield binascii.a2b_base64(rest[:cut])
        rest = rest[cut:]
    yield words.base64_loosely(rest) or b""


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same in pieces that end where lines do, at which each begins anew in quoted-printable."""
    rest = bytearray()
    for piece in pieces:
        cut = piece.rfind(b"\n") + 1
        rest += piece[:cut]
        if cut:
            yield bytes(rest)
            rest.clear()
        rest += piece[cut:]
    yield bytes(rest)


def _uuencoded(encoded: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in _lines(encoded):
        lines, end, _after = (rest + piece).partition(b"\nend")
        if end:
            rest = lines
            break
        cut = lines.rfind(b"\n", 0, -1) + 1  # the end of the last line may belong to the end of all
        yield from map(_uuencoded_line, lines[:cut].splitlines())
        rest = lines[cut:]
    yield from map(_uuencoded_line, rest.splitlines())


def _uuencoded_line(line: bytes) -> bytes:
    if line.startswith(b"begin "):
        return b""
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        # Some encoders leave trailing garbage; the first character says how much counts.
        length = (((line[0] - 32) & 63) * 4 + 5) // 3 if line else 0
        return binascii.a2b_uu(line[:length]) if length else b""
