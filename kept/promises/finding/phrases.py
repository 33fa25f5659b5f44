"""Rows of words, looked up by their first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kept.promises.finding.words import Word


class Phrases:
    """Each phrase is words parted by spaces; one of nothing but spaces does not count."""

    def __init__(self, *phrases: str) -> None:
        self._rests: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            first, *rest = phrase.split()
            self._rests.setdefault(first, []).append(tuple(rest))

    def begin(self, words: Sequence[Word], at: int) -> bool:
        """Whether one of them begins at that word."""
        if not 0 <= at < len(words) or (rests := self._rests.get(words[at].low)) is None:
            return False
        return any(_fits(words, at + 1, rest) for rest in rests)

    def stand(self, words: Sequence[Word], places: Iterable[int]) -> bool:
        """Whether one of them begins at one of those words."""
        return any(words[at].low in self._rests and self.begin(words, at) for at in places)


def _fits(words: Sequence[Word], at: int, rest: tuple[str, ...]) -> bool:
    return len(words) >= at + len(rest) and all(words[at + n].low == each for n, each in enumerate(rest))
