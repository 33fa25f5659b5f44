"""The sentences of a text that its writer said: no quoted lines, no quoted speech, nothing below a signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kept.promises.finding.words import Word, words, wordset

_QUOTED = re.compile(r"[ \t]*[>|]")
_BULLET = re.compile(r"[ \t]*(?:[-*•–]|\d{1,2}[.)]|[a-z]\))[ \t]")
_ATTRIBUTION = re.compile(r".{0,300}\b(?:wrote|writes|schrieb|schreibt)\b.{0,200}:[ \t]*$", re.IGNORECASE)
_EARLIER = re.compile(r"[ \t]*[-_=]{2,}[ \t]*[^\W\d_][^-_=]{3,60}[-_=]{2,}[ \t]*$|-- ?$|_{8,}$")
_GREETING = re.compile(r".{0,60},[ \t]*$")
_SHORT_LINE = 50  # characters; a longer one may have been wrapped
_ENDS = frozenset(".!?…")
_TITLES = (
    "mr mrs ms dr prof st hr fr nr no approx ca inc ltd co tel jan feb mar apr jun jul aug sep sept oct okt nov dec"
)
_TITLES += " dez bzw evtl ggf inkl str usw etc max min std vgl mind zw kd"
_ABBREVIATIONS = frozenset(_TITLES.split())
_OPENING = {'"': '"', "“": "”", "„": "“”", "»": "«", "«": "»", "”": "”"}
_SINGLE = "'‘’‚"
_SHORTENED = wordset("til till cause em bout tis twas n round fraid cos s ll re ve d m")
_LONGEST = 150  # words; what goes on for longer is taken in pieces


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words and marks in order, quoted speech left out; `end` is its last mark, empty when it has none."""

    words: list[Word]
    end: str


def sentences(text: str) -> Iterator[Sentence]:
    for start, end in _blocks(text):
        yield from _in_block(list(words(text, start, end)))


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of running text: lines that belong together, as they were wrapped."""
    begin = end = at = 0
    for line in text.splitlines(keepends=True):
        start, at = at, at + len(line)
        bare = line.rstrip()
        if _EARLIER.match(bare):
            break
        is_own = bool(bare) and not _QUOTED.match(bare) and not _ATTRIBUTION.match(bare)
        if begin < end and not (is_own and _goes_on(text[begin:end], bare)):
            yield begin, end
            begin = end
        if is_own:
            begin = start if begin >= end else begin
            end = start + len(bare)
    if begin < end:
        yield begin, end


def _goes_on(block: str, line: str) -> bool:
    """Whether the line was wrapped off the one before it."""
    last = block[block.rfind("\n") + 1 :]
    if _BULLET.match(line) or _GREETING.match(last):
        return line[:1].islower() and not _BULLET.match(line)
    return len(last) >= _SHORT_LINE or line.lstrip()[:1].islower()


def _in_block(block: list[Word]) -> Iterator[Sentence]:
    quoted = _quoted(block)
    begin = 0
    for at, word in enumerate(block):
        if word.low in _ENDS and _is_end(block, at):
            yield from _sentence(block, begin, at + 1, quoted)
            begin = at + 1
    yield from _sentence(block, begin, len(block), quoted)


def _is_end(block: list[Word], at: int) -> bool:
    if block[at].low != ".":
        return not (block[at].low == "…" and at + 1 < len(block) and block[at + 1].low == ")")
    if at + 1 == len(block):
        return True
    before, after = block[at - 1] if at else None, block[at + 1]
    if after.low == "." or (before is not None and before.low == "."):
        return after.is_capital
    if after.start == block[at].end and after.low not in _ENDS and after.raw[0].isalnum():
        return False
    if before is None or before.end != block[at].start:
        return True
    if before.low in _ABBREVIATIONS or (len(before.raw) == 1 and before.raw.isalpha() and before.raw != "I"):
        return False
    return not (before.raw[0].isdigit() and _follows_a_number(before, after))


def _follows_a_number(number: Word, after: Word) -> bool:
    """24. Dezember, in der 31. KW, am 5.8. um neun."""
    return after.raw[0].islower() or after.low in _AFTER_NUMBERS or (after.raw[0].isdigit() and len(number.raw) <= 2)


_AFTER_NUMBERS = wordset(
    "kw kalenderwoche januar jänner februar feber märz april mai juni juli august september oktober november dezember "
    ", )"
)


def _sentence(block: list[Word], begin: int, stop: int, quoted: frozenset[int]) -> Iterator[Sentence]:
    if begin >= stop:
        return
    while stop - begin > _LONGEST:
        yield from _sentence(block, begin, begin + _LONGEST, quoted)
        begin += _LONGEST
    end = block[stop - 1].low if block[stop - 1].low in _ENDS else ""
    said = [word for at, word in enumerate(block[begin:stop], begin) if at not in quoted]
    if end and said:
        said = said[:-1] if said[-1].low == end else said
    if said:
        yield Sentence(said, end)


def _quoted(words: list[Word]) -> frozenset[int]:
    """The places of words between quotation marks, when the quotation is more than a name."""
    found: set[int] = set()
    begin, closing = -1, ""
    for at, word in enumerate(words):
        if closing and word.low in closing:
            if at - begin > 2:
                found.update(range(begin, at + 1))
            closing = ""
        elif not closing and word.low in _OPENING:
            begin, closing = at, _OPENING[word.low]
    return frozenset(found | _in_single_marks(words))


def _in_single_marks(words: list[Word]) -> set[int]:
    """The same between single marks, which may be apostrophes too: one opens before a word, one closes after one."""
    found: set[int] = set()
    begin = -1
    for at, word in enumerate(words):
        if begin < 0 and word.raw in _SINGLE and _opens_quote(words, at):
            begin = at
        elif begin >= 0 and at > begin and word.raw[-1] in _SINGLE and _closes_quote(words, at):
            if at - begin > 2:
                found.update(range(begin, at + 1))
            begin = -1
    return found


def _opens_quote(words: list[Word], at: int) -> bool:
    is_apart = at == 0 or words[at - 1].end < words[at].start or words[at - 1].low in ("(", ":")
    following = words[at + 1] if at + 1 < len(words) else words[at]
    return is_apart and words[at].end == following.start and following.low not in _SHORTENED


def _closes_quote(words: list[Word], at: int) -> bool:
    is_after_word = len(words[at].raw) > 1 or words[at - 1].end == words[at].start
    following = words[at + 1] if at + 1 < len(words) else None
    is_inside = following is not None and following.start == words[at].end and following.raw[0].isalnum()
    return is_after_word and not is_inside
