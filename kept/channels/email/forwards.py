"""A mail that somebody passes on: what they wrote above, and the mail as its first sender wrote it. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from kept.channels.base import Arrival, Enclosure, Forwarded, Unreadable
from kept.channels.email import addresses, headerblocks, trimming, vocabulary
from kept.channels.email.headers import moment
from kept.channels.email.lines import Line, of_text
from kept.lib.bulk import Content

LARGEST = 10_000_000
_BAR = re.compile(
    rf"^[ \t\xa0>*]*(?:[-_=—–]{{2,}}[ \t]*)?(?:{vocabulary.alternatives(vocabulary.FORWARDED)}|"
    rf"{vocabulary.alternatives(vocabulary.ORIGINAL)})[^\n]{{0,60}}$",
    re.IGNORECASE,
)
_RULE = re.compile(r"^[ \t\xa0>*]*[-_=—–]{4,}[ \t\xa0*]*$")
_ARROW = re.compile(r"^[ \t\xa0]{0,3}> ?")
# Lines between the bar and the header that it announces.
NEAR = 4


def find(arrival: Arrival, read: Callable[[Content], Arrival]) -> Forwarded | None:
    """What the arrival passes on, as an attached mail or below its own words; None where it does not say whose it was.

    `read` reads the bytes of an attached mail.
    """
    attached = [each for each in arrival.enclosures if each.type == "message/rfc822" and each.size <= LARGEST]
    if attached and not arrival.automatic:
        return _attached(arrival, attached[0], read)
    return _below(arrival) if vocabulary.FORWARD_PREFIX.match(arrival.subject) else None


def _attached(arrival: Arrival, attached: Enclosure, read: Callable[[Content], Arrival]) -> Forwarded | None:
    try:
        original = read(attached.content)
    except Unreadable:
        return None
    beside = tuple(each for each in arrival.enclosures if each is not attached)
    return Forwarded(_own_words(arrival.text), original, beside)


def _below(arrival: Arrival) -> Forwarded | None:
    """The mail below a bar such as "Forwarded message", or below the header that Outlook puts there."""
    lines = of_text("\n".join(part for part in (arrival.text, arrival.quoted) if part))
    start, block = _start(lines)
    if block is None:
        return None
    lines = [Line(_ARROW.sub("", each.text)) for each in lines] if _ARROW.match(lines[block].text) else lines
    fields, end = headerblocks.fields(lines, block)
    author = next(iter(addresses.parties([_readable(fields.get("from", ""))])), None)
    if author is None:
        return None
    rest = "\n".join(each.text for each in lines[end:]).strip("\n")
    subject = fields.get("subject", "").strip(" *_")
    text, quoted = trimming.trim(of_text(rest), subject=subject)
    above = _own_words("\n".join(each.text for each in lines[:start]))
    original = replace(
        arrival,
        author=author,
        subject=subject or vocabulary.FORWARD_PREFIX.sub("", arrival.subject).strip(),
        text=text,
        quoted=quoted,
        html="" if above else arrival.html,
        to=addresses.parties([_readable(fields.get("to", ""))]),
        cc=addresses.parties([_readable(fields.get("cc", ""))]),
        reply_to=(),
        at=moment(fields.get("date") or fields.get("sent") or ""),
        in_reply_to=(),
        references=(),
        tokens=(),
        automatic="",
        bounce=None,
    )
    return Forwarded(above, original)


def _start(lines: list[Line]) -> tuple[int, int | None]:
    """Where the mail begins, and where the header that stands above it does."""
    for at, line in enumerate(lines):
        if line.is_blank:
            continue
        announced = _BAR.match(line.text) is not None
        if announced:
            block = next((i for i in range(at + 1, min(at + 1 + NEAR, len(lines))) if not lines[i].is_blank), None)
            if block is not None and headerblocks.ends(lines, block, announced=True) != block:
                return at, block
        elif headerblocks.ends(lines, at) != at:
            ruled = at and _RULE.match(lines[at - 1].text)
            return at - 1 if ruled else at, at
    return 0, None


def _readable(value: str) -> str:
    """Outlook writes `Vera [mailto:vera@example.org]`, pages `vera@example.org<mailto:vera@example.org>`."""
    value = value.replace("*", "").replace("[mailto:", "<").replace("]", ">")
    return re.sub(r"<mailto:[^>]*>", "", value) if re.search(r"@[^<>\s]+\s*<mailto:", value) else value


def _own_words(above: str) -> str:
    return trimming.trim(of_text(above))[0].strip()
