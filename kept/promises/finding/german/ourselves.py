"""What I or we do: “ich melde mich morgen”, “wir sind um acht bei Ihnen”."""

from __future__ import annotations

from kept.promises.finding.acts import Act
from kept.promises.finding.found import TEAM, WRITER
from kept.promises.finding.german import vocabulary as v
from kept.promises.finding.german.clause import FIRST_PERSON, LIKELY, SURE, Clause
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
_ELSEWHERE = wordset("laden haus erreichbar seit urlaub")
_KNOWN = v.MINE | v.OURS | v.MINE_TIMED | v.OURS_TIMED
_RECEIVERS, _HELD_OUT = wordset("ihnen dir euch"), wordset("daumen recht")
_ASKING = wordset("bitte einfach doch")
_REFLEXIVE = wordset("melde meld kümmere kümmer erkundige")
_FIRST_HAND = wordset("ich wir mich mir dich dir sie ihnen euch ihn")
_SHORT_ANSWERS = (["mach", "ich"], ["mache", "ich"], ["machen", "wir"])
_GLADLY: tuple[list[str], ...] = ([], ["gern"], ["gerne"])
_TELLING, _PROMISING = wordset("teile teil teilen"), wordset("verspreche versprech versprechen")
_OBJECTS = wordset("den die das ihre ihren ihr dein deine deinen eure euren diese diesen dieses")
_LOOKING = wordset("schaue schau sehe notiere")
_SAID = wordset("zugesagt versprochen")
_SOON, _BACK = wordset("gleich sofort"), wordset("wieder bei da zurück")
_FOR_YOU = wordset("lösung antwort ergebnis termin ersatz unterlagen")


def who(clause: Clause, verb: int, before: Act | None) -> str:
    """The writer or the team, when the verb at that place is in the first person; else nobody."""
    low, subject = clause.at(verb), clause.first_person(verb)
    if subject not in FIRST_PERSON and clause.at(0) in FIRST_PERSON:
        subject = clause.at(0)
    if subject in FIRST_PERSON:
        return FIRST_PERSON[subject] if _agrees(low, subject) else ""
    if verb == 0 and _is_dropped(low) and not (low == "sind" and subject in _OTHERS) and not _is_asked(clause):
        return TEAM if low == "sind" else WRITER
    is_ours = verb == 0 and clause.segment.joined and (low in v.OURS or low in v.OURS_TIMED)
    return TEAM if is_ours and _was_ours(clause, before) else ""


def _agrees(low: str, subject: str) -> bool:
    """Whether the verb has the form of its subject; one that is not known counts, if it says what is done."""
    is_mine = low in v.MINE or low in v.MINE_TIMED or low in _MY_BEING
    is_ours = low in v.OURS or low in v.OURS_TIMED or low in _OUR_BEING
    is_new = not (is_mine or is_ours) and low not in v.STATIVE and low.endswith("e" if subject == "ich" else "en")
    return is_new or (is_mine if subject == "ich" else is_ours)


def _is_dropped(low: str) -> bool:
    """“Melde mich morgen”, “sind um drei da”."""
    return low == "sind" or (low not in v.THEIRS and (low in v.MINE or low in v.MINE_TIMED or low in _MY_BEING))


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
    if low in _TELLING and clause.says("dass"):
        return None
    if low in _HAVING:
        return _having(clause, verb, who)
    if low in _MY_BEING or low in _OUR_BEING:
        return _being(clause, verb, who)
    is_idle = clause.has(v.IDLE_WITH.get(low, frozenset())) and not is_waived(clause.lows)
    if is_idle and not clause.has(v.UNLESS.get(low, frozenset())):
        return None
    if clause.lows[:2] in _SHORT_ANSWERS and clause.lows[2:] in _GLADLY:
        return clause.act(verb, who, LIKELY)
    needed = v.NEEDED.get(low)
    is_free = low in v.MINE | v.OURS and (needed is None or clause.has(needed))
    if not (low.endswith("e") or clause.segment.joined or clause.has(_FIRST_HAND)):
        is_free = False  # “Leg es vor die Tür”
    is_named = low in v.MINE_TIMED | v.OURS_TIMED and clause.has(_ON_OUR_OWN)
    is_given = not (low in _KNOWN or clause.has(_HELD_OUT)) and (clause.has(_RECEIVERS) or _is_dealt_with(clause, verb))
    found = clause.act(verb, who, SURE if is_free else LIKELY, needs_time=not (is_free or is_named or is_given))
    return found._replace(is_timeless=low in ("verlängere", "verlängern"), is_preface=low in _PROMISING)


def _is_dealt_with(clause: Clause, verb: int) -> bool:
    """“Ihre Reservierung passe ich an”: the thing in front, and something is done to it."""
    return verb > 1 and clause.at(0) in _OBJECTS and clause.at(verb + 1) in FIRST_PERSON


def _having(clause: Clause, verb: int, who: str) -> Act | None:
    """“Bis Freitag haben wir eine Lösung”, “ich habe ihn für Freitag bestellt”."""
    is_arranged = clause.last in v.ARRANGED and "für" in clause.lows
    is_done = clause.last not in v.YOUR_PROOF and clause.ends_in_participle
    if clause.last in _SAID and "rückruf" in clause.lows:
        return clause.act(verb, who, LIKELY, needs_time=True)
    is_by_then = is_done and clause.at(0) in ("bis", "spätestens")
    if not (is_arranged or is_by_then) and (is_done or not clause.has(_FOR_YOU)):
        return None
    return clause.act(verb, who, LIKELY, needs_time=True)


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
