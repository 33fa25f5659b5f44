"""Phrases as data: each is a row of words and slots, and what it means: parts, nothing (it only looks
like a time), or None (it does not fit).

A phrase such as "in (the) next {number} {unit}" has words, alternatives (a|b), words that may be missing, and slots.
All phrases of a language stand in one tree (`tree.py`), walked word by word; the longest that fits wins. No phrase is
longer than the tree is deep, so that the time needed is linear to the text, whatever it says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kept.promises.finding.deadlines.parts import Part
from kept.promises.finding.deadlines.tree import Node, tree
from kept.promises.finding.words import Word

Slot = Callable[[Word], Any]
Meaning = Callable[..., tuple[Part, ...] | None]


class Piece(NamedTuple):
    """The parts said by the words from `start` up to `end`."""

    parts: tuple[Part, ...]
    start: int
    end: int


_REMEMBERED = 2_000  # words
# The word after a phrase, and what it means.
_End = tuple[int, tuple[Part, ...]]


class Grammar:
    """`named` are the words that a slot can read; beside them, slots read figures only."""

    def __init__(
        self, slots: Mapping[str, Slot], named: frozenset[str], phrases: Sequence[tuple[str, Meaning]]
    ) -> None:
        self._slots = slots
        self._known: dict[tuple[str, bool, bool], list[tuple[str, Any]]] = {}
        self._root = tree(phrases)
        self._named = named
        self._starts = named.union(self._root.branches)

    def pieces(self, words: Sequence[Word]) -> list[Piece]:
        found, at = [], 0
        starts = self._starts
        while at < len(words):
            low = words[at].low
            if low not in starts and not low[0].isdigit():
                at += 1
                continue
            end, parts = self._longest(self._root, words, at, ()) or (at + 1, ())
            if parts:
                found.append(Piece(parts, at, end))
            at = end
        return found

    def speaks_of_time(self, lows: Iterable[str]) -> bool:
        """Whether any of these words can be of a time: a quick look before reading."""
        return any(low in self._starts or low[0].isdigit() for low in lows)

    def _longest(self, node: Node, words: Sequence[Word], at: int, values: tuple[Any, ...]) -> _End | None:
        best: _End | None = None
        if at < len(words):
            for after, value in self._steps(node, words[at]):
                found = self._longest(after, words, at + 1, values if value is None else (*values, value))
                if found and (best is None or found[0] > best[0]):
                    best = found
        if best is None and node.meaning and (parts := node.meaning(*values)) is not None:
            return at, parts
        return best

    def _steps(self, node: Node, word: Word) -> Iterator[tuple[Node, Any]]:
        """Where the word leads, and the value of the slot that it fills."""
        low, branches = word.low, node.branches
        if low in branches:
            yield branches[low], None
        if low in self._named or low[0].isdigit():
            for slot, value in self._read(word):
                if slot in branches:
                    yield branches[slot], value

    def _read(self, word: Word) -> list[tuple[str, Any]]:
        """What each slot reads in the word: the same each time, so it is remembered for a while."""
        key = (word.low, word.raw[:1].isupper(), word.raw.isupper())
        if (known := self._known.get(key)) is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            read = [(f"{{{name}}}", slot(word)) for name, slot in self._slots.items()]
            known = self._known[key] = [(name, value) for name, value in read if value is not None]
        return known
