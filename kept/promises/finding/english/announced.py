"""What is announced without a verb: “Delivery tomorrow before noon”, “new delivery date is 22 May”."""

from __future__ import annotations

from kept.promises.finding.acts import Act
from kept.promises.finding.english import vocabulary as v
from kept.promises.finding.english.reading import WEAK, Reading
from kept.promises.finding.found import TEAM

_FINITE = v.FINITE | frozenset({"was", "were", "did", "please", "will", "to"})


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
    start = at - 3 if reading.low(at - 3) in v.DEFINITE else at - 2
    return reading.act(start, at, TEAM, WEAK, needs_time=True)
