"""Which time belongs to which promise, and where its words begin and end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from kept.promises.finding.acts import Act
from kept.promises.finding.deadlines.calendar import Almanac
from kept.promises.finding.deadlines.resolving import resolve
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
_NEAR = 2  # words
_JOINING = frozenset({"and", "but", "so", "then", "or", ",", "und", "aber", "dann", "also"})


class Timed(NamedTuple):
    """An act with its time, from word `start` up to `end`."""

    act: Act
    start: int
    end: int
    whens: tuple[When, ...]
    due: datetime | None
    confidence: float


def timed(words: Sequence[Word], acts: Sequence[Act], whens: Sequence[When], almanac: Almanac) -> Iterator[Timed]:
    free = 0
    acts = _with_prefaces(acts)
    for at, act in enumerate(acts):
        limit = _front(words, whens, acts[at + 1].start, act.verb) if at + 1 < len(acts) else len(words)
        end = _trimmed(words, act, min(act.end, limit))
        start = _front(words, whens, act.start, free - 1)
        for part in _split(words, act, start, end, whens):
            one = _with_time(words, part, free, whens, almanac)
            if one.due or not act.needs_time:
                yield one
        free = end


def _with_prefaces(acts: Sequence[Act]) -> list[Act]:
    """A preface and the promise right after it are one."""
    joined: list[Act] = []
    for act in acts:
        if joined and joined[-1].is_preface and act.start - joined[-1].end <= _NEAR:
            act = act._replace(start=joined.pop().start, joints=())
        joined.append(act)
    return joined


def _front(words: Sequence[Word], whens: Sequence[When], start: int, floor: int) -> int:
    """Where a clause begins whose subject stands at `start`: with the time said before it, if it opens the clause."""
    at = start
    while at > 0 and words[at - 1].low in (",", "and", "und"):
        at -= 1
    for when in whens:
        if when.end == at and when.start > floor and _opens(words, when.start):
            return when.start
    return start


def _opens(words: Sequence[Word], at: int) -> bool:
    before = words[at - 1] if at else None
    return before is None or not before.raw[0].isalnum() or before.low in _JOINING


def _trimmed(words: Sequence[Word], act: Act, end: int) -> int:
    while end > act.verb + 1 and (words[end - 1].low in _JOINING or not words[end - 1].raw[0].isalnum()):
        end -= 1
    return max(end, act.verb + 1)


def _split(words: Sequence[Word], act: Act, start: int, end: int, whens: Sequence[When]) -> list[Timed]:
    """“I'll ask today and ring you tomorrow” is two, “I'll ask and ring you tomorrow” one."""
    cut = next((at for at in act.joints if _has_time(whens, start, at) and _has_time(whens, at, end)), None)
    whole = Timed(act, start, end, (), None, act.confidence)
    if cut is None:
        return [whole]
    first = whole._replace(end=_trimmed(words, act, cut))
    second_act = act._replace(start=cut + 1, verb=cut + 1, joints=tuple(at for at in act.joints if at > cut))
    return [first, *_split(words, second_act, cut + 1, end, whens)]


def _has_time(whens: Sequence[When], start: int, end: int) -> bool:
    return any(start <= when.start and when.end <= end and _RANKS.get(when.bound, 2) > 0 for when in whens)


def _with_time(words: Sequence[Word], one: Timed, free: int, whens: Sequence[When], almanac: Almanac) -> Timed:
    inside = [when for when in whens if one.start <= when.start and when.end <= one.end]
    chosen = [] if one.act.is_timeless else _chosen(_ours(words, inside))
    if not chosen:
        return one
    earlier = [when for when in whens if when.end <= one.start and _rank(when) > 0 and not when.has_clock]
    if not any(when.has_day for when in chosen) and earlier and earlier[-1].start >= free:
        return one._replace(whens=tuple(chosen), due=resolve(_together([chosen[0], earlier[-1]]), almanac))
    due = resolve(_together(chosen), almanac)
    return one._replace(whens=tuple(sorted(chosen, key=lambda when: when.start)), due=due)


def _ours(words: Sequence[Word], whens: Sequence[When]) -> list[When]:
    """Times of the promise itself: none of the past, and none of an event, where there is another."""
    present = [when for when in whens if not _is_past(words, when)]
    return [when for when in present if not _is_of_event(words, when)] or present


def _is_past(words: Sequence[Word], when: When) -> bool:
    """“What you asked on Friday”."""
    before = words[when.start - 1].low if when.start >= 2 and when.bound not in _DEADLINES else ""
    is_caused = when.start >= 3 and words[when.start - 3].low in _CAUSING
    return (before.endswith("ed") or before in _PAST) and words[when.start - 2].low in _TELLERS and not is_caused


def _chosen(whens: Sequence[When]) -> list[When]:
    ranked = [when for when in whens if _rank(when) > 0]
    if not ranked:
        return []
    best = max(ranked, key=_rank)
    missing = next((each for each in ranked if each is not best and _completes(best, each)), None)
    return [best, missing] if missing else [best]


def _is_of_event(words: Sequence[Word], when: When) -> bool:
    """“Your appointment on Friday”."""
    return when.start > 0 and words[when.start - 1].low in _EVENTS


def _rank(when: When) -> int:
    return 3 if when.bound in _DEADLINES or when.span else _RANKS.get(when.bound, 2)


def _completes(one: When, other: When) -> bool:
    """A day for the clock of the other, or the other way round."""
    if one.span or other.span or _rank(other) < 2:
        return False
    return (one.day is None and other.day is not None and not other.has_clock) or (
        not one.has_clock and other.has_clock and other.day is None
    )


def _together(whens: Sequence[When]) -> When:
    one, *others = whens
    for other in others:
        one = one._replace(
            bound=other.bound if other.clock and one.clock is None else one.bound,
            day=one.day or other.day,
            clock=one.clock or other.clock,
            half=one.half or other.half,
            part=one.part or other.part,
            edge=one.edge or other.edge,
            zone=one.zone or other.zone,
        )
    return one
