"""The ways in which promises are made in German: clause by clause, by their finite verb and its subject."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kept.promises.finding.acts import Act
from kept.promises.finding.deadlines.whens import When
from kept.promises.finding.found import TEAM, WRITER
from kept.promises.finding.german import doubts, subjects
from kept.promises.finding.german import vocabulary as v
from kept.promises.finding.german.segments import Segment, is_finite, segments
from kept.promises.finding.words import Word, wordset

SURE, LIKELY, WEAK = 0.95, 0.85, 0.7
_FIRST = {"ich": WRITER, "wir": TEAM}


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause being read; `lows` are its words."""

    words: Sequence[Word]
    segment: Segment
    lows: list[str]
    whens: Sequence[When]
    last_named: Callable[[], str]

    def at(self, place: int) -> str:
        return self.lows[place] if 0 <= place < len(self.lows) else ""

    def has(self, some: frozenset[str]) -> bool:
        return not some.isdisjoint(self.lows)


def acts(words: Sequence[Word], mark: str, whens: Sequence[When], last_named: Callable[[], str]) -> list[Act]:
    found: list[Act] = []
    clauses = segments(words, whens)
    for number, segment in enumerate(clauses):
        is_doubtful = doubts.is_doubtful(words, clauses, number, mark)
        clause = Clause(words, segment, [word.low for word in words[segment.start : segment.end]], whens, last_named)
        act = None if is_doubtful else _act(clause, found[-1] if found else None)
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
    if last and segment.joined and act.start == segment.start and act.who == last.who and act.verb == act.start:
        return [*found[:-1], last._replace(end=act.end, joints=(*last.joints, segment.start - 1), needs_time=False)]
    if last and last.is_preface and segment.start - last.end <= 2:
        return [*found[:-1], act._replace(start=last.start)]
    return [*found, act]


def _is_second_infinitive(words: Sequence[Word], segment: Segment, last: Act) -> bool:
    """“Ich werde das prüfen und mich melden”."""
    is_future = words[last.verb].low in ("werde", "werden") and words[last.end - 1].low in v.INFINITIVES
    return segment.joined and is_future and words[segment.end - 1].low in v.INFINITIVES


def _goes_on(words: Sequence[Word], clauses: Sequence[Segment], number: int, last: Act) -> bool:
    """“Ich sorge dafür, dass …”."""
    segment = clauses[number]
    return words[segment.start].low in ("dass", "sobald") and segment.start - last.end <= 1


def _act(clause: Clause, before: Act | None) -> Act | None:
    for place, low in enumerate(clause.lows):
        if not is_finite(clause.words, clause.segment.start + place):
            continue
        if act := _by_verb(clause, place, before):
            return act
        if low not in _WEAK_VERBS:
            break
    return None


_WEAK_VERBS = frozenset({"sagen", "haben", "lassen", "sehen"})


def _by_verb(clause: Clause, place: int, before: Act | None) -> Act | None:
    low = clause.at(place)
    if low in v.MODALS:
        return _assured(clause, place)
    if low in ("werde", "werden", "wird"):
        return _future(clause, place)
    first = _first_person(clause, place, before)
    if first:
        return _ours(clause, place, first)
    if low in v.YOURS and (yours := _yours(clause, place)):
        return yours
    if clause.at(place) in ("lassen", "verlassen", "rechnen", "geben"):
        return _imperative(clause, place)
    return _theirs(clause, place, before)


def _made(clause: Clause, place: int, who: str, confidence: float, *, needs_time: bool = False) -> Act:
    start, end = clause.segment.start, clause.segment.end
    pairs = pairwise(clause.lows)
    mine = WRITER if who == TEAM and ("von", "mir") in list(pairs) else who
    return Act(start, start + place, end, mine, confidence, needs_time)


def _first_person(clause: Clause, place: int, before: Act | None) -> str:
    low = clause.at(place)
    is_mine = low in v.MINE or low in v.MINE_TIMED or low in _MY_BEING
    is_ours = low in v.OURS or low in v.OURS_TIMED or low in _OUR_BEING
    subject = clause.at(place - 1) if clause.at(place - 1) in _FIRST else clause.at(place + 1)
    if subject not in _FIRST and clause.at(0) in _FIRST:
        subject = clause.at(0)
    is_new = not (is_mine or is_ours) and low not in v.STATIVE and low.endswith("e" if subject == "ich" else "en")
    if (subject == "ich" and (is_mine or is_new)) or (subject == "wir" and (is_ours or is_new)):
        return _FIRST[subject]
    if place == 0 and is_mine and low not in v.THEIRS and subject not in _OTHERS:
        return WRITER
    if place == 0 and low == "sind" and subject not in _OTHERS:
        return TEAM
    return TEAM if place == 0 and is_ours and clause.segment.joined and _was_ours(clause, before) else ""


