"""“Werden”: what will be done, and what will be done by us though nobody is named."""

from __future__ import annotations

from kept.promises.finding.acts import Act
from kept.promises.finding.found import TEAM
from kept.promises.finding.german import subjects, verbs
from kept.promises.finding.german import vocabulary as v
from kept.promises.finding.german.clause import FIRST_PERSON, LIKELY, SURE, WEAK, Clause
from kept.promises.finding.german.doubts import is_waived
from kept.promises.finding.words import wordset

VERBS = wordset("werde werden wird")
_MOVING = wordset("eintreffen ankommen kommen folgen erfolgen")
_PREFIXES = ("ge", "ver", "be", "aus", "ab", "zu")
_WITHIN = wordset("innerhalb binnen innert")
_TO_US = wordset("uns mir mich")
_TOLD = wordset("hören erhalten bekommen kontaktiert")


def act(clause: Clause, verb: int) -> Act | None:
    """“Ich werde Sie anrufen”, “Sie werden zurückgerufen”, “Ihr Antrag wird bearbeitet”."""
    subject = clause.first_person(verb)
    if not (v.NOT_DONE.isdisjoint(clause.lows[-2:]) or is_waived(clause.lows)):
        return None
    if subject in FIRST_PERSON:
        return clause.act(verb, FIRST_PERSON[subject], SURE) if clause.last.endswith("n") else None
    if clause.at(verb) == "werden" and "sie" in (clause.at(verb - 1), clause.at(verb + 1)):
        is_told = clause.last in _TOLD or clause.ends_in_participle
        return clause.act(verb, TEAM, LIKELY) if is_told else None
    if (
        verb == 1
        and clause.at(0).startswith(_PREFIXES)
        and clause.at(0).endswith(("t", "en"))
        and not clause.has(_WITHIN)
    ):
        return clause.act(verb, TEAM, LIKELY, needs_time=True)  # “verladen wird um acht”
    return _of_others(clause, verb) if clause.last.endswith(v.DONE_ENDS) else None


def _of_others(clause: Clause, verb: int) -> Act | None:
    if verb == 0:
        if clause.has(_TO_US):
            return None  # “wird uns bewerten”, in a note about somebody
        return clause.act(verb, clause.apposition or TEAM, WEAK)
    if is_waived(clause.lows) and clause.ends_in_participle:
        return clause.act(verb, TEAM, LIKELY)
    if "jemand" in clause.lows:
        return clause.act(verb, TEAM, LIKELY)
    subject = clause.subject(verb)
    if subject is None:
        is_about = clause.at(0) in subjects.PREPOSITIONS and clause.ends_in_participle
        return (
            clause.act(verb, TEAM, LIKELY, needs_time=True) if is_about else None
        )  # “über den Antrag wird entschieden”
    is_passive = clause.ends_in_participle and clause.last not in verbs.INFINITIVES
    if subject.kind == "person" and not is_passive:
        return clause.act(verb, subject.who, SURE)
    if clause.last == "sein" or clause.last in _MOVING:
        return clause.act(verb, TEAM, LIKELY, needs_time=True)
    if not is_passive or (not subject.is_definite and clause.has(_WITHIN)):
        return None  # “Bestellungen werden innerhalb von zwei Tagen verschickt”
    return clause.act(verb, TEAM, LIKELY, needs_time=not subject.is_definite)
