"""What is announced without a verb: “Delivery tomorrow before noon”, “new delivery date is 22 May”."""

from __future__ import annotations

from kept.promises.finding.acts import Act
from kept.promises.finding.english import people, verbs
from kept.promises.finding.english import vocabulary as v
from kept.promises.finding.english.reading import WEAK, Reading
from kept.promises.finding.found import TEAM, WRITER
from kept.promises.finding.words import wordset

_FINITE = v.FINITE | frozenset({"was", "were", "did", "please", "will", "to"})

_VERBS = (
    (_FINITE - {"to"})
    | verbs.AUXILIARY
    | wordset("i we he she they it who thank thanks sorry welcome if when looking listening according new")
)
_WAYS = {("to", "you"), ("with", "you"), ("at", "you"), ("from", "me"), ("from", "us")}


def announced(reading: Reading, at: int) -> Act | None:
    if reading.low(at) == "date":
        return _new_date(reading, at)
    if not reading.begins_clause(at) or not reading.has_time_at(at + 1):
        return None
    if not _FINITE.isdisjoint(word.low for word in reading.words[at:]):
        return None
    return reading.act(at, at, TEAM, WEAK, needs_time=True)


def _new_date(reading: Reading, at: int) -> Act | None:
    """“Your new delivery date is 22 May.”"""
    is_new = reading.low(at - 1) in v.ANNOUNCED and reading.low(at - 2) == "new"
    if not is_new or reading.low(at + 1) != "is" or not reading.has_time_at(at + 2):
        return None
    start = at - 3 if reading.low(at - 3) in people.DEFINITE else at - 2
    return reading.act(start, at, TEAM, WEAK, needs_time=True)


def _is_finite(low: str) -> bool:
    return verbs.is_present(low) or (verbs.is_past(low) and not low.endswith("ed"))


def on_its_way(reading: Reading, at: int) -> Act | None:
    """“Refund coming your way by Friday.”"""
    start = _begin(reading, at)
    said = [word.low for word in reading.words[start : at + 1]]
    if reading.low(at) not in v.MOVING or len(said) < 2 or not _VERBS.isdisjoint(said) or reading.mark == "?":
        return None
    return reading.act(start, at, TEAM, WEAK, needs_time=True)


def _begin(reading: Reading, at: int) -> int:
    """Where the words without a mark between them begin."""
    while at > 0 and reading.words[at - 1].raw[0].isalnum():
        at -= 1
    return at


def without_verb(reading: Reading, at: int) -> Act | None:
    """“Revised drawings to you by Wednesday”, “more news from us by noon”, “car ready at three”."""
    is_told = (reading.low(at - 1), reading.low(at)) in _WAYS or reading.low(at) == "ready"
    is_by_then = any(when.start == at + 1 and when.bound not in ("for", "of", "since") for when in reading.whens)
    if not is_told or not is_by_then:
        return None
    start = _begin(reading, at)
    said = [word.low for word in reading.words[start : at + 1]]
    has_verb = not _VERBS.isdisjoint(said) or any(map(_is_finite, said)) or said[0] in v.BASE_VERBS
    has_verb = has_verb or not v.FINITE.isdisjoint(word.low for word in reading.words[at + 1 :])
    if has_verb or len(said) < 2 or reading.mark == "?":
        return None
    return reading.act(start, at, WRITER if said[-1] == "me" else TEAM, WEAK, needs_time=True)
