"""What I or we do: “ich melde mich morgen”, “wir sind um acht bei Ihnen”."""

from __future__ import annotations

from kept.promises.finding.acts import Act
from kept.promises.finding.found import TEAM, WRITER
from kept.promises.finding.german import verbs
from kept.promises.finding.german import vocabulary as v
from kept.promises.finding.german.clause import FIRST_PERSON, LIKELY, SURE, WEAK, Clause
from kept.promises.finding.german.doubts import is_waived
from kept.promises.finding.words import wordset

_MY_BEING, _OUR_BEING, _HAVING = (
    wordset("bin habe hab werde stehe"),
    wordset("sind haben stehen"),
    wordset("habe hab haben"),
)
_OTHERS = wordset("sie du ihr er")
_ON_OUR_OWN = wordset("das gleich sofort gut zu unaufgefordert rückgängig heraus")
_PRESENT = wordset("da bei vor zurück fertig wieder auf pünktlich durch soweit")
_ELSEWHERE = wordset("schulung messe seminar dienstreise lehrgang fortbildung laden haus erreichbar seit urlaub")
_MOVING = verbs.MINE_MOVING | verbs.OURS_MOVING
_KNOWN = verbs.MINE | verbs.OURS | verbs.MINE_MOVING | verbs.OURS_MOVING
_ASKING = wordset("bitte einfach doch")
_REFLEXIVE = wordset("setze setz melde meld kümmere kümmer erkundige")
_FIRST_HAND = wordset("ich wir mich mir dich dir sie ihnen euch ihn")
_SHORT_ANSWERS = (["mach", "ich"], ["mache", "ich"], ["machen", "wir"])
_GLADLY: tuple[list[str], ...] = ([], ["gern"], ["gerne"])
_TELLING, _PROMISING = wordset("teile teil teilen"), wordset("verspreche versprech versprechen")
_CONFIRMING, _LATER = wordset("bestätige bestätigen"), wordset("bis noch heute morgen schriftlich spätestens")
_HOLDING = wordset("sehe sehen schätze schätzen stufe stufen")
_CALLING = wordset("rufe ruf rufen schreibe schreib schreiben melde meld melden")
_AT_HAND = wordset("da fertig zurück bereit")
_LOOKING = wordset("schaue schau sehe notiere")
_NOTED = wordset("notiert vorgemerkt eingetragen vorgenommen aufgeschrieben")
_SAID = wordset("zugesagt versprochen")
_SOON, _BACK = wordset("gleich sofort"), wordset("wieder bei da zurück")
_FOR_YOU = wordset("lösung antwort ergebnis termin ersatz unterlagen")


def who(clause: Clause, verb: int, before: Act | None) -> str:
    """The writer or the team, when the verb at that place is in the first person; else nobody."""
    low, subject = clause.at(verb), clause.first_person(verb)
    if subject not in FIRST_PERSON and clause.at(0) in FIRST_PERSON:
        subject = clause.at(0)
    if subject == "ich" and clause.at(verb - 2) == "und" and _agrees(low, "wir"):
        return TEAM
    if subject in FIRST_PERSON:
        return FIRST_PERSON[subject] if _agrees(low, subject) else ""
    if verb == 0 and _is_dropped(low) and not (low == "sind" and subject in _OTHERS) and not _is_asked(clause):
        return TEAM if low == "sind" else WRITER
    is_ours = verb == 0 and clause.segment.joined and (low in verbs.OURS or low in verbs.OURS_MOVING)
    return TEAM if is_ours and _was_ours(clause, before) else ""


def _agrees(low: str, subject: str) -> bool:
    """Whether the verb has the form of its subject."""
    if subject == "ich" and (low in verbs.MINE or low in verbs.MINE_MOVING or low in _MY_BEING):
        return True
    if subject == "wir" and (low in verbs.OURS or low in verbs.OURS_MOVING or low in _OUR_BEING):
        return True
    return low.endswith("e") or verbs.may_be_short(low) if subject == "ich" else low.endswith(("en", "ern", "eln"))


def _is_dropped(low: str) -> bool:
    """“Melde mich morgen”, “sind um drei da”."""
    return low == "sind" or (
        low not in verbs.THEIRS and (low in verbs.MINE or low in verbs.MINE_MOVING or low in _MY_BEING)
    )


