"""The ways in which promises are made in German: clause by clause, by their finite verb and its subject."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kept.promises.finding.acts import Act
from kept.promises.finding.deadlines.whens import When
from kept.promises.finding.german import announced, doubts, future, others, ourselves, theirs, verbs
from kept.promises.finding.german import vocabulary as v
from kept.promises.finding.german.clause import FIRST_PERSON, Clause
from kept.promises.finding.german.finite import is_finite
from kept.promises.finding.german.segments import Segment, segments
from kept.promises.finding.words import Word, wordset

_ASKED = wordset("lassen verlassen rechnen geben")
# Verbs that are often no finite ones: the next is looked at too.
_WEAK_VERBS = wordset("sagen haben lassen sehen")


def acts(words: Sequence[Word], mark: str, whens: Sequence[When], last_named: Callable[[], str]) -> list[Act]:
    found: list[Act] = []
    clauses = segments(words, whens)
    is_open = False  # and with it what goes on from it
    for number, segment in enumerate(clauses):
        is_more = segment.joined and words[segment.start].low not in verbs.MINE | verbs.OURS
        is_open = (is_open and is_more) or doubts.is_open(words, clauses, number, mark)
        is_doubtful = is_open or doubts.is_so_already(words, segment)
        clause = Clause.of(words, segment, last_named)
        act = None if is_doubtful else _act(clause, found[-1] if found else None) or announced.act(clause, whens)
        if act:
            found = _with(found, _from_its_subject(words, clauses, number, act, found), segment)
        elif found and not is_doubtful and _is_second_infinitive(words, segment, found[-1]):
            found[-1] = found[-1]._replace(end=segment.end, joints=(*found[-1].joints, segment.start - 1))
        elif found and _goes_on(words, clauses, number, found[-1]):
            found[-1] = found[-1]._replace(end=segment.end)
    return found


def _from_its_subject(
    words: Sequence[Word], clauses: Sequence[Segment], number: int, act: Act, found: Sequence[Act]
) -> Act:
    """“Ich habe es notiert und gebe es weiter” begins with “ich”, though the first half promises nothing."""
    before = clauses[number - 1] if clauses[number].joined and act.verb == clauses[number].start else None
    if before is None or words[before.start].low in v.SUBORDINATORS or (found and found[-1].end > before.start):
        return act
    return act._replace(start=before.start)


def _with(found: list[Act], act: Act, segment: Segment) -> list[Act]:
    """A second verb of the same subject goes on with the promise."""
    last = found[-1] if found else None
    is_second = segment.joined and act.start == segment.start == act.verb
    if last and is_second and act.who == last.who:
        return [*found[:-1], last._replace(end=act.end, joints=(*last.joints, segment.start - 1), needs_time=False)]
    if last and last.is_preface and segment.start - last.end <= 2:
        return [*found[:-1], act._replace(start=last.start)]
    return [*found, act]


def _is_second_infinitive(words: Sequence[Word], segment: Segment, last: Act) -> bool:
    """“Ich werde das prüfen und mich melden”."""
    is_future = words[last.verb].low in ("werde", "werden") and words[last.end - 1].low in verbs.INFINITIVES
    return segment.joined and is_future and words[segment.end - 1].low in verbs.INFINITIVES


def _goes_on(words: Sequence[Word], clauses: Sequence[Segment], number: int, last: Act) -> bool:
    """“Ich sorge dafür, dass …”."""
    segment = clauses[number]
    return words[segment.start].low in ("dass", "sobald", "wenn") and segment.start - last.end <= 1


def _act(clause: Clause, before: Act | None) -> Act | None:
    for place, low in enumerate(clause.lows):
        if not is_finite(clause.words, clause.segment.start + place):
            continue
        if act := _by_verb(clause, place, before):
            return act
        is_heading = not place and low.endswith("en")  # “Schreiben an Frau Pohl wird …”
        if not is_heading and (low not in _WEAK_VERBS or clause.first_person(place) in FIRST_PERSON):
            return None
    return _by_verb(clause, len(clause.lows) - 1, before) if clause.is_subordinate else None


def _by_verb(clause: Clause, verb: int, before: Act | None) -> Act | None:
    low = clause.at(verb)
    if low in v.MODALS:
        return others.assured(clause, verb)
    if low in future.VERBS:
        return future.act(clause, verb)
    if who := ourselves.who(clause, verb, before):
        return ourselves.act(clause, verb, who)
    if (low in v.YOURS or low in others.KNOWING) and (yours := others.yours(clause, verb)):
        return yours
    return (others.asked(clause, verb) if low in _ASKED else None) or theirs.act(clause, verb, before)
