"""Which of the times in a clause is the promise's own."""

from __future__ import annotations

from collections.abc import Sequence

from kept.promises.finding.deadlines.parts import SameDay
from kept.promises.finding.deadlines.whens import When
from kept.promises.finding.words import Word, wordset

_DEADLINES = ("by", "before", "between")
_RANKS = {"for": 1, "of": 0, "since": -1, "not before": -1, "after": 1}
_PAST = wordset("said wrote sent rang told spoke had made paid bought was were met got")
_CAUSING = wordset("keep get have see make")
_TELLERS = wordset("i you we he she they")
_EVENTS = wordset(
    "appointment delivery survey meeting visit booking collection slot reservation termin lieferung besichtigung "
    "besuch buchung abholung"
)


def ours(words: Sequence[Word], whens: Sequence[When]) -> list[When]:
    """Times of the promise itself: none of the past, and none of an event, where there is another."""
    present = [when for when in whens if not _is_past(words, when)]
    return [when for when in present if not _is_of_event(words, when)] or present


def _is_past(words: Sequence[Word], when: When) -> bool:
    """“What you asked on Friday”."""
    before = words[when.start - 1].low if when.start >= 2 and when.bound not in _DEADLINES else ""
    is_caused = when.start >= 3 and words[when.start - 3].low in _CAUSING
    return (before.endswith("ed") or before in _PAST) and words[when.start - 2].low in _TELLERS and not is_caused


def chosen(whens: Sequence[When]) -> list[When]:
    ranked = [when for when in whens if rank(when) > 0]
    if not ranked:
        return []
    best = max(ranked, key=rank)
    missing = next((each for each in ranked if each is not best and _completes(best, each)), None)
    return [best, missing] if missing else [best]


def _is_of_event(words: Sequence[Word], when: When) -> bool:
    """“Your appointment on Friday”."""
    return when.start > 0 and words[when.start - 1].low in _EVENTS


def rank(when: When) -> int:
    return 3 if when.bound in _DEADLINES or when.span else _RANKS.get(when.bound, 2)


def _completes(one: When, other: When) -> bool:
    """A day for the clock of the other, or the other way round."""
    if one.span or other.span or rank(other) < 2:
        return False
    return (one.day is None and other.day is not None and not other.has_clock) or (
        not one.has_clock and other.has_clock and other.day is None
    )


def together(whens: Sequence[When]) -> When:
    one, *others = whens
    for other in others:
        one = one._replace(
            bound=other.bound if other.clock and one.clock is None else one.bound,
            day=other.day if isinstance(one.day, SameDay) else one.day or other.day,
            clock=one.clock or other.clock,
            half=one.half or other.half,
            part=one.part or other.part,
            edge=one.edge or other.edge,
            zone=one.zone or other.zone,
        )
    return one
