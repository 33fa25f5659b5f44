"""Where the clause of a promise ends."""

from __future__ import annotations

from collections.abc import Sequence

from kept.promises.finding.deadlines.whens import When
from kept.promises.finding.english import doubting, people, verbs
from kept.promises.finding.english import vocabulary as v
from kept.promises.finding.words import Word

_CONJUNCTIONS = frozenset({"and", "but", "or", "so", "then", "plus", "&"})
_STRONG = frozenset({";", ":", "—", "–", "-", "(", ")", "…", "!", "?", "\u2022"})
_MAY_BREAK = _STRONG | _CONJUNCTIONS | doubting.SUBORDINATORS | {","}
_NEAR = 3
_INTERRUPTION = 7
_FARTHEST = {"(": _INTERRUPTION, ";": 1}
_LONGEST = 60  # words


def end(words: Sequence[Word], verb: int, whens: Sequence[When]) -> int:
    """The place after the last word of the clause whose verb stands at `verb`."""
    at, last = verb + 1, min(len(words), verb + _LONGEST)
    near = [when for when in whens if when.end > verb and when.start <= last + _INTERRUPTION]
    while at < last and not _breaks(words, at, near):
        at += 1
    while at > verb + 1 and (words[at - 1].low in _CONJUNCTIONS or not _is_word(words[at - 1])):
        at -= 1
    return at


def _is_word(word: Word) -> bool:
    return word.raw[0].isalnum() or word.low in ("half", ")")


def _breaks(words: Sequence[Word], at: int, whens: Sequence[When]) -> bool:
    low = words[at].low
    if low not in _MAY_BREAK and not words[at].is_picture:
        return False
    if any(when.start < at < when.end for when in whens):
        return False
    if low in _STRONG:
        return not _is_inside(words, at) and not _time_follows(at, whens, _FARTHEST.get(low, _NEAR))
    if low == ",":
        return _comma_breaks(words, at, whens)
    if low in doubting.SUBORDINATORS:
        is_done = low == "provided" and words[at - 1].low in ("be", "being")
        return not is_done and (words[at - 1].low not in doubting.ASKING or low != "if")
    if low in _CONJUNCTIONS:
        return _begins_clause(words, at + 1)
    return words[at].is_picture


def _is_inside(words: Sequence[Word], at: int) -> bool:
    """A hyphen between two words, a colon in a number."""
    return (
        words[at].low in ("-", ":", "–")
        and at + 1 < len(words)
        and (words[at - 1].end == words[at].start and words[at].end == words[at + 1].start)
    )


def _time_follows(at: int, whens: Sequence[When], within: int) -> bool:
    return any(at < when.start <= at + within for when in whens)


def _comma_breaks(words: Sequence[Word], at: int, whens: Sequence[When]) -> bool:
    following = words[at + 1].low if at + 1 < len(words) else ""
    is_told = verbs.is_ing(following) or (following, words[min(at + 2, len(words) - 1)].low) == ("that", "is")
    if is_told and _time_follows(at + 1, whens, _NEAR):
        return False  # “…, arriving at nine”
    if any(when.start == at + 1 for when in whens) and not _subject_after_time(words, at, whens):
        return False
    comma = next((far for far in range(at + 1, min(at + 1 + _INTERRUPTION, len(words))) if words[far].low == ","), None)
    if comma is not None and any(when.start == comma + 1 for when in whens) and following not in _CONJUNCTIONS:
        return _subject_after_time(words, comma, whens)
    return not (
        following in v.BASE_VERBS or (following == "and" and at + 2 < len(words) and words[at + 2].low in v.BASE_VERBS)
    )


def _subject_after_time(words: Sequence[Word], comma: int, whens: Sequence[When]) -> bool:
    """“…, tomorrow we load”: the time belongs to what follows."""
    after = next(when.end for when in whens if when.start == comma + 1)
    while after < len(words) and words[after].low == ",":
        after += 1
    return after + 1 < len(words) and words[after].low in people.PRONOUN_SUBJECTS | people.DEFINITE


def _begins_clause(words: Sequence[Word], at: int) -> bool:
    if at >= len(words):
        return True
    low = words[at].low
    if low in ("and", "so", "then", "please", "thank", "thanks", "hope", "if", "sorry"):
        return True
    return low in people.PRONOUN_SUBJECTS and not (low in ("this", "that") and words[at - 1].low == "and")