def _is_asked(clause: Clause) -> bool:
    """“Schick mir bitte ein Foto”, “melde dich”: what the other is to do has the same form."""
    if clause.has(_ASKING):
        return True
    if clause.at(0) in _REFLEXIVE:
        return clause.at(1) in ("dich", "euch", "sie")
    looks = clause.at(0) in _LOOKING
    return clause.at(1) in (("dir", "euch") if looks else ("mir", "mich", "uns"))


def _was_ours(clause: Clause, before: Act | None) -> bool:
    earlier = (word.low for word in clause.words[: clause.segment.start])
    return "wir" in earlier or (before is not None and before.who == TEAM)


def act(clause: Clause, verb: int, who: str) -> Act | None:
    low = clause.at(verb)
    if low in _TELLING and (clause.says("dass") or clause.says(":")):
        return None
    if low in _HAVING:
        return _having(clause, verb, who)
    if low in _MY_BEING or low in _OUR_BEING:
        return _being(clause, verb, who)
    if _is_idle(clause, low):
        return None
    if clause.lows[:2] in _SHORT_ANSWERS and clause.lows[2:] in _GLADLY:
        return clause.act(verb, who, LIKELY)
    is_free = _is_deed(clause, verb, who)
    found = clause.act(verb, who, SURE if is_free and low in _KNOWN else LIKELY, needs_time=not is_free)
    return found._replace(is_timeless=low in ("verlängere", "verlängern"), is_preface=low in _PROMISING)


def _is_idle(clause: Clause, low: str) -> bool:
    """Whether the verb says how things are, or does so with another word of its clause."""
    if low in _CONFIRMING and not clause.has(_LATER):
        return True
    others = verbs.IDLE_WITH.get(low, frozenset())
    is_idle = low in verbs.STATIVE or clause.last in others or clause.has(others - verbs.PARTICLES)
    if low in _HOLDING and "als" in clause.lows:
        return True  # “Wir sehen es als erledigt an”
    return is_idle and clause.last not in verbs.UNLESS.get(low, ()) and not is_waived(clause.lows)


def _is_deed(clause: Clause, verb: int, who: str) -> bool:
    """Whether it will be done, though no time is said: what I do; what we do to something, not what we always do."""
    low = clause.at(verb)
    if not (low.endswith("e") or clause.at(verb - 1) == "ich" or clause.segment.joined or clause.has(_FIRST_HAND)):
        return False  # “Leg es vor die Tür”
    if low in _MOVING:
        return clause.has(_ON_OUR_OWN) or clause.last in verbs.UNLESS.get(low, ())
    if low in _CALLING and (clause.says("weil") or clause.says("wegen")):
        return False
    if low in verbs.ONLY_WITH and not clause.has(verbs.ONLY_WITH[low]):
        return False
    return who == WRITER or clause.has_object(verb)


def _having(clause: Clause, verb: int, who: str) -> Act | None:
    """“Bis Freitag haben wir eine Lösung”, “ich habe ihn für Freitag bestellt”."""
    if noted := _noted(clause, who):
        return noted
    is_arranged = clause.last in v.ARRANGED and "für" in clause.lows
    is_done = clause.last not in v.YOUR_PROOF and clause.ends_in_participle
    if clause.last in _SAID and "rückruf" in clause.lows:
        return clause.act(verb, who, LIKELY, needs_time=True)
    is_by_then = (is_done or clause.last in _AT_HAND) and clause.at(0) in ("bis", "spätestens")
    if not (is_arranged or is_by_then) and (is_done or not clause.has(_FOR_YOU)):
        return None
    return clause.act(verb, who, LIKELY, needs_time=True)


def _noted(clause: Clause, who: str) -> Act | None:
    """“Ich habe mir notiert, Sie am Donnerstag anzurufen”: what is to be done stands behind the comma."""
    begin, end = clause.next_infinitive if clause.has(_NOTED) else (0, 0)
    if not begin or clause.words[begin - 2].low not in _NOTED:
        return None
    return Act(clause.segment.start, begin, end, who, WEAK, needs_time=True)


def _being(clause: Clause, verb: int, who: str) -> Act | None:
    """“Wir sind um acht bei Ihnen”."""
    is_soon = clause.has(_SOON)
    is_return = "wieder" in clause.lows and "bei" not in clause.lows and not is_soon
    if (
        is_return
        or not clause.has(_PRESENT)
        or clause.has(_ELSEWHERE)
        or ("ort" in clause.lows and "vor" not in clause.lows)
    ):
        return None
    return clause.act(verb, who, SURE, needs_time=not (is_soon and clause.has(_BACK)))
