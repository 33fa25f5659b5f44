"""What another server of ours found out already: Authentication-Results (RFC 8601). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from email.policy import compat32

from kept.lib.bulk import Content

_COMMENT = re.compile(r"\([^()]*\)")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_METHOD = re.compile(r"^\s*([a-z0-9-]+)(?:\s*/\s*\d+)?\s*=\s*([a-z]+)", re.IGNORECASE)
_PROPERTY = re.compile(r"([a-z]+\.[a-z0-9-]+)\s*=\s*(\S+)", re.IGNORECASE)
_POLICY = re.compile(r"\bp=([a-z]+)|published-domain-policy=([a-z]+)", re.IGNORECASE)
LONGEST = 8_000


@dataclass(frozen=True, slots=True)
class Result:
    """One method's result; `about` is the domain it speaks of, `asks` the policy that was found, where it says so."""

    method: str
    result: str
    about: str = ""
    asks: str = ""


# What names the domain, of each method.
_ABOUT = {
    "dkim": ("header.d", "header.i"),
    "spf": ("smtp.mailfrom", "smtp.mail", "smtp.helo"),
    "dmarc": ("header.from",),
    "arc": (),
}


def topmost(raw: Content, trusted: Iterable[str]) -> list[Result] | None:
    """The results in the first such field, if a server that we trust wrote it; None where it did not.

    Only the first counts: a server writes its own above whatever the message brought along.
    """
    head = BytesHeaderParser(policy=compat32).parsebytes(_head(raw))
    fields = [str(each) for each in head.get_all("Authentication-Results", ())]
    if not fields or len(fields[0]) > LONGEST:
        return None
    server, _semicolon, _said = _plain(fields[0]).partition(";")
    name = server.split()[0].lower().rstrip(".") if server.split() else ""
    if name not in {each.lower().rstrip(".") for each in trusted}:
        return None
    return read(_unfolded(fields[0]).partition(";")[2])


def read(said: str) -> list[Result]:
    """The results after the server's name, as in `dkim=pass header.d=firm.example; spf=none`."""
    parts = [_result(each) for each in _split(said[:LONGEST])]
    return [each for each in parts if each is not None]


def _result(part: str) -> Result | None:
    plain = _plain(part)
    found = _METHOD.match(plain)
    if found is None:
        return None
    method = found[1].lower()
    named = {name.lower(): value for name, value in _PROPERTY.findall(plain)}
    about = next((named[each] for each in _ABOUT.get(method, ()) if each in named), "")
    asked = _POLICY.search(part) if method == "dmarc" else None
    asks = (asked[1] or asked[2]).lower() if asked else ""
    return Result(method, found[2].lower(), about.rpartition("@")[2].strip("\"'<>").lower(), asks)


def _plain(text: str) -> str:
    """In one line, without comments, also nested ones, and without the quotation marks of values."""
    text = _QUOTED.sub(lambda quoted: re.sub(r"[();\\]", "", quoted[1]), _unfolded(text))
    before = None
    while before != text:
        before, text = text, _COMMENT.sub(" ", text)
    return text


def _split(text: str) -> list[str]:
    """At the semicolons that stand in no comment and in no quotation."""
    parts, depth, quoted = [""], 0, False
    for letter in _unfolded(text):
        if letter == '"' and not depth:
            quoted = not quoted
        elif not quoted:
            depth = max(0, depth + (letter == "(") - (letter == ")"))
        if letter == ";" and not depth and not quoted:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def _unfolded(text: str) -> str:
    return " ".join(text.split())


def _head(raw: Content) -> bytes:
    end = re.search(rb"\r?\n\r?\n", raw[:2_000_000])
    return raw[: end.start()] if end else raw[:2_000_000]
