"""Writing header fields: encoded words, quoting and folding (RFC 5322 2.2.3, RFC 2047). Pure.

Our own because the library's folding encodes long message ids, which then mean nothing to anybody.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from unicodedata import category

from kept.channels.base import Party

LINE = 76
_BREAKING = {"Cc", "Cs", "Zl", "Zp"}
FOLD = "\r\n "
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOT_ATOM = re.compile(r"[^\s\x00-\x20()<>\[\]:;@\\,\".]+(?:\.[^\s\x00-\x20()<>\[\]:;@\\,\".]+)*")
# An encoded word holds 75 characters at most: 12 of them frame it, and base64 turns 3 bytes into 4 letters.
_WORD_BYTES = 45


def field(name: str, value: str) -> str:
    """One header field as it stands in the message, with its line end."""
    return f"{name}: {value}\r\n"


def words(text: str) -> str:
    """Free text, such as a subject."""
    text = one_line(text)
    if not text.isascii() or "=?" in text or any(len(each) > LINE for each in text.split(" ")):
        return FOLD.join(encoded(text))
    return _folded(text.split(" "), " ")


def mailboxes(parties: Iterable[Party]) -> str:
    return _folded([mailbox(each) for each in parties], ", ")


def mailbox(party: Party) -> str:
    """`name <address>`; the name quoted or encoded where it must be, never taken for an address."""
    name, address = one_line(party.name), address_of(party)
    if not name:
        return address
    if not name.isascii() or "=?" in name or len(name) > LINE:
        phrase = FOLD.join(encoded(name))
    elif _ATOMS.fullmatch(name):
        phrase = name
    else:
        phrase = quoted(name)
    return f"{phrase} <{address}>"


def address_of(party: Party) -> str:
    """The address, its domain in ASCII (IDNA) where that is possible, its local part quoted where it must be."""
    local, _, domain = "".join(each for each in party.address if each.isprintable()).strip().rpartition("@")
    if not domain.isascii():
        with suppress(UnicodeError):
            domain = domain.encode("idna").decode("ascii")
    bare = local[1:-1] if len(local) > 1 and local[0] == local[-1] == '"' else local
    return f"{bare if _DOT_ATOM.fullmatch(bare) else quoted(bare)}@{domain}"


def ids(message_ids: Iterable[str]) -> str:
    """Message ids, one a line."""
    return FOLD.join(message_ids)


def one_line(text: str) -> str:
    """Without control characters and line ends; joiners and marks of direction stay, for emoji and Arabic need them."""
    return " ".join("".join(" " if category(each) in _BREAKING else each for each in text).split())


def quoted(text: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'


def _folded(parts: list[str], joint: str) -> str:
    """Parts in lines of a decent length; a break comes after the joint."""
    lines = [""]
    for part in parts:
        begun = lines[-1] + joint if lines[-1] else ""
        if lines[-1] and len(begun) + len(part) > LINE - 12:
            lines[-1] += joint.rstrip(" ")
            lines.append(part)
        else:
            lines[-1] = begun + part
    return FOLD.join(lines)


def encoded(text: str) -> Iterator[str]:
    chunk = b""
    for each in text:
        letter = each.encode("utf-8", "replace")
        if len(chunk) + len(letter) > _WORD_BYTES:
            yield f"=?utf-8?b?{base64.b64encode(chunk).decode()}?="
            chunk = b""
        chunk += letter
    yield f"=?utf-8?b?{base64.b64encode(chunk).decode()}?="
