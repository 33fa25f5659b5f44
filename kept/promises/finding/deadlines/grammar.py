"""Phrases as data: each is a row of words and slots, and what it means: parts, nothing (it only looks
like a time), or None (it does not fit).

A phrase such as "in (the) next {number} {unit}" has words, alternatives (a|b), words that may be missing, and slots.
All phrases of a language stand in one tree, walked word by word; the longest that fits wins. No phrase is longer than
the tree is deep, so that the time needed is linear to the text, whatever it says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any, NamedTuple

from kept.promises.finding.deadlines.parts import Part
from kept.promises.finding.words import Word

Slot = Callable[[Word], Any]
Meaning = Callable[..., tuple[Part, ...] | None]


@dataclass(slots=True)
class _Node:
    words: dict[str, _Node] = field(default_factory=dict)
    slots: dict[str, _Node] = field(default_factory=dict)
    meaning: Meaning | None = None


class Piece(NamedTuple):
    """The parts said by the words from `start` up to `end`."""

    parts: tuple[Part, ...]
    start: int
    end: int


class Grammar:
    """`named` are the words that a slot can read; beside them, slots read figures only."""

    def __init__(
        self, slots: Mapping[str, Slot], named: frozenset[str], phrases: Sequence[tuple[str, Meaning]]
    ) -> None:
        self._slots = slots
        self._named = named
        self._root = _Node()
        for phrase, meaning in phrases:
            for spelling in _spellings(phrase):
                self._plant(spelling, meaning)

    def _plant(self, spelling: tuple[str, ...], meaning: Meaning) -> None:
        node = self._root
        for word in spelling:
            branch, key = (node.slots, word[1:-1]) if word[0] == "{" else (node.words, word)
            node = branch.setdefault(key, _Node())
        node.meaning = node.meaning or meaning

    def pieces(self, words: Sequence[Word]) -> list[Piece]:
        found, at = [], 0
        starts, named = self._root.words, self._named
        while at < len(words):
            low = words[at].low
            if low not in starts and low not in named and not low[0].isdigit():
                at += 1
                continue
            piece = self._longest(words, at)
            if piece and piece.parts:
                found.append(piece)
            at = piece.end if piece else at + 1
        return found

    def _longest(self, words: Sequence[Word], at: int) -> Piece | None:
        best: Piece | None = None
        for end, meaning, values in self._walk(self._root, words, at, ()):
            if (best is None or end > best.end) and (parts := meaning(*values)) is not None:
                best = Piece(parts, at, end)
        return best

    def _walk(
        self, node: _Node, words: Sequence[Word], at: int, values: tuple[Any, ...]
    ) -> Iterator[tuple[int, Meaning, tuple[Any, ...]]]:
        if node.meaning:
            yield at, node.meaning, values
        if at == len(words):
            return
        word = words[at]
        if following := node.words.get(word.low):
            yield from self._walk(following, words, at + 1, values)
        if word.low not in self._named and not word.low[0].isdigit():
            return
        for name, after in node.slots.items():
            if (value := self._slots[name](word)) is not None:
                yield from self._walk(after, words, at + 1, (*values, value))


def _spellings(phrase: str) -> Iterator[tuple[str, ...]]:
    """All ways to say it: `(word)` may be missing, `a|b` is one or the other."""
    choices = []
    for word in phrase.split():
        may_miss = word[0] == "("
        options = [[each] for each in word.strip("()").split("|")]
        choices.append([*options, []] if may_miss else options)
    return (tuple(word for part in chosen for word in part) for chosen in product(*choices))
