"""What a colleague wrote with the editor: words, emphasis, lists, quotes, code, links, pictures; no look of its own.

The browser that sends it is trusted with nothing: every element and every attribute that may stay is named here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import unquote

import nh3

from kept.lib.markup import each, pieces, wording
from kept.lib.markup.pieces import Tag

TAGS = each("p br strong em s code pre blockquote ul ol li a img")
_LINES_ONLY = re.compile(r"(?:[^<]|</?p>|<br>)*")
_RENAMED = [(re.compile(rf"<(/?){old}(?=[\s>])", re.IGNORECASE), rf"<\1{new}") for old, new in (
    ("b", "strong"), ("i", "em"), ("strike", "s"), ("del", "s"),
)]  # fmt: skip
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_FIRST_OF_ITEM = re.compile(r"(<li>(?:(?!</?p>|</?li>).)*)</p>", re.DOTALL)
_ADDRESS = re.compile(r"https?://(?:(?!&(?:lt|gt|quot|nbsp);)[^\s<>\"'])+(?<![.,;:!?)\]])")
_EMPTY_LINES = re.compile(r"(?:<br>){2,}")


def _of_care(tag: str, attribute: str, value: str) -> str | None:
    """Links lead to the web, to mail and to telephones; a picture is one that goes along, and nothing else."""
    if tag in {"a", "img"} and attribute in {"href", "src"}:
        return value if (value.strip()[:4].lower() == "cid:") == (tag == "img") else None
    if (tag, attribute) == ("img", "alt"):
        return value
    return value if value.isascii() and value.isdigit() and len(value) < 5 else None


_OPTIONS: dict[str, Any] = {
    "tags": TAGS,
    "clean_content_tags": each("script style title template noscript iframe object embed svg math select textarea"),
    "attributes": {"a": {"href"}, "img": {"src", "alt", "width", "height"}, "ol": {"start"}},
    "attribute_filter": _of_care,
    "url_schemes": {"http", "https", "mailto", "tel", "cid"},
    "url_relative": "deny",
    "strip_comments": True,
    "link_rel": None,
}
_cleaner = nh3.Cleaner(**_OPTIONS)


@dataclass(frozen=True)
class Words:
    """What somebody wrote: `text` says all of it plainly; `html` is the same with its form, '' where it has none."""

    text: str
    html: str = ""

    @classmethod
    def written(cls, text: str, html: str = "", pictures: Collection[str] | None = None) -> Words:
        """As they came from a browser. `pictures` are the content ids of those that may stand in it; None for any."""
        page = clean(html, pictures) if html.strip() else ""
        if not page:
            return cls("" if html.strip() else text)
        return cls(wording.plain(page), "" if _LINES_ONLY.fullmatch(page) else page)

    def above(self, other: Words) -> Words:
        """Both, with an empty line between them."""
        if not self or not other:
            return self or other
        html = f"{self.page}<p></p>{other.page}" if self.html or other.html else ""
        return Words(f"{self.text}\n\n{other.text}", html)

    def __bool__(self) -> bool:
        return bool(self.text.strip())

    @property
    def page(self) -> str:
        """With or without form, as markup."""
        return self.html or lines(self.text)

    @property
    def pictures(self) -> set[str]:
        """The content ids of the pictures that stand in it."""
        return set(_pictures(self.html))


def clean(page: str, pictures: Collection[str] | None = None) -> str:
    """Less everything that is not ours. Pictures are named by content id (`cid:`, RFC 2392)."""
    for old, new in _RENAMED:
        page = old.sub(new, page)
    done = _cleaner.clean(page)
    if "<img" not in done:
        return done.strip()
    letter = pieces.parse(done)
    return pieces.written([one for one in letter if not _is_nothing(one, pictures)]).strip()


def _is_nothing(piece: pieces.Piece, pictures: Collection[str] | None) -> bool:
    """Whether it is a picture that is not there."""
    if isinstance(piece, str) or piece.name != "img":
        return False
    name = content_id(piece)
    return not name or (pictures is not None and name not in pictures)


def content_id(picture: Tag) -> str:
    return unquote(picture.attributes.get("src", "")[4:].strip())


def _pictures(html: str) -> Iterable[str]:
    return (content_id(tag) for _at, tag in pieces.tags(pieces.parse(html)) if tag.name == "img")


def lines(text: str) -> str:
    """Plain words as markup, a paragraph for each line, as the editor has them."""
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in text.split("\n"))


def linked(html: str) -> str:
    """With links where addresses on the web stand in plain words."""
    letter = pieces.parse(html)
    within = 0
    for at, one in enumerate(letter):
        if isinstance(one, Tag) and one.name in {"a", "pre", "code"}:
            within += -1 if one.closing else 1
        elif isinstance(one, str) and not within:
            letter[at] = _ADDRESS.sub(r'<a href="\g<0>">\g<0></a>', one)
    return pieces.written(letter)


def paragraphs(html: str) -> str:
    """For a letter: lines that follow each other are one paragraph, and an empty line ends it."""
    html = html.replace("</p><p>", "<br>").replace("<li><p>", "<li>").replace("</p></li>", "</li>")
    html = _FIRST_OF_ITEM.sub(r"\1", html)
    return _cleaner.clean(_PARAGRAPH.sub(lambda found: _parted(found[1]), html))


def _parted(inside: str) -> str:
    blocks = (block.removeprefix("<br>").removesuffix("<br>") for block in _EMPTY_LINES.split(inside))
    return "".join(f"<p>{block}</p>" for block in blocks if block.strip())