_MY_BEING, _OUR_BEING = frozenset({"bin", "habe", "hab", "werde"}), frozenset({"sind", "haben"})
_OTHERS = wordset("sie du ihr er")


def _was_ours(clause: Clause, before: Act | None) -> bool:
    earlier = [word.low for word in clause.words[: clause.segment.start]]
    return "wir" in earlier or (before is not None and before.who == TEAM)


def _ours(clause: Clause, place: int, who: str) -> Act | None:
    low = clause.at(place)
    if low in _MY_BEING | _OUR_BEING:
        return _being(clause, place, who)
    if not v.IDLE_WITH.get(low, frozenset()).isdisjoint(clause.lows) and not clause.has(v.UNLESS.get(low, frozenset())):
        return None
    needed = v.NEEDED.get(low)
    is_free = low in v.MINE | v.OURS and (needed is None or clause.has(needed))
    is_named = low in v.MINE_TIMED | v.OURS_TIMED and clause.has(_ON_OUR_OWN)
    act = _made(clause, place, who, SURE if is_free else LIKELY, needs_time=not (is_free or is_named))
    return act._replace(
        is_timeless=low in ("verlängere", "verlängern"), is_preface=low in ("verspreche", "versprechen")
    )


_ON_OUR_OWN = wordset("das hin gut zu unaufgefordert rückgängig heraus")


def _being(clause: Clause, place: int, who: str) -> Act | None:
    """“Wir sind um acht bei Ihnen”, “bis Freitag haben wir eine Lösung”."""
    if clause.at(place) in ("habe", "hab", "haben"):
        if clause.lows[-1] in v.ARRANGED and "für" in clause.lows:
            return _made(clause, place, who, LIKELY, needs_time=True)
        is_done = clause.lows[-1] not in v.YOUR_PROOF and _is_participle(clause.lows[-1])
        if is_done or not clause.has(wordset("lösung antwort ergebnis termin ersatz unterlagen")):
            return None
        return _made(clause, place, who, LIKELY, needs_time=True)
    if not clause.has(_PRESENT) or clause.has(_ELSEWHERE):
        return None
    if clause.has(frozenset({"ort"})) and not clause.has(frozenset({"vor"})):
        return None
    return _made(clause, place, who, SURE, needs_time=True)


_PRESENT = wordset("da bei vor zurück fertig wieder auf pünktlich")
_ELSEWHERE = wordset("laden haus erreichbar seit urlaub")


def _is_participle(low: str) -> bool:
    begins = low.startswith(("ge", "be", "ver", "er")) or "ge" in low[2:] or low.endswith("iert")
    return begins and low.endswith(("t", "en"))


def _future(clause: Clause, place: int) -> Act | None:
    """“Ich werde Sie anrufen” and “Ihr Antrag wird bearbeitet”."""
    low = clause.at(place)
    subject = clause.at(place - 1) if clause.at(place - 1) in _FIRST else clause.at(place + 1)
    last = clause.lows[-1]
    if subject in _FIRST and low in ("werde", "werden"):
        return (
            None
            if not v.NOT_DONE.isdisjoint(clause.lows[-2:]) or not last.endswith("n")
            else _made(clause, place, _FIRST[subject], SURE)
        )
    if "sie" in (clause.at(place - 1), clause.at(place + 1)) and low == "werden":
        is_told = last in ("hören", "erhalten", "bekommen", "kontaktiert") or (
            _is_participle(last) and last not in v.NOT_DONE
        )
        return _made(clause, place, TEAM, LIKELY) if is_told else None
    if not v.NOT_DONE.isdisjoint(clause.lows[-2:]) or not last.endswith(v.DONE_ENDS):
        return None
    return _passive(clause, place)


def _passive(clause: Clause, place: int) -> Act | None:
    if place == 0:
        return _made(clause, place, TEAM, WEAK)
    subject = subjects.of(clause.words, clause.segment, clause.segment.start + place, clause.last_named)
    if subject is None:
        return None
    last = clause.lows[-1]
    is_passive = (_is_participle(last) and last not in v.INFINITIVES) or last in _PARTICIPLES
    if subject.kind == "person" and not is_passive:
        return _made(clause, place, subject.who, SURE)
    if last == "sein":
        return _made(clause, place, subject.who if subject.kind == "person" else TEAM, LIKELY, needs_time=True)
    return _made(clause, place, TEAM, LIKELY, needs_time=not subject.is_definite) if is_passive else None


