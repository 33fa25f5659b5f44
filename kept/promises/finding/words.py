"""Words as they are compared: small letters, one kind of apostrophe, contractions taken apart, usual slips mended."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

# A letter run with inner apostrophes, a date or time in digits, a point or mark, a line's end. Each needs linear time.
_TOKEN = re.compile(
    r"(?P<word>[apAP]\.[mM]\.?(?![^\W\d_])|[^\W\d_]+(?:['’´`ʼ]{1,2}[^\W\d_]+)*['’]?)"
    r"|(?P<number>\d{4}-\d\d-\d\d|\d+(?:[.:/,]\d+)*)"
    r"|(?P<line>\n)|(?P<mark>[^\w\s]|_)"
)
_APOSTROPHES = str.maketrans("’´`ʼ", "''''")
_HALVES = {"½": "half"}


class Word(NamedTuple):
    """`low` is compared, `raw` is what stands in the text from `start` to `end` (a contraction is shared by its parts)."""

    low: str
    raw: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        return self.raw[:1].isupper()


def words(text: str, start: int, end: int, parts: Mapping[str, tuple[str, ...]]) -> Iterator[Word]:
    """The words of a stretch of the text; `parts` says what a word stands for, if not for itself."""
    for match in _TOKEN.finditer(text, start, end):
        raw = match[0]
        low = raw.lower()
        if match.lastgroup == "word" and not raw.isalpha():
            low = low.translate(_APOSTROPHES).replace("''", "'").rstrip("'")
        elif match.lastgroup == "mark":
            low = _HALVES.get(low, low)
        if low in parts:
            yield from _split(match, parts[low])
        else:
            yield Word(low, raw, match.start(), match.end())


def _split(match: re.Match[str], parts: tuple[str, ...]) -> Iterator[Word]:
    """The first part begins where the word begins, the last ends where it ends."""
    begin, end = match.span()
    middle = max(begin + 1, end - max(len(parts[-1]) - 1, 1)) if len(parts) > 1 else end
    for number, part in enumerate(parts):
        first, last = number == 0, number == len(parts) - 1
        raw = match[0] if first else part
        yield Word(part, raw, begin if first else middle, end if last else middle)
