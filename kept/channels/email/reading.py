"""From the bytes of a mail to an arrival. Pure: no database, no network. Raises nothing but `Unreadable`."""

import hashlib
import re
from dataclasses import replace
from datetime import UTC
from email.message import Message
from email.parser import BytesHeaderParser
from itertools import islice

from kept.channels.base import Arrival, Bounce, Envelope, Party, Unreadable
from kept.channels.email import (
    automatic,
    bounces,
    charsets,
    forwards,
    pages,
    sanitising,
    skeleton,
    structure,
    tokens,
    trimming,
)
from kept.channels.email.headers import Headers
from kept.channels.email.lines import of_text
from kept.channels.email.skeleton import HEADER_END, Skeleton
from kept.channels.email.structure import Layout
from kept.channels.spam import upstream
from kept.lib.bulk import Content, gathered

LARGEST_HEADER = 2_000_000
LONGEST_TEXT = 1_000_000
_BLANK_START = re.compile(rb"(?:[ \t]*\r?\n)+")
_STRAY = re.compile(rb"^(?![!-9;-~]+[ \t]*:|[ \t]|From )[^\r\n]", re.MULTILINE)
_FIELD = re.compile(
    rb"^(?:from|to|subject|date|message-id|mime-version|content-type|received|in-reply-to|references)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
MOST_STRAY = 100
# Marks in pages of quotes that the plain text beside them may not show.
_QUOTES_IN_PAGE = (
    "gmail_quote", "type=cite", "type='cite", 'type="cite', "yahoo_quoted", "moz-cite", "divrplyfwdmsg",
    "outlookmessageheader", "stopspelling", "protonmail_quote", "gmail_attr", "zmail_extra", "reply-intro",
    "border-top:solid",
)  # fmt: skip
_STUB = re.compile(r"html|browser|e-?mail client|view (?:this|it) online|web ?version", re.IGNORECASE)
_LETTERS = re.compile(r"[\W_]+")
_SENDERS = ("sender", "resent-from", "x-original-from", "return-path", "x-envelope-from", "errors-to", "reply-to")


def parse(raw: Content, envelope: Envelope | None = None) -> list[Arrival]:
    """The arrivals in one raw message: exactly one. `Unreadable` when it has no bytes or nobody sent it."""
    return [read(raw, envelope or None)]


def read(
    raw: Content, envelope: Envelope | None = None, *, anonymous: bool = False, innermost: bool = False
) -> Arrival:
    """The arrival in a raw message. `anonymous` lets one pass that names no author at all, with an empty address;
    of an `innermost` one it is not asked what it passes on."""
    layout = _lay_out(raw)
    headers = layout.headers
    author = _author(headers, envelope)
    if author is None and not anonymous:
        raise Unreadable("It does not say who sent it.")
    author = author or Party("")
    subject = headers.text("subject")
    text, quoted = body(layout.plain, layout.html, subject)
    said = layout.plain or text
    if len(text) > LONGEST_TEXT or len(quoted) > LONGEST_TEXT:
        layout.enclosures.append(structure.enclosure("message.txt", "text/plain", f"{text}\n\n{quoted}".encode()))
    bounce = bounces.find(headers, said, layout.reports, author.address)
    in_reply_to, references = headers.ids("in-reply-to"), headers.ids("references")
    arrival = Arrival(
        external_id=_external_id(layout, author),
        author=author,
        to=headers.parties("to"),
        cc=headers.parties("cc"),
        reply_to=headers.parties("reply-to"),
        subject=subject,
        text=text[:LONGEST_TEXT],
        quoted=quoted[:LONGEST_TEXT],
        html=sanitising.sanitise(layout.html),
        at=headers.at(),
        message_id=next(iter(headers.ids("message-id")), ""),
        in_reply_to=in_reply_to,
        references=references,
        tokens=_tokens(headers, envelope, in_reply_to + references[::-1], bounce),
        automatic=automatic.reason(
            headers, author.address, envelope.sender if envelope else None, is_report=_is_report(layout, bounce)
        ),
        bounce=bounce,
        protection=layout.protection,
        enclosures=tuple(layout.enclosures),
        details=_details(headers),
    )
    return replace(arrival, forwarded=forwards.find(arrival, _innermost)) if not innermost else arrival


def _innermost(raw: Content) -> Arrival:
    return read(raw, innermost=True)


def body(plain: str, page: str, subject: str = "") -> tuple[str, str]:
    """What is newly written and what is quoted, from the form of the body that tells it best."""
    if not plain.strip() or _is_stub(plain, page):
        return trimming.trim(pages.lines(page), subject=subject) if page else ("", "")
    text, quoted = trimming.trim(of_text(plain), subject=subject)
    if not quoted and page and _has_quotes(page):
        other, rest = trimming.trim(pages.lines(page), subject=subject)
        # The page counts only when it says the same as the plain text does.
        if other and rest and _letters(plain).startswith(_letters(other)):
            return other, rest
    return text, quoted


def _has_quotes(page: str) -> bool:
    page = page.lower()
    return any(mark in page for mark in _QUOTES_IN_PAGE)


def _is_stub(plain: str, page: str) -> bool:
    """Whether the plain text only says that there is a page."""
    if len(plain) > 400 or len(page) < 1000 or not _STUB.search(plain):
        return False
    shown = pages.text(page)
    return len(shown) > 2 * len(plain) and _letters(plain)[:60] not in _letters(shown)


def _letters(text: str) -> str:
    return _LETTERS.sub("", text.casefold())


def _lay_out(raw: Content) -> Layout:
    found = skeleton.of(raw)
    found = replace(found, bones=_tidy(found.bones))
    try:
        return structure.lay_out(found)
    except RecursionError:
        return _flat(found)


def _tidy(raw: bytes) -> bytes:
    """The message from its header on, which is made such that one can read it."""
    blank = _BLANK_START.match(raw)
    raw = raw[blank.end() :] if blank else raw
    if not raw.strip():
        raise Unreadable("It is empty.")
    if raw.startswith(b"\xef\xbb\xbf"):
        raw = raw[3:]
    if raw.startswith(b">From "):
        raw = raw.partition(b"\n")[2]
    return _mended(_bounded(raw))


def _bounded(raw: bytes) -> bytes:
    """The message with the end of an endless header left out."""
    end = HEADER_END.search(raw, 0, LARGEST_HEADER + 4)
    if end is not None or len(raw) <= LARGEST_HEADER:
        return raw
    end = HEADER_END.search(raw, LARGEST_HEADER)
    cut = raw.rfind(b"\n", 0, LARGEST_HEADER)
    rest = raw[end.start() :] if end else b"\n\n"
    return raw[: cut if cut > 0 else LARGEST_HEADER] + rest


def _mended(raw: bytes) -> bytes:
    """A header that a stray line would end before its time, that line made part of the field above."""
    end = found.start() if (found := HEADER_END.search(raw)) else len(raw)
    stray = list(islice(_STRAY.finditer(raw, 0, end), MOST_STRAY))
    last_field = max((field.start() for field in _FIELD.finditer(raw, 0, end)), default=0) if stray else 0
    for line in reversed(stray):
        if 0 < line.start() < last_field:
            raw = raw[: line.start()] + b" " + raw[line.start() :]
    return raw


def _flat(found: Skeleton) -> Layout:
    """A message nested beyond reason: its header is read, its body becomes one file."""
    message: Message[str, str] = BytesHeaderParser().parsebytes(found.bones)
    end = HEADER_END.search(found.bones)
    content = gathered(found.filled(found.bones[end.end() :] if end else b""))
    return Layout(Headers(message), enclosures=[structure.enclosure("message.txt", "text/plain", content)])


def _author(headers: Headers, envelope: Envelope | None) -> Party | None:
    for party in headers.parties("from"):
        return party
    for name in _SENDERS:
        for party in headers.parties(name):
            return Party(party.address, _name(headers) or party.name)
    if envelope is not None and envelope.sender and "@" in envelope.sender:
        return Party(envelope.sender, _name(headers))
    local = re.match(r"[\w.+-]+", _name(headers), re.ASCII)
    # Mail systems of old sign as MAILER-DAEMON and nothing else.
    return Party(f"{local[0].lower()}@localhost", _name(headers)) if local else None


def _name(headers: Headers) -> str:
    return headers.text("from").strip("<>\"' ")[:200]


def _tokens(
    headers: Headers, envelope: Envelope | None, ids: tuple[str, ...], bounce: Bounce | None
) -> tuple[str, ...]:
    recipients = envelope.recipients if envelope else ()
    named = headers.parties("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to")
    found = tokens.in_addresses([*recipients, *(party.address for party in named)])
    found += tokens.in_message_ids(ids)
    if bounce is not None:
        found += tokens.in_message_ids([bounce.message_id])
    return tuple(dict.fromkeys(found))


def _is_report(layout: Layout, bounce: Bounce | None) -> bool:
    return bounce is not None or layout.headers.parameters("content-type")[0] == "multipart/report"


def _details(headers: Headers) -> dict[str, str]:
    """What intake or people may want to know besides."""
    wanted = ("list-id", "list-unsubscribe", "authentication-results", *upstream.FIELDS)
    return {name: headers.text(name)[:1000] for name in wanted if name in headers}


def _external_id(layout: Layout, author: Party) -> str:
    """Same for every copy of a mail, however relays wrapped it; other for another mail with the same Message-ID."""
    headers = layout.headers
    moment = headers.at() if "date" in headers else None
    message_id = next(iter(headers.ids("message-id")), "")
    digest = hashlib.sha256()
    pieces = [message_id, author.key, moment.astimezone(UTC).isoformat() if moment else headers.first("date")]
    pieces.append("".join((layout.plain or layout.html).split()))
    if not message_id:
        pieces += [headers.text("subject"), *(one.sha256 for one in layout.enclosures)]
    for piece in pieces:
        digest.update(charsets.clean(piece).encode() + b"\0")
    return digest.hexdigest()
