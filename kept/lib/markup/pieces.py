"""Clean markup as a list of words and tags, to be changed piece by piece. Linear in time, without a tree."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# As html5ever writes it: no `<` but at a tag, every value in double quotes, every tag closed that can be.
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z][a-z0-9-]*="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([a-z][a-z0-9-]*)="([^"]*)"')
VOID = {"br", "img", "hr", "col", "wbr"}
_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class Tag:
    """An opening or closing tag. `end` is where in the list its closing tag stands (its own place for void ones)."""

    name: str
    closing: bool = False
    attributes: dict[str, str] = field(default_factory=dict)
    end: int = 0
    before: str = ""
    after: str = ""

    def __str__(self) -> str:
        if self.closing:
            return f"{self.before}</{self.name}>{self.after}"
        said = "".join(f' {name}="{html.escape(value)}"' for name, value in self.attributes.items())
        return f"{self.before}<{self.name}{said}>{self.after}"

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())


Piece = str | Tag


def parse(clean: str) -> list[Piece]:
    """The pieces of markup that `hygiene.clean` gave back. Words are as they were, escaped; values are not."""
    pieces: list[Piece] = []
    opened: list[tuple[Tag, int]] = []
    start = 0
    for found in _TAG.finditer(clean):
        if found.start() > start:
            pieces.append(_words(clean[start : found.start()]))
        start = found.end()
        tag = Tag(found[2], bool(found[1]), {name: html.unescape(said) for name, said in _ATTRIBUTE.findall(found[3])})
        tag.end = len(pieces)
        if tag.closing:
            while opened and opened[-1][0].name != tag.name:
                opened.pop()
            if opened:
                opened.pop()[0].end = len(pieces)
        elif tag.name not in VOID:
            opened.append((tag, len(pieces)))
        pieces.append(tag)
    if start < len(clean):
        pieces.append(_words(clean[start:]))
    return pieces


def _words(said: str) -> str:
    return said.replace("<", "&lt;")


def tags(pieces: list[Piece]) -> Iterator[tuple[int, Tag]]:
    """The opening tags with their places."""
    return ((at, each) for at, each in enumerate(pieces) if isinstance(each, Tag) and not each.closing)


def said(pieces: list[Piece]) -> str:
    """The words alone, without markup and escapes, each piece on a line of its own."""
    words = (_SPACES.sub(" ", html.unescape(each)).strip() for each in pieces if isinstance(each, str))
    return "\n".join(each for each in words if each)


def written(pieces: list[Piece]) -> str:
    """The markup again."""
    return "".join(map(str, pieces))
