"""What takes the promise out of a German clause: a condition, other people's words, a question, a habit, the past."""

from __future__ import annotations

from collections.abc import Sequence

from kept.promises.finding.german import verbs
from kept.promises.finding.german import vocabulary as v
from kept.promises.finding.german.finite import FINITE
from kept.promises.finding.german.segments import Segment
from kept.promises.finding.words import Word


def is_open(words: Sequence[Word], clauses: Sequence[Segment], number: int, mark: str) -> bool:
    """Whether it depends on something, is not meant, or is somebody else's word."""
    lows = _lows(words, clauses[number])
    return (
        lows[1:2] in (["dass"], ["ob"])
        or (lows[0] in v.SUBORDINATORS and not (is_our_word(words, clauses, number) or _is_as_agreed(lows)))
        or _gives_reason(lows)
        or _is_hedged(lows)
        or v.HABITS.stand(words, range(clauses[number].start, clauses[number].end))
        or _is_case(lows)
        or not v.JOKING.isdisjoint(word.low for word in words)
        or _is_question(words, clauses, number, mark)
        or any(_is_condition(words, each) for each in clauses[:number])
        or any(_follows_condition(_lows(words, each)) for each in clauses[number + 1 : number + 2])
        or _is_reported(words, clauses, number)
        or _is_customers_turn(words, clauses, number)
    )


def is_so_already(words: Sequence[Word], clause: Segment) -> bool:
    """Whether it has happened, is being done, or is not done at all."""
    lows = _lows(words, clause)
    return (
        not v.ONGOING.isdisjoint(lows[:6])
        or ("schon" in lows[:6] and v.TO_COME_SOON.isdisjoint(lows))
        or not v.PAST.isdisjoint(lows)
        or _has_come(lows)
        or not v.PERFORMING.isdisjoint(lows)
        or _is_denied(lows)
    )


def _lows(words: Sequence[Word], segment: Segment) -> list[str]:
    return [word.low for word in words[segment.start : segment.end]]


def is_our_word(words: Sequence[Word], clauses: Sequence[Segment], number: int) -> bool:
    """“Ich habe ihm gesagt, dass wir …”: what one of us told somebody else; what the reader was told is the past."""
    if words[clauses[number].start].low != "dass" or not number:
        return False
    before = _lows(words, clauses[number - 1])
    is_said = before[-1] in v.GIVEN_WORD and not v.HAVING_SAID.isdisjoint(before)
    is_noted = before[-1] != "gesagt" and before[0] in v.HAVING_SAID and {"ihnen", "dir", "euch"}.isdisjoint(before)
    return is_said and (is_noted or not v.TOLD.isdisjoint(before))


def _is_hedged(lows: Sequence[str]) -> bool:
    """“Vielleicht”, “immer”, “jeden Montag”; but not “in jedem Fall”."""
    if v.HEDGES.isdisjoint(lows):
        return False
    return any(low in v.HEDGES and lows[at + 1 : at + 2] not in (["fall"], ["stunde"]) for at, low in enumerate(lows))


def _is_case(lows: Sequence[str]) -> bool:
    """“Bei Bedarf schicken wir …”, “im Garantiefall tauschen wir …”, but not “bei Ihnen klingelt …”."""
    if lows[0] == "im" and len(lows) > 1:
        return lows[1].endswith(("fall", "falle"))
    return lows[0] == "bei" and len(lows) > 1 and lows[1] not in v.NEAR_WHOM


def _is_as_agreed(lows: Sequence[str]) -> bool:
    """“Wie am Telefon besprochen tauschen wir …”: no comma, and the verb of the whole sentence is in it."""
    return lows[0] == "wie" and any(low in ("ich", "wir") for low in lows[2:])


def _has_come(lows: Sequence[str]) -> bool:
    """“Das Ersatzteil ist heute bei uns eingetroffen.”"""
    return verbs.is_perfect_with_being(lows[-1]) and not {"ist", "sind"}.isdisjoint(lows)


def _gives_reason(lows: Sequence[str]) -> bool:
    """“Da uns die Ware erst am 20. erreicht”, but not “da melde ich mich”."""
    return lows[0] == "da" and len(lows) > 2 and lows[1] not in FINITE and lows[-1] in FINITE


def is_waived(lows: Sequence[str]) -> bool:
    """“Wird Ihnen nicht berechnet”: not doing it is what is promised."""
    return not v.NEGATIONS.isdisjoint(lows) and not v.CHARGED.isdisjoint(lows) and not v.CHARGED_TO.isdisjoint(lows)


