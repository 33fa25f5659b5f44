"""The words of a reply as a customer sees them: what was newly written, and below it what was said before. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from html import escape

from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kept.channels.base import Earlier, Outbound
from kept.channels.email.heading import one_line
from kept.lib.markup import own

_ADDRESS = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]")
_QUOTE = "margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex"
_DIR = 'dir="auto"'
_LOOKS = {
    "p": _DIR,
    "ul": _DIR,
    "ol": _DIR,
    "pre": f'{_DIR} style="white-space:pre-wrap"',
    "blockquote": f'{_DIR} style="margin:1em 0;border-left:3px solid #ccc;padding-left:1em"',
}
_PAGE = "font-family:sans-serif;font-size:15px;line-height:1.5"


def text(outbound: Outbound) -> str:
    """Plain text: every line of the history begins with one more `>` for each step back."""
    words = [outbound.text.strip("\n"), outbound.signature, *_links_as_text(outbound), *_stop_as_text(outbound)]
    parts = [part for part in words if part] or [""]
    for depth, earlier in enumerate(outbound.history):
        above = _quoted([introduction(earlier)], depth)
        parts.append("\n".join(above + _quoted(_lines(earlier.text.strip("\n")), depth + 1)))
    return "\n\n".join(parts) + "\n"


def _quoted(lines: list[str], depth: int) -> list[str]:
    mark = ">" * depth
    return [f"{mark} {each}" if each and mark and each[0] != ">" else mark + each for each in lines]


def html(outbound: Outbound) -> str:
    """The page: the words in their form, or else paragraphs and links made from the text, and the history in nested
    quotes. What has no form of our own is escaped."""
    said = formed(outbound.html) if outbound.html else paragraphs(outbound.text)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><div style="{_PAGE}">'
        f"{said}{paragraphs(outbound.signature)}{below(outbound)}</div>"
        f'<div style="{_PAGE}">{_quotes(outbound.history)}</div></body></html>\n'
    )


def formed(words: str, pictures: Collection[str] | None = None) -> str:
    """Words in the form that the editor gave them, with the little look of its own that mail programs leave them."""
    page = own.linked(own.paragraphs(own.clean(words, pictures)))
    for element, look in _LOOKS.items():
        page = page.replace(f"<{element}>", f"<{element} {look}>")
    return page.replace("<ol start=", f"<ol {_LOOKS['ol']} start=").replace("<img ", '<img style="max-width:100%" ')


def below(outbound: Outbound) -> str:
    """What Kept adds below the words on a page: links to files, and where its reader can have no more of it."""
    return "".join(paragraphs(each) for each in [*_links_as_text(outbound), *_stop_as_text(outbound)])


def _links_as_text(outbound: Outbound) -> Iterator[str]:
    if not outbound.links:
        return
    until = date_format(min(each.until for each in outbound.links), "j F Y")
    count = len(outbound.links)
    words = ngettext(
        "This file is too large for a mail. It can be fetched here until %(until)s:",
        "These files are too large for a mail. They can be fetched here until %(until)s:",
        count,
    )
    lines = [f"{one_line(each.name)} ({filesizeformat(each.size)})\n{each.url}" for each in outbound.links]
    yield "\n\n".join([words % {"until": until}, *lines])


def _stop_as_text(outbound: Outbound) -> Iterator[str]:
    if outbound.stop_url:
        yield _("Would you rather not get automatic mail like this?\n%(url)s") % {"url": outbound.stop_url}


def introduction(earlier: Earlier) -> str:
    """The line above a quote. Mail programs know it by its shape and fold what follows."""
    when = date_format(earlier.at, "D, j M Y H:i O")
    who = f"{earlier.author.name} <{earlier.author.address}>" if earlier.author.name else earlier.author.address
    return _("On %(when)s, %(who)s wrote:") % {"when": when, "who": who}


def paragraphs(words: str) -> str:
    blocks = re.split(r"\n[ \t]*\n+", "\n".join(_lines(words)).strip("\n"))
    return "".join(
        f"<p {_DIR}>{_linked(each).replace(chr(10), '<br>' + chr(10))}</p>\n" for each in blocks if each.strip()
    )


def _quotes(history: Iterable[Earlier]) -> str:
    inner = ""
    for earlier in reversed(list(history)):
        quote = f'<blockquote style="{_QUOTE}">{_said(earlier)}{inner}</blockquote>'
        inner = f"<div>{escape(introduction(earlier))}<br></div>{quote}"
    return inner


def _said(earlier: Earlier) -> str:
    """Pictures are not sent again and again."""
    return formed(earlier.html, ()) if earlier.html else paragraphs(earlier.text)


def _linked(words: str) -> str:
    """Escaped text in which web addresses are links."""
    out, end = [], 0
    for found in _ADDRESS.finditer(words):
        address = escape(found[0])
        out += [escape(words[end : found.start()]), f'<a href="{address}">{address}</a>']
        end = found.end()
    return "".join([*out, escape(words[end:])])


def _lines(words: str) -> list[str]:
    return words.replace("\r\n", "\n").replace("\r", "\n").split("\n")
