"""The tree of a message (RFC 2045 to 2047, 2387, 3676) laid out as one body and its enclosures."""

import html
import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from typing import TYPE_CHECKING

from kept.channels.base import Enclosure
from kept.channels.email import charsets, encodings, filenames, flowed
from kept.channels.email.headers import Headers
from kept.channels.email.skeleton import Skeleton
from kept.lib.bulk import Content, digest

DEEPEST = 50
MOST_ENCLOSURES = 1_000
_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,100}/[a-z0-9!#$&^_.+-]{1,100}")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]+)", re.IGNORECASE)
_BOUNDARY = re.compile(rb"^--([^\s\"]{4,70})[ \t]*\r?\n(?=[A-Za-z-]{1,40}:|\r?\n)", re.MULTILINE)
# Other forms of a body that stands beside them anyway.
_SAME_AGAIN = {"text/x-amp-html", "text/watch-html", "text/enriched", "text/richtext"}


if TYPE_CHECKING:
    Base = Message[str, str]
else:
    Base = Message


class Part(Base):
    """A part whose enclosed message stays the bytes it is: nothing is taken apart twice, nor without end."""

    def get_content_maintype(self) -> str:
        main = super().get_content_maintype()
        return "application" if main == "message" else main

    def get_content_type(self) -> str:
        kind = super().get_content_type()
        return "message/delivery-report" if kind == "message/delivery-status" else kind


@dataclass(slots=True)
class Piece:
    """Body text in one or both of its forms; None where a form is missing."""

    plain: str | None = None
    html: str | None = None


@dataclass(slots=True)
class Layout:
    """What a message is made of."""

    headers: Headers
    plain: str = ""
    html: str = ""
    enclosures: list[Enclosure] = field(default_factory=list)
    reports: dict[str, Content] = field(default_factory=dict)
    protection: str = ""


def lay_out(skeleton: Skeleton) -> Layout:
    """Read a message. RecursionError when its parts are nested beyond reason."""
    message = BytesParser(_class=Part).parsebytes(skeleton.bones)
    layout = Layout(Headers(message))
    piece = _Walk(layout, skeleton).piece(message, layout.headers, 0)
    layout.plain, layout.html = piece.plain or "", piece.html or ""
    _mark_inline(layout)
    return layout


class _Walk:
    """One pass over the tree that gathers enclosures on the way."""

    def __init__(self, layout: Layout, skeleton: Skeleton) -> None:
        self.layout = layout
        self.skeleton = skeleton

    def piece(self, part: "Message[str, str]", headers: Headers, depth: int) -> Piece:
        if not part.is_multipart():
            mended = _with_found_boundary(part, headers, self.skeleton) if depth < 3 else None
            if mended is None:
                return self._leaf(part, headers, depth)
            part = mended
        kind = part.get_content_subtype()
        if kind in ("signed", "encrypted"):
            self.layout.protection = self.layout.protection or _protection(kind, headers)
        children = list(_children(part)) if depth < DEEPEST else list(_leaves(part))
        pieces = [self.piece(child, Headers(child), depth + 1) for child in children]
        return _best(pieces) if kind == "alternative" and depth < DEEPEST else _joined(pieces)

    def _leaf(self, part: "Message[str, str]", headers: Headers, depth: int) -> Piece:
        declared, parameters = headers.parameters("content-type")
        kind = declared if _TYPE.fullmatch(declared) else _assumed(part)
        if kind.startswith("multipart/"):
            kind = "text/plain"  # no boundary of it was found: all of it is shown
        disposition, more = headers.parameters("content-disposition")
        name = more.get("filename") or parameters.get("name") or ""
        data = content(part, headers, self.skeleton)
        is_body = disposition != "attachment" and (not name or depth == 0)
        if is_body and kind == "text/plain":
            text = charsets.decode(data[:], parameters.get("charset", ""))
            if parameters.get("format", "").lower() == "flowed":
                text = flowed.unflow(text, delsp=parameters.get("delsp", "").lower() == "yes")
            return Piece(plain=text)
        if is_body and kind == "text/html":
            return Piece(html=page(data[:], parameters.get("charset", "")))
        if is_body and kind in _SAME_AGAIN and depth:
            return Piece()
        if kind in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
            self.layout.protection = self.layout.protection or _smime(parameters)
        self._enclose(kind, name, data, headers)
        return Piece()

    def _enclose(self, kind: str, name: str, data: Content, headers: Headers) -> None:
        if kind.startswith(("message/", "text/rfc822-headers")):
            self.layout.reports.setdefault(kind, data)
        if len(self.layout.enclosures) >= MOST_ENCLOSURES:
            return
        content_id = headers.first("content-id").strip("<> ")
        self.layout.enclosures.append(enclosure(name, kind, data, content_id or None))


def enclosure(name: str, kind: str, data: Content, content_id: str | None = None) -> Enclosure:
    """An enclosure of these bytes, its name made tidy."""
    return Enclosure(filenames.tidy(name, kind, data), kind, len(data), digest(data), data, content_id)


def _assumed(part: "Message[str, str]") -> str:
    """The type of a part that does not say it, as RFC 2045 5.2 and RFC 2046 5.1.5 have it."""
    kind = part.get_content_type()
    return kind if _TYPE.fullmatch(kind) else "application/octet-stream"


def content(part: "Message[str, str]", headers: Headers, skeleton: Skeleton) -> Content:
    """The decoded bytes of a part without children; broken encodings give what can be saved."""
    del part["content-transfer-encoding"]  # stdlib would decode, and give up on what is broken
    payload = part.get_payload(decode=True)
    bones = payload if isinstance(payload, bytes) else b""
    encoding = headers.first("content-transfer-encoding").lower().strip("\"' ;").split(";")[0].strip()
    return encodings.decoded(encoding, skeleton.filled(bones))


def page(data: bytes, label: str = "") -> str:
    """The text of an HTML page, its own charset declaration counting where the header has none."""
    if not label and (meta := _META_CHARSET.search(data[:2048])):
        label = meta[1].decode("ascii")
    return charsets.decode(data, label)


def _with_found_boundary(part: "Message[str, str]", headers: Headers, skeleton: Skeleton) -> "Message[str, str] | None":
    """A multipart whose header gives no boundary, or a wrong one, taken apart by the one its body begins with."""
    kind = headers.parameters("content-type")[0]
    if not kind.startswith("multipart/"):
        return None
    data = _undecoded(part, skeleton).get_payload(decode=True)
    found = _BOUNDARY.search(skeleton.beginning(data, 50_000)) if isinstance(data, bytes) else None
    if found is None or not isinstance(data, bytes):
        return None
    head = b"Content-Type: " + kind.encode("ascii", "replace") + b'; boundary="' + found[1] + b'"\n\n'
    mended = BytesParser(_class=Part).parsebytes(head + data)
    return mended if mended.is_multipart() else None


def _undecoded(part: "Message[str, str]", skeleton: Skeleton) -> "Message[str, str]":
    """The part, whole where stdlib would decode it, which it should not be by its kind."""
    if "content-transfer-encoding" in part:
        bare = copy(part)
        del bare["content-transfer-encoding"]
        bones = bare.get_payload(decode=True)
        if isinstance(bones, bytes) and skeleton.has_left_out(bones):
            part.set_payload(skeleton.whole(bones).decode("ascii", "surrogateescape"))
    return part


def _children(part: "Message[str, str]") -> Iterator["Message[str, str]"]:
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (child for child in payload if isinstance(child, Message))


def _leaves(part: "Message[str, str]") -> Iterator["Message[str, str]"]:
    """Everything below a part, without recursion."""
    waiting = list(_children(part))[::-1]
    while waiting:
        one = waiting.pop()
        if one.is_multipart():
            waiting.extend(list(_children(one))[::-1])
        else:
            yield one


def _best(pieces: list[Piece]) -> Piece:
    """Alternatives: the first plain text that says something, and the last page."""
    plains = [piece.plain for piece in pieces if piece.plain is not None]
    pages = [piece.html for piece in pieces if piece.html]
    return Piece(
        next((one for one in plains if one.strip()), plains[0] if plains else None), pages[-1] if pages else None
    )


def _joined(pieces: list[Piece]) -> Piece:
    """Parts one after the other; where any has a page, the others join it in both forms."""
    said = [one for one in pieces if one.plain is not None or one.html is not None]
    if len(said) < 2:
        return said[0] if said else Piece()
    plain = html_ = None
    if any(one.plain is not None for one in said):
        from kept.channels.email import pages

        plain = "\n\n".join(one.plain if one.plain is not None else pages.text(one.html or "") for one in said)
    if any(one.html is not None for one in said):
        html_ = "\n".join(one.html if one.html is not None else _as_page(one.plain or "") for one in said)
    return Piece(plain, html_)


def _as_page(text: str) -> str:
    return "<div>" + html.escape(text.strip("\n")).replace("\n", "<br>\n") + "</div>" if text.strip() else ""


def _mark_inline(layout: Layout) -> None:
    """An enclosure is inline when the page shows it."""
    if "cid:" not in layout.html.lower():
        return
    from dataclasses import replace
    from urllib.parse import unquote

    shown = {unquote(html.unescape(one)) for one in re.findall(r"cid:([^\"'\s)>]{1,500})", layout.html, re.IGNORECASE)}
    layout.enclosures = [
        replace(one, inline=True) if one.content_id and one.content_id in shown else one for one in layout.enclosures
    ]


def _protection(kind: str, headers: Headers) -> str:
    how = headers.parameters("content-type")[1].get("protocol", "").lower()
    standard = "OpenPGP" if "pgp" in how and "pkcs7" not in how else "S/MIME"
    return f"{standard} {kind}"


def _smime(parameters: dict[str, str]) -> str:
    return "S/MIME signed" if "signed" in parameters.get("smime-type", "").lower() else "S/MIME encrypted"
