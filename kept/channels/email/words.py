"""Header text as people read it: encoded words (RFC 2047), also broken ones, and raw eight-bit headers."""

import base64
import binascii
import re

from kept.channels.email import charsets
from kept.lib.bidi import straight

_WORD = re.compile(r"=\?([^?\s\"]{1,40})\?([bBqQ])\?([^?]*(?:\?(?!=)[^?]*){0,8})\?=")
_BETWEEN = re.compile(r"\s*")
_FOLD = re.compile(r"[\r\n]+[ \t]*")
_SPACES = re.compile(r"\s+")
_BROKEN_END = re.compile(r"(=\?[^?\s\"]{1,40}\?[bB]\?[A-Za-z0-9+/]+=*)\?(?=\s|$)")
LONGEST = 1_000_000
LONGEST_WORDS = 20_000


def unfold(value: str) -> str:
    """A raw header value (as stdlib `email` holds it, with surrogates for eight-bit bytes) on one line of text."""
    value = value[:LONGEST]
    if not value.isascii():
        value = charsets.decode(value.encode("utf-8", "surrogateescape"))
    if "\n" in value or "\r" in value:
        value = _FOLD.sub(" ", value)
    return charsets.clean(value)


def decode(value: str) -> str:
    """The words of an unfolded header value. What cannot be decoded stays as it is written."""
    if "=?" in value:
        value = value[:LONGEST_WORDS]
        value = _decode_words(_BROKEN_END.sub(r"\1?=", value))
    return _SPACES.sub(" ", straight(value)).strip()


def _decode_words(value: str) -> str:
    """Decode runs of adjacent words together: some programs split a character between two of them."""
    out: list[str] = []
    at = 0
    run: list[bytes] = []
    charset = ""
    for word in _WORD.finditer(value):
        data = _content(word[2], word[3])
        if data is None:
            continue
        adjacent = bool(run) and _BETWEEN.fullmatch(value, at, word.start()) is not None
        if run and not (adjacent and word[1].lower() == charset):
            out.append(charsets.decode(b"".join(run), charset))
            run = []
        if not adjacent:
            out.append(value[at : word.start()])
        run.append(data)
        charset = word[1].lower()
        at = word.end()
    if run:
        out.append(charsets.decode(b"".join(run), charset))
    return "".join(out) + value[at:]


def _content(encoding: str, text: str) -> bytes | None:
    raw = text.encode("utf-8", "surrogateescape")
    if encoding in "qQ":
        return binascii.a2b_qp(raw.replace(b"_", b" "), header=False)
    return base64_loosely(raw)


def base64_loosely(raw: bytes) -> bytes | None:
    """Base64 with foreign characters dropped and its padding mended; None when nothing comes of it."""
    kept = base64_letters(raw, dashes=b"+" not in raw)
    if len(kept) % 4 == 1:
        kept = kept[:-1]
    try:
        return base64.b64decode(kept + b"=" * (-len(kept) % 4))
    except binascii.Error:
        return None


def base64_letters(raw: bytes, *, dashes: bool) -> bytes:
    """What of it is base64; with `dashes` they count as plus signs, as some write them (RFC 4648 5)."""
    return re.sub(rb"[^A-Za-z0-9+/]", b"", raw.replace(b"-", b"+") if dashes else raw)
