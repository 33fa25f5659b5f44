"""What Kept makes of a raw message, as an object for JSON: the same for people, tests and other programs."""

import re
from typing import Any

from kept.channels.base import Arrival, Bounce, Enclosure, Party, Unreadable
from kept.channels.email import charsets, reading, sanitising, structure
from kept.lib.bulk import Content

_FIELD = re.compile(rb"(?:>?From [^\n]*\n)?([!-9;-~]{1,100})[ \t]*:")
_KNOWN = re.compile(
    rb"^(?:from|to|cc|subject|date|message-id|received|mime-version|content-type|return-path|delivered-to|in-reply-to"
    rb"|references|sender|reply-to|x-[!-9;-~]+|content-transfer-encoding|dkim-signature|arc-[!-9;-~]+):",
    re.IGNORECASE | re.MULTILINE,
)
# A header that a mail program wrote into a body has these, a header of transport never.
_QUOTED_FIELD = re.compile(rb"^(?:sent|importance)[ \t]*:", re.IGNORECASE | re.MULTILINE)
# Whatever is longer begins with a header, or does not, within so much.
SCANNED = 2_000_000
_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype|html|head|body|div|p|table|span|font|meta)\b", re.IGNORECASE)


def inspect(raw: Content) -> dict[str, Any]:
    """The object for a raw message; a bare body, plain or HTML, is taken as a message of nothing else.

    What cannot be read gives `{"error": …}`. Never raises.
    """
    try:
        start = raw[:SCANNED]
        is_bare = start.strip() and not has_header(start)
        return _bare(raw[:]) if is_bare else _object(reading.read(raw, anonymous=True))
    except Unreadable as unreadable:
        return {"error": unreadable.reason}


def has_header(raw: bytes) -> bool:
    """Whether the bytes begin with a header (RFC 5322) rather than with a body."""
    raw = raw.lstrip()
    if _PAGE.match(raw):
        return False
    first = _FIELD.match(raw)
    if first is None:
        return False
    head = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0][:100_000]
    return bool(_KNOWN.search(head)) and not (_QUOTED_FIELD.search(head) and b"essage-" not in head)


def _bare(raw: bytes) -> dict[str, Any]:
    page = structure.page(raw) if _PAGE.match(raw) else ""
    plain = "" if page else charsets.decode(raw)
    text, quoted = reading.body(plain, page)
    arrival = Arrival("", Party(""), "", text, quoted=quoted, html=sanitising.sanitise(page))
    return _object(arrival)


def _object(arrival: Arrival) -> dict[str, Any]:
    return {
        "from": _party(arrival.author) if arrival.author.address else None,
        "to": [_party(one) for one in arrival.to],
        "cc": [_party(one) for one in arrival.cc],
        "reply_to": [_party(one) for one in arrival.reply_to],
        "subject": arrival.subject,
        "date": arrival.at.isoformat() if arrival.at else None,
        "message_id": arrival.message_id,
        "in_reply_to": list(arrival.in_reply_to),
        "references": list(arrival.references),
        "automatic": bool(arrival.automatic),
        "automatic_why": arrival.automatic or None,
        "bounce": _bounce(arrival.bounce) if arrival.bounce else None,
        "text": arrival.text,
        "quoted": arrival.quoted,
        "html": arrival.html,
        "attachments": [_enclosure(one) for one in arrival.enclosures],
    }


def _party(party: Party) -> dict[str, str]:
    return {"name": party.name, "address": party.address}


def _bounce(bounce: Bounce) -> dict[str, Any]:
    return {
        "kind": bounce.kind,
        "permanent": bounce.permanent,
        "recipients": list(bounce.recipients),
        "status": bounce.status,
        "reason": bounce.reason,
        "diagnostic": bounce.diagnostic,
        "message_id": bounce.message_id,
    }


def _enclosure(enclosure: Enclosure) -> dict[str, Any]:
    return {
        "name": enclosure.name,
        "type": enclosure.type,
        "size": enclosure.size,
        "sha256": enclosure.sha256,
        "inline": enclosure.inline,
        "cid": enclosure.content_id,
    }
