"""What is announced without a verb: “Zustellung morgen vor 12 Uhr”, “neuer Liefertermin ist der 22. Mai”."""

from __future__ import annotations

from collections.abc import Sequence

from kept.promises.finding.acts import Act
from kept.promises.finding.choosing import rank
from kept.promises.finding.deadlines.whens import When
from kept.promises.finding.found import TEAM
from kept.promises.finding.german import vocabulary as v
from kept.promises.finding.german.clause import LIKELY, Clause
from kept.promises.finding.german.finite import is_finite

_NEW = ("neue", "neuer", "der", "die", "ihr", "ihre")
_LINKING = ("ist", "wäre", ":")


def act(clause: Clause, whens: Sequence[When]) -> Act | None:
    noun = _noun(clause)
    if noun is None or clause.has(v.ASKED_FOR):
        return None
    after = noun + 1
    is_said = clause.at(after) in _LINKING and clause.at(noun).endswith("termin")
    start = clause.segment.start + after + is_said
    has_time = any(when.start - start in (0, is_said) and rank(when) > 0 for when in whens)
    if not has_time or _has_verb(clause, start):
        return None
    return clause.act(noun, TEAM, LIKELY, needs_time=True) if is_said or not noun else None


def _noun(clause: Clause) -> int | None:
    at = 0
    while clause.at(at) in _NEW:
        at += 1
    is_known = clause.at(at) in v.ANNOUNCED or (clause.at(at), clause.at(0)) == ("termin", "neuer")
    return at if is_known else None


def _has_verb(clause: Clause, start: int) -> bool:
    return any(is_finite(clause.words, at) for at in range(start, clause.segment.end))
