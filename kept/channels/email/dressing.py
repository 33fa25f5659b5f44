"""The words of a reply as a customer sees them: what was newly written, and below it what was said before. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kept.channels.base import Earlier, Outbound
from kept.channels.email.heading import one_line

_ADDRESS = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]")
_QUOTE = "margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex"
_PAGE = "font-family:sans-serif;font-size:15px;line-height:1.5"


def text(outbound: Outbound) -> str:
    """Plain text: every line of the history begins with one more `>` for each step back."""
    parts = [outbound.text.strip("\n"), *_links_as_text(outbound), *_stop_as_text(outbound)]
    for depth, earlier in enumerate(outbound.history):
        above = _quoted([introduction(earlier)], depth)
        parts.append("\n".join(above + _quoted(_lines(earlier.text.strip("\n")), depth + 1)))
    return "\n\n".join(parts) + "\n"


def _quoted(lines: list[str], depth: int) -> list[str]:
    mark = ">" * depth
    return [f"{mark} {each}" if each and mark and each[0] != ">" else mark + each for each in lines]


def html(outbound: Outbound) -> str:
    """A plain page made from the text: paragraphs, links, the history in nested quotes. Everything is escaped."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><div style="{_PAGE}">'
        f"{paragraphs(outbound.text)}{below(outbound)}</div>{_quotes(outbound.history)}</body></html>\n"
    )


def page(outbound: Outbound) -> str:
    """The page that came with the words, else one made of them; either with what Kept adds below."""
    if not outbound.html:
        return html(outbound)
    before, end, after = outbound.html.rpartition("</body>")
    return f"{before}{below(outbound)}{end}{after}" if end else outbound.html + below(outbound)


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
    return "".join(f"<p>{_linked(each).replace(chr(10), '<br>' + chr(10))}</p>\n" for each in blocks if each.strip())


def _quotes(history: Iterable[Earlier]) -> str:
    inner = ""
    for earlier in reversed(list(history)):
        quote = f'<blockquote style="{_QUOTE}">{paragraphs(earlier.text)}{inner}</blockquote>'
        inner = f"<div>{escape(introduction(earlier))}<br></div>{quote}"
    return inner


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