_PARTICIPLES = wordset(
    "umgebucht zugestellt zurückgebucht abgeholt nachgereicht verschickt zugesandt repariert montiert"
)


def _yours(clause: Clause, place: int) -> Act | None:
    """“Sie erhalten bis Freitag …”, “du kriegst …”."""
    low, near = clause.at(place), (clause.at(place - 1), clause.at(place + 1))
    who = next((each for each in near if each in ("sie", "du", "ihr")), "")
    is_dropped = place == 0 and low in ("kriegst", "bekommst", "kriegen", "bekommen", "erhalten")
    if not who and not is_dropped:
        return None
    if clause.has(v.NOT_YOURS) or (low in ("haben", "hast") and _is_participle(clause.lows[-1])):
        return None
    has_proof = clause.has(v.YOUR_PROOF) and low not in ("haben", "hast", "sehen")
    return _made(clause, place, TEAM, LIKELY, needs_time=not has_proof)


def _assured(clause: Clause, place: int) -> Act | None:
    """“Sie können sich darauf verlassen, dass …”, “Sie sollten bis Donnerstag von uns hören”."""
    low, last = clause.at(place), clause.lows[-1]
    if low in ("können", "kannst", "dürfen", "darf", "kann"):
        is_sure = last in ("rechnen", "erwarten") or (
            last == "verlassen" and clause.has(frozenset({"darauf", "drauf"}))
        )
        is_sure = is_sure or last == "zusagen" or (last == "abholen" and "sie" in clause.lows)
        return _made(clause, place, TEAM, LIKELY, needs_time=True) if is_sure else None
    if (
        low in ("sollte", "sollten")
        and place > 0
        and last in ("hören", "sein", "erhalten", "bekommen", "haben", "eintreffen", "ankommen", "klappen")
    ):
        return _made(clause, place, TEAM, WEAK, needs_time=True)
    return None


def _imperative(clause: Clause, place: int) -> Act | None:
    """“Lassen Sie mich das prüfen”, “verlassen Sie sich drauf”, “geben Sie mir bis Freitag Zeit”."""
    low = clause.at(place)
    if place > 0 or clause.at(1) not in ("sie", "mich", "uns", "mir"):
        return None
    if (low == "rechnen" and "mit" in clause.lows) or (
        low == "verlassen" and clause.has(frozenset({"darauf", "drauf"}))
    ):
        return _made(clause, place, TEAM, LIKELY, needs_time=low == "rechnen")
    if low == "lassen" and "mich" in clause.lows[:3] and clause.lows[-1] in _LET_ME:
        return _made(clause, place, WRITER, WEAK)._replace(is_preface=True)
    if low == "geben" and "mir" in clause.lows[:3] and "zeit" in clause.lows:
        return _made(clause, place, WRITER, WEAK, needs_time=True)._replace(is_preface=True)
    return None


_LET_ME = wordset("prüfen nachsehen nachschauen nachfragen klären schauen fragen checken nachhaken sehen herausfinden")


def _theirs(clause: Clause, place: int, before: Act | None) -> Act | None:
    """“Frau Lindner ruft Sie an”, “der Monteur kommt am Freitag”, “Ihr Paket ist morgen da”."""
    low = clause.at(place)
    if low not in v.THEIRS | v.THEIRS_TIMED | v.THINGS | v.OURS | v.OURS_TIMED:
        return None
    subject = subjects.of(clause.words, clause.segment, clause.segment.start + place, clause.last_named)
    if subject is None:
        return _plain(clause, place, before)
    if subject.kind == "person" and low not in ("ist", "sind"):
        needs_time = low in v.THEIRS_TIMED | v.OURS_TIMED | v.THINGS
        return _made(clause, place, subject.who, LIKELY, needs_time=needs_time)
    if low in ("ist", "sind", "liegt", "liegen") and not clause.has(v.STATES):
        return None
    if (
        low in v.YOURS
        or low not in v.THINGS
        or (low in ("geht", "gehen") and not clause.has(v.STATES))
        or clause.has(frozenset({"geöffnet"}))
    ):
        return None
    return _made(clause, place, subject.who if subject.kind == "person" else TEAM, LIKELY, needs_time=True)


def _plain(clause: Clause, place: int, before: Act | None) -> Act | None:
    """“Geht morgen raus”, “… und ist am Freitag bei Ihnen”."""
    if place == 0 and clause.segment.joined and before and clause.has(v.STATES):
        return _made(clause, place, before.who, LIKELY, needs_time=True)
    is_short = place == 0 and clause.at(place) in ("geht", "kommt") and clause.has(v.STATES)
    return _made(clause, place, TEAM, WEAK, needs_time=True) if is_short else None
