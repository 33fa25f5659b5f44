"""Words as they are compared: small letters, one kind of apostrophe, contractions taken apart, usual slips mended."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

# A letter run with inner apostrophes, a date or time in digits, a mark. Each needs linear time.
_TOKEN = re.compile(
    r"[apAP]\.[mM]\.?(?![^\W\d_])|b4\b|[^\W\d_]+(?:['’´`ʼ]{1,2}[^\W\d_]+)*['’]?"
    r"|\d{4}-\d\d-\d\d|\d+(?:[.:/,]\d+)*"
    r"|[^\w\s]|_"
)
_APOSTROPHES = str.maketrans("’´`ʼ", "''''")
_PICTURES, _JOINER = "\u2190", "\u200d"
_HALVES = {"½": "half"}


class Word(NamedTuple):
    """`low` is compared; `raw` stands in the text from `start` to `end`."""

    low: str
    raw: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        return self.raw[:1].isupper()

    @property
    def is_picture(self) -> bool:
        """An emoji, an arrow, or what holds emoji together."""
        return (self.raw[0] >= _PICTURES and not self.raw.isalpha()) or self.raw == _JOINER


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The words and marks of a stretch of the text, lines' ends left out."""
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        raw = match[0]
        low = raw.lower()
        if not low.isalpha():
            low = _plain(low)
        yield Word(low, raw, *match.span())


def _plain(low: str) -> str:
    """One kind of apostrophe inside, none at the end."""
    if len(low) == 1 or not low[0].isalpha():
        return _HALVES.get(low, low)
    return low.translate(_APOSTROPHES).replace("''", "'").rstrip("'")


def taken_apart(words: Iterable[Word], parts: Mapping[str, tuple[str, ...]]) -> list[Word]:
    """With contractions as the words they stand for, and slips mended. Parts share the place of the whole."""
    found: list[Word] = []
    words = list(words)
    for at, word in enumerate(words):
        stands_for = parts.get(word.low)
        if stands_for is None and "'" in word.low:
            stands_for = _general(word.low, words[at + 1].low if at + 1 < len(words) else "")
        if stands_for is None:
            found.append(word)
            continue
        first, *others = stands_for
        raw = word.raw[: len(first)] if word.low.startswith(first) else word.raw
        found.append(Word(first, raw, word.start, word.end))
        found += [Word(other, other, word.start, word.end) for other in others]
    return found


def _general(low: str, following: str) -> tuple[str, ...] | None:
    """“The hedge'll”, “Pete's going”, “Blair's got”."""
    if low.endswith("'ll"):
        return (low[:-3], "will")
    if low.endswith("'s") and following in ("got", "been"):
        return (low[:-2], "has")
    return (low[:-2], "is") if low.endswith("'s") and following.endswith("ing") else None


def wordset(words: str) -> frozenset[str]:
    """Words as data, parted by spaces."""
    return frozenset(words.split())
