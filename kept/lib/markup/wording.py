"""Formatted words said plainly: what `own.clean` gave back, as text."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from kept.lib.markup import pieces
from kept.lib.markup.pieces import Piece, Tag

_BREAKS = re.compile(r"[\t\r\n]+")


def plain(clean: str) -> str:
    """Lists with dashes and numbers, quotes with `>`, links with their address, pictures by name in brackets."""
    page = _Page()
    for piece in pieces.parse(clean):
        page.take(piece)
    return page.done()


@dataclass
class _Mark:
    """What stands before each line of a quote or an item: `first` on its first line, `rest` on the others."""

    rest: str
    first: str = ""


@dataclass
class _Page:
    lines: list[str] = field(default_factory=list)
    line: str | None = None
    marks: list[_Mark] = field(default_factory=list)
    numbers: list[int | None] = field(default_factory=list)
    links: list[tuple[str, int, int]] = field(default_factory=list)
    as_it_is: int = 0

    def take(self, piece: Piece) -> None:
        if isinstance(piece, str):
            self._say(html.unescape(piece))
        elif piece.closing:
            self._close(piece.name)
        else:
            self._open(piece)

    def done(self) -> str:
        self._end()
        return "\n".join(line.rstrip() for line in self.lines).rstrip("\n")

    def _say(self, words: str) -> None:
        first, *others = words.split("\n") if self.as_it_is else [_BREAKS.sub(" ", words)]
        self._begin(first)
        for each in others:
            self._end()
            self._begin(each)

    def _begin(self, words: str = "") -> None:
        """Words on the line that is under way, or on a new one."""
        if self.line is None:
            self.line = ""
            for mark in self.marks:
                self.line, mark.first = self.line + (mark.first or mark.rest), ""
        self.line += words

    def _end(self) -> None:
        if self.line is not None:
            self.lines.append(self.line)
            self.line = None

    def _open(self, tag: Tag) -> None:
        match tag.name:
            case "br":
                self._begin()
                self._end()
            case "img":
                self._begin(f"[{tag.attributes.get('alt', '')}]")
            case "a":
                self._begin()
                self.links.append((tag.attributes.get("href", ""), len(self.lines), len(self.line or "")))
            case "ul" | "ol":
                self._end()
                self.numbers.append(int(tag.attributes.get("start") or 1) if tag.name == "ol" else None)
            case _:
                self._open_block(tag.name)

    def _open_block(self, name: str) -> None:
        if name in {"p", "pre", "blockquote", "li"}:
            self._end()
        if name == "blockquote":
            self.marks.append(_Mark("> "))
        elif name == "li":
            self.marks.append(self._item())
        elif name in {"p", "pre"}:
            self._begin()
            self.as_it_is += name == "pre"

    def _item(self) -> _Mark:
        number = self.numbers[-1] if self.numbers else None
        if number is None:
            return _Mark("  ", "- ")
        self.numbers[-1] = number + 1
        return _Mark(" " * len(f"{number}. "), f"{number}. ")

    def _close(self, name: str) -> None:
        if name == "a" and self.links:
            self._close_link(*self.links.pop())
        elif name in {"ul", "ol"} and self.numbers:
            self.numbers.pop()
        elif name in {"blockquote", "li"} and self.marks:
            if self.marks[-1].first:  # an item without a word
                self._begin()
            self._end()
            self.marks.pop()
        elif name in {"p", "pre"}:
            self._end()
            self.as_it_is -= name == "pre" and self.as_it_is > 0

    def _close_link(self, href: str, at: int, start: int) -> None:
        said = (self.line or "")[start:] if at == len(self.lines) else ""
        bare = href.removeprefix("mailto:").removeprefix("tel:")
        if href and said.strip() not in {href, bare, bare.removesuffix("/")}:
            self._begin(f" <{bare}>" if said.strip() else f"<{bare}>")
