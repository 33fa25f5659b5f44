"""A formatted letter made ready to be looked at: its pictures, where its links lead, its quote, its colours."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import unquote

from django.utils.translation import gettext as _

from kept.conversations import folding
from kept.lib.markup import colours, hygiene, leads, pieces, styles
from kept.lib.markup.leads import Lead
from kept.lib.markup.pieces import Piece, Tag

_SHEET = re.compile(r"<style>([^<]*)</style>")
_COLOURED = re.compile(r"(?:^|[;{])\s*(color|background|background-color)\s*:\s*([^;}]+)", re.IGNORECASE)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_IMPORTANT = re.compile(r"\s*!\s*important", re.IGNORECASE)
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|\b(?:max-)?(?:width|height)\s*:\s*[0-3](?:px)?\s*(?:;|!|$)", re.I
)

Afar = Callable[[str], str]


@dataclass(frozen=True)
class Shown:
    """`sheet` and `body` as they go into the frame. `own_colours` says that the letter needs white paper."""

    sheet: str
    body: str
    afar: int
    own_colours: bool


def show(html: str, *, text: str = "", copies: Mapping[str, str], afar: Afar | None = None) -> Shown:
    """The letter for its frame. `text` is what was newly written, which is never folded away.

    `copies` are the addresses of our copies of enclosed pictures by content id (RFC 2392), `afar` gives the one of ours
    by which a picture from elsewhere is fetched: without it none is, and `Shown.afar` counts them.
    """
    found = _SHEET.match(html)
    sheet = styles.sheet(found[1]) if found else ""
    letter = pieces.parse(hygiene.clean(html[found.end() :] if found else html, classes=bool(sheet)))
    own_colours = _has_colours(sheet)
    left_out = 0
    for at, tag in pieces.tags(letter):
        own_colours = _colour(tag) or own_colours
        tag.attributes.pop("title", None)
        if tag.name == "img":
            left_out += _picture(tag, copies, afar)
        elif tag.name == "a":
            say_where(tag, letter, at)
    _fold(letter, text)
    return Shown(sheet, pieces.written(letter), left_out, own_colours)


def _picture(tag: Tag, copies: Mapping[str, str], afar: Afar | None) -> bool:
    """Point it at our copy; True when it was left out, being elsewhere. One that nobody could see goes in any case."""
    source = tag.attributes.pop("src", "")
    kind, _colon, rest = source.partition(":")
    if kind.lower() == "cid":
        tag.attributes |= {"src": copies[unquote(rest)]} if unquote(rest) in copies else {}
    elif kind.lower() == "data":
        tag.attributes["src"] = source
    elif not kind or _is_unseen(tag):
        tag.attributes = {"data-unseen": ""}
    elif afar is not None:
        tag.attributes["src"] = afar(source)
    else:
        tag.attributes["data-afar"] = ""
        return True
    return False


def _is_unseen(tag: Tag) -> bool:
    sides = (tag.attributes.get("width", "").strip(), tag.attributes.get("height", "").strip())
    return any(each in {"0", "1", "2", "3", "1px", "0px"} for each in sides) or bool(
        _UNSEEN.search(tag.attributes.get("style", ""))
    )


def say_where(tag: Tag, letter: list[Piece], at: int) -> None:
    """Say where a link leads, and loudly when its words say otherwise."""
    href = tag.attributes.pop("href", "")
    lead = leads.lead(href) if href else None
    if lead is None:
        return
    words = _told(lead)
    tag.attributes |= {"href": lead.href, "title": words, "data-leads": words}
    named = "".join(_heard(each) for each in letter[at + 1 : tag.end])
    closing = letter[tag.end]
    if isinstance(closing, Tag) and closing.closing and leads.is_elsewhere(named[:2_000], lead):
        tag.attributes["data-elsewhere"] = ""
        mark = escape(_("leads to %(place)s") % {"place": lead.place})
        closing.after = f' <strong data-mark="">{mark}</strong>'


def _heard(piece: Piece) -> str:
    """A piece of a link as one reads it: words go on over tags that only dress them."""
    if isinstance(piece, str):
        return piece
    return "" if piece.name in {"b", "i", "u", "em", "strong", "span", "font", "wbr", "a", "small", "big"} else " "


def _told(lead: Lead) -> str:
    if lead.kind == "mailto":
        return _("Writes to %(place)s") % {"place": lead.place}
    if lead.kind == "tel":
        return _("Rings %(place)s") % {"place": lead.place}
    return _("Leads to %(place)s") % {"place": lead.place}


def _fold(letter: list[Piece], text: str) -> None:
    tag = folding.quote(letter, text)
    if tag is None:
        return
    closing = letter[tag.end]
    if isinstance(closing, Tag):
        words = escape(_("What was quoted below"))
        tag.before = f'<details data-fold=""><summary title="{words}"><span>{words}</span></summary>'
        closing.after += "</details>"


def _colour(tag: Tag) -> bool:
    """Give words of a dark colour a lighter one for dark pages; True when the colours only work on white paper."""
    style = _IMPORTANT.sub("", tag.attributes.get("style", ""))
    if tag.name == "font" and (said := tag.attributes.pop("color", "")) and colours.parse(said):
        style = f"color:{said};{style}"
    grounds, inks = [tag.attributes.get("bgcolor", "")], list[str]()
    for name, value in _COLOURED.findall(style):
        (inks if name.lower() == "color" else grounds).append(value)
    lighter = colours.on_dark(inks[-1]) if inks else ""
    if style:
        tag.attributes["style"] = f"{style};--ink:{lighter}" if lighter else style
    return any(not colours.is_paper(each) for each in grounds) or any(map(colours.is_light, inks))


def _has_colours(sheet: str) -> bool:
    """Whether a sheet colours anything but its links, or gives a ground to anything."""
    for selector, body in _RULE.findall(sheet):
        for name, value in _COLOURED.findall(";" + body):
            if name.lower() != "color":
                if not colours.is_paper(value):
                    return True
            elif colours.is_light(value) or (colours.on_dark(value) and not re.match(r"\s*a\b", selector)):
                return True
    return False