def _is_denied(lows: Sequence[str]) -> bool:
    """Something is not done; “nicht am Donnerstag, sondern am Freitag” is done."""
    if "sondern" in lows or ("keinen" in lows and "später" in lows) or is_waived(lows):
        return False
    place = next((at for at, low in enumerate(lows) if low in v.NEGATIONS), None)
    if place is None:
        return False
    return not (place > 1 and lows[place - 1] in ("nein", ","))


def _is_condition(words: Sequence[Word], clause: Segment) -> bool:
    lows = _lows(words, clause)
    first = lows[0]
    if first == "und" and len(lows) > 1:
        lows, first = lows[1:], lows[1]
    if first in ("wenn", "sobald", "nachdem"):
        is_theirs = not _READER.isdisjoint(lows[1:3]) and lows[-1] not in _OF_A_THING
        if is_theirs or not v.AWAITED.isdisjoint(lows) or lows[1:2] in (["diese"], ["dieser"], ["dieses"]):
            return True
        return first != "sobald" and lows[1:2] != ["ich"] and v.ARRIVED.isdisjoint(lows)
    return first in v.CONDITIONS or (first in ("kommt", "meldet", "klappt", "bleibt", "geht") and "nicht" in lows)


# “Wenn Sie bezahlt haben”; but “sobald sie fertig ist” is of a thing
_READER = frozenset({"sie", "du", "ihnen", "dir"})
_OF_A_THING = frozenset({"ist"})


def _follows_condition(lows: Sequence[str]) -> bool:
    if lows[0] not in v.IFS or {"möglich", "nötig", "erforderlich"}.intersection(lows):
        return False
    return lows[0] in ("falls", "sofern") or v.TO_COME.isdisjoint(lows) or _is_of_reader(lows)


def _is_of_reader(lows: Sequence[str]) -> bool:
    return lows[-1] not in _OF_A_THING and bool({"sie", "du", "ihr"}.intersection(lows))


def _is_customers_turn(words: Sequence[Word], clauses: Sequence[Segment], number: int) -> bool:
    """“Schicken Sie uns ein Foto, dann prüfen wir das.”"""
    if "dann" not in _lows(words, clauses[number]) and words[clauses[number].start - 1].low not in ("und", "dann"):
        return False
    asked = [low for low in _lows(words, clauses[number - 1])[:3] if low not in ("bitte", "einfach")] if number else []
    return asked[1:2] in (["sie"], ["uns"], ["mir"]) and asked[0] not in v.OFFERING and asked[0] not in _WE_AND_I


_COMING = frozenset({"sobald", "wenn"})
_WE_AND_I = frozenset({"ich", "wir", "dann"})


def _is_question(words: Sequence[Word], clauses: Sequence[Segment], number: int, mark: str) -> bool:
    if mark != "?":
        return False
    after = [_lows(words, each) for each in clauses[number + 1 :]]
    has_tag = bool(after) and (
        after[-1][0] in v.TAGS or after[-1][:2] in (["ist", "das"], ["geht", "das"], ["in", "ordnung"])
    )
    return not has_tag


def _is_reported(words: Sequence[Word], clauses: Sequence[Segment], number: int) -> bool:
    lows = _lows(words, clauses[number])
    if is_our_word(words, clauses, number):
        return False
    if "laut" in lows or "zufolge" in lows or _says(lows):
        return True
    before = _lows(words, clauses[number - 1]) if number else []
    after = _lows(words, clauses[number + 1]) if number + 1 < len(clauses) else []
    return _says(before) or (len(after) <= 3 and "bescheid" not in after and _says(after))


def _says(lows: Sequence[str]) -> bool:
    """A clause in which somebody says or thinks, and does not promise."""
    if v.SAYS.isdisjoint(lows) or lows[0] in _COMING:
        return False
    verb = next(at for at, low in enumerate(lows) if low in v.SAYS)
    if "bescheid" in lows or (lows[verb] == "schreibt" and v.RECEIVERS.intersection(lows)):
        return False
    ours = {"ich", "wir"}.intersection(lows[max(0, verb - 1) : verb + 2])
    if lows[verb] in ("sagen", "wissen", "weiß") and (ours or "uns" in lows):
        return "nicht" in lows and not {"aber"}.intersection(lows)
    return (
        lows[verb] in FINITE
        or verb < len(lows) - 1
        or bool({"hat", "haben", "habe"}.intersection(lows))
        or len(lows) <= 3
    )
