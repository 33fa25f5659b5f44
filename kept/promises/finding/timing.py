"""Which time belongs to which promise, and where its words begin and end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from kept.promises.finding.acts import Act
from kept.promises.finding.carrying import WEEK, Earlier, follows
from kept.promises.finding.choosing import chosen, ours, rank, together
from kept.promises.finding.deadlines.calendar import Almanac
from kept.promises.finding.deadlines.parts import SameDay
from kept.promises.finding.deadlines.resolving import resolve
from kept.promises.finding.deadlines.whens import When
from kept.promises.finding.words import Word

_NEAR = 2  # words
_BOTH = frozenset({"and", "&", "und", ","})
_JOINING = frozenset({"and", "but", "so", "then", "or", ",", "und", "aber", "dann", "also"})


class Timed(NamedTuple):
    """An act with its time, from word `start` up to `end`; what it does leaves out the words at `elsewhere`."""

    act: Act
    start: int
    end: int
    whens: tuple[When, ...]
    due: datetime | None
    confidence: float
    elsewhere: range = range(0)


def timed(words: Sequence[Word], acts: Sequence[Act], earlier: Earlier, almanac: Almanac) -> Iterator[Timed]:
    free, whens = 0, earlier.whens
    acts = _with_prefaces(acts)
    last: Timed | None = None
    for at, act in enumerate(acts):
        limit = _front(words, whens, acts[at + 1].start, act.verb) if at + 1 < len(acts) else len(words)
        end = _trimmed(words, act, min(act.end, limit))
        start = _front(words, whens, act.start, free - 1)
        for part in _split(words, act, start, end, whens):
            one = _after(last, _with_time(words, part, free, earlier, almanac))
            if one.due or not act.needs_time:
                yield one
                last = one
        free = end


def _after(last: Timed | None, one: Timed) -> Timed:
    """“On Monday we deliver and on Wednesday we collect”: the Wednesday after that Monday."""
    if not (
        last
        and last.due
        and one.due
        and last.whens
        and one.whens
        and one.due < last.due
        and follows(one.whens[0], last.whens[0])
    ):
        return one
    return one._replace(due=one.due + WEEK)


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
        return _repeated(words, whole, whens)
    first = whole._replace(end=_trimmed(words, act, cut))
    second_act = act._replace(start=cut + 1, verb=cut + 1, joints=tuple(at for at in act.joints if at > cut))
    return [*_repeated(words, first, whens), *_split(words, second_act, cut + 1, end, whens)]


def _repeated(words: Sequence[Word], one: Timed, whens: Sequence[When]) -> list[Timed]:
    """“I'll ring you tomorrow at nine and on Friday at ten” is promised twice."""
    whens = () if one.act.is_timeless else whens
    own = [when for when in _times(whens, one.start, one.end) if when.has_day and when.has_clock and not when.span]
    for when, other in pairwise(own):
        if other.start == when.end + 1 and words[when.end].low in _BOTH and when.start > one.act.verb:
            since = one.elsewhere.start if one.elsewhere else when.start
            second = one._replace(start=other.start, elsewhere=range(since, other.start))
            return [one._replace(end=when.end), *_repeated(words, second, whens)]
    return [one]


def _times(whens: Sequence[When], start: int, end: int) -> list[When]:
    own = [when for when in whens if start <= when.start and when.end <= end and not isinstance(when.day, SameDay)]
    return [when for when in own if rank(when) > 0]


def _has_time(whens: Sequence[When], start: int, end: int) -> bool:
    return bool(_times(whens, start, end))


def _is_answer(words: Sequence[Word], one: Timed) -> bool:
    """“You will.”"""
    return one.act.verb == len(words) - 1 and words[-1].low in ("will", "shall")


def _with_time(words: Sequence[Word], one: Timed, free: int, earlier: Earlier, almanac: Almanac) -> Timed:
    inside = [when for when in earlier.whens if one.start <= when.start and when.end <= one.end]
    mine = [] if one.act.is_timeless else chosen(ours(words, inside))
    if not mine:
        answered = chosen(earlier.asked() if _is_answer(words, one) else earlier.seen(words, one.start))
        return one._replace(due=resolve(together(answered), almanac)) if answered else one
    day = earlier.day_for(mine, one.start, free)
    due = resolve(together([mine[0], day] if day else mine), almanac)
    return one._replace(whens=tuple(sorted(mine, key=lambda when: when.start)), due=due)
