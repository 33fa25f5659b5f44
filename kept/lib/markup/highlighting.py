"""Highlighting words in clean markup: wherever they stand, across emphasis and however they are spaced."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kept.lib.markup import pieces
from kept.lib.markup.pieces import Piece, Tag

# They stand within a line; any other tag begins a new one.
_INLINE = {"strong", "em", "s", "code", "a"}
_SIGN = re.compile(r"&[#\w]+;|.", re.DOTALL)


@dataclass(frozen=True)
class Highlight:
    """`words` as somebody said them. Each run of them comes between `begin` and `end`; `last` ends the last run."""

    words: str
    begin: str
    end: str
    last: str = ""


@dataclass
class _Line:
    """The words of a page in one line; for each sign in which piece it stands, from where to where, None for none."""

    text: str = ""
    places: list[tuple[int, int, int] | None] = field(default_factory=list)

    def add(self, said: str, place: tuple[int, int, int] | None) -> None:
        self.text += said
        self.places += [place] * len(said)


@dataclass(frozen=True)
class _Run:
    """A stretch of one piece that is highlighted."""

    at: int
    start: int
    stop: int


def highlighted(page: str, highlights: Iterable[Highlight]) -> str:
    """The page with those words highlighted where they stand first; words in links, and highlighted ones, are not."""
    letter = pieces.parse(page)
    line, taken, edits = _line(letter), set[int](), list[tuple[_Run, str, str]]()
    for each in highlights:
        found = next((one for one in _places(each.words, line.text) if taken.isdisjoint(one)), range(0))
        taken.update(found)
        runs = [run for run in _runs(line, found) if str(letter[run.at])[run.start : run.stop].strip()]
        edits += [(run, each.begin, each.last + each.end if run == runs[-1] else each.end) for run in runs]
    for run, begin, end in sorted(edits, key=lambda edit: (edit[0].at, edit[0].start), reverse=True):
        said = str(letter[run.at])
        letter[run.at] = f"{said[: run.start]}{begin}{said[run.start : run.stop]}{end}{said[run.stop :]}"
    return pieces.written(letter)


def _line(letter: list[Piece]) -> _Line:
    line, linked = _Line(), False
    for at, one in enumerate(letter):
        if isinstance(one, Tag):
            linked = not one.closing if one.name == "a" else linked
            line.add("" if one.name in _INLINE else "\n", None)
            continue
        for sign in _SIGN.finditer(one):
            line.add(html.unescape(sign[0]), None if linked else (at, sign.start(), sign.end()))
    return line


def _places(said: str, text: str) -> Iterator[range]:
    """Where those words stand, however they are spaced and spelt large or small."""
    words = re.findall(r"\w+", said)
    if words:
        pattern = r"(?<!\w)" + r"\W+".join(map(re.escape, words)) + r"(?!\w)"
        yield from (range(*found.span()) for found in re.finditer(pattern, text, re.IGNORECASE))


def _runs(line: _Line, found: range) -> list[_Run]:
    """The stretches of pieces in which the words stand."""
    runs: dict[int, tuple[int, int]] = {}
    for place in (line.places[each] for each in found):
        if place is not None:
            at, start, stop = place
            runs[at] = (runs[at][0] if at in runs else start, stop)
    return [_Run(at, start, stop) for at, (start, stop) in runs.items()]
