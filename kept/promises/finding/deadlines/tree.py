"""The tree of all phrases. Written out it would have a branch for every spelling of every phrase, tens of thousands, of
which a text walks a few: so a branch grows when it is first walked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

Meaning = Callable[..., Any]


class Step(NamedTuple):
    """Any of these words, or slots in braces; it may be missing."""

    options: list[str]
    may_miss: bool


class Rest(NamedTuple):
    """What is left of a phrase, and what the whole means."""

    steps: tuple[Step, ...]
    meaning: Meaning


class Node:
    """Where the phrases stand of which these rests are left."""

    def __init__(self, rests: Iterable[Rest]) -> None:
        self._rests = rests

    @cached_property
    def branches(self) -> Mapping[str, Node]:
        """By the word, or the slot in braces, that goes on."""
        found: dict[str, list[Rest]] = defaultdict(list)
        for steps, meaning in self._rests:
            for at, step in enumerate(steps, 1):
                for option in step.options:
                    found[option].append(Rest(steps[at:], meaning))
                if not step.may_miss:
                    break
        return {option: Node(rests) for option, rests in found.items()}

    @cached_property
    def meaning(self) -> Meaning | None:
        """That of the first phrase that may end here."""
        return next((meaning for steps, meaning in self._rests if all(step.may_miss for step in steps)), None)


def tree(phrases: Iterable[tuple[str, Meaning]]) -> Node:
    """`(word)` may be missing, `a|b` is one or the other."""
    return Node([Rest(tuple(_step(word) for word in phrase.split()), meaning) for phrase, meaning in phrases])


def _step(word: str) -> Step:
    return Step(word.strip("()").split("|"), word[0] == "(")
