"""What others of ours do, and what comes about with things."""

from __future__ import annotations

from kept.promises.finding.acts import Act
from kept.promises.finding.found import TEAM
from kept.promises.finding.german import verbs
from kept.promises.finding.german import vocabulary as v
from kept.promises.finding.german.clause import LIKELY, WEAK, Clause
from kept.promises.finding.german.subjects import Subject
from kept.promises.finding.words import wordset

_DEEDS = verbs.THEIRS | verbs.OURS
_BEING, _LYING = wordset("ist sind"), wordset("ist sind liegt liegen läuft laufen steht stehen geht gehen")
_SENT, _COMING = (
    wordset("kommt kommen geht gehen folgt folgen"),
    wordset("geht gehen kommt kommen liegt liegen steht stehen ist sind folgt folgen"),
)
_ARRIVING = ("an", "ein")
_PLACING, _YOUR = wordset("an auf bei in vor unter für"), ("ihre", "deine", "eure", "ihnen", "euch", "dir", "sie")
_WITH_US = wordset("von bei mit für zu durch")
_READY = ("fertig", "bereit", "klar", "fähig")
_ITSELF, _CHANGING = (
    wordset("sich"),
    wordset("ändern ändert verlängern verlängert verschieben verschiebt verzögert erhöht"),
)


def act(clause: Clause, verb: int, before: Act | None) -> Act | None:
    """“Frau Lindner ruft Sie an”, “der Monteur kommt am Freitag”, “Ihr Paket ist morgen da”."""
    low = clause.at(verb)
    if low in ("hat", "haben"):
        return _arranged(clause, verb)
    subject = _subject(clause, verb)
    if subject is None:
        return _plain(clause, verb, before)
    if low in _BEING:
        return _becoming(clause, verb, subject)
    if verb == len(clause.lows) - 1 and verbs.is_participle(low):
        return None  # “Leitung informiert”
    if "bitte" in clause.lows or _is_for_us(clause, verb):
        return None
    if _is_of_reader(clause, verb, subject) or _is_state(clause, verb, subject):
        return None
    if low not in v.THINGS and (name := clause.bare_name(verb)) and not subject.is_definite:
        is_deed = low not in verbs.COURSES and low not in v.YOURS  # “Übrigens bekommen …”
        return clause.act(verb, name, LIKELY, needs_time=True) if is_deed else None
    if subject.kind == "person":
        looks_into = low in ("geht", "gehen") and clause.last == "nach"
        needs_time = (low not in _DEEDS or low in v.THINGS) and not looks_into
        return clause.act(verb, subject.who, LIKELY, needs_time=needs_time)
    if _comes_about(clause, low):
        return clause.act(verb, TEAM, LIKELY, needs_time=not _is_sent(clause, low, is_definite=subject.is_definite))
    return clause.act(verb, subject.name, WEAK, needs_time=True) if _is_done_by(clause, verb, subject) else None


def _is_for_us(clause: Clause, verb: int) -> bool:
    """“Der Großhändler schickt uns das Teil”, but not “bekommt von uns”."""
    places = [at for at in range(verb + 1, len(clause.lows)) if clause.at(at) in ("uns", "mir")]
    return any(clause.at(at - 1) not in _WITH_US for at in places)


def _subject(clause: Clause, verb: int) -> Subject | None:
    if verb == 0 and clause.apposition:
        return Subject(clause.apposition, "person")
    return clause.subject(verb) or (clause.shared_subject if verb == 0 else None)


def _is_of_reader(clause: Clause, verb: int, subject: Subject) -> bool:
    """“Unsere Hotline erreichen Sie ab Montag”."""
    low = clause.at(verb)
    return clause.at(verb + 1) == "sie" and low.endswith("en") and (subject.kind == "thing" or low not in verbs.OURS)


def _is_state(clause: Clause, verb: int, subject: Subject) -> bool:
    """“Frau Kern wohnt …”, “unsere Fahrer beginnen um sieben”; but “die Heizung läuft wieder”."""
    low = clause.at(verb)
    if low in _CHANGING and clause.has(_ITSELF):
        return True
    if low in v.THINGS or low in verbs.THEIRS_MOVING:
        return False
    if subject.kind == "person" and low in verbs.COURSES:
        return not clause.has_object(verb, subject.who)
    return low in verbs.STATIVE and not _is_again(clause, low)


def _arranged(clause: Clause, verb: int) -> Act | None:
    """“Unser Monteurteam hat den 4. März eingeplant”."""
    arranger = clause.subject(verb) if clause.last in v.ARRANGED else None
    is_ours = arranger is not None and arranger.kind == "person"
    return clause.act(verb, arranger.who, LIKELY, needs_time=True) if arranger and is_ours else None


def _becoming(clause: Clause, verb: int, subject: Subject) -> Act | None:
    """“Ihr Wagen ist am Freitag fahrbereit”, “der Techniker ist um acht bei Ihnen”; not “ist bis Montag im Urlaub”."""
    is_person = subject.kind == "person"
    is_return = is_person and "wieder" in clause.lows and "bei" not in clause.lows
    is_arranged = not is_person and clause.last in v.SETTLED and "für" in clause.lows
    if is_return or is_arranged or not _is_reached(clause):
        return None
    return clause.act(verb, subject.who if is_person else TEAM, LIKELY, needs_time=True)


def _is_reached(clause: Clause) -> bool:
    """Whether a state is named that somebody brings about, and not one that merely lasts."""
    if (
        "geöffnet" in clause.lows
        or clause.has_infinitive_with_zu
        or verbs.is_perfect_with_being(clause.last)
        or clause.last in v.NOT_DONE
    ):
        return False
    is_ready = clause.last.endswith(_READY) or clause.ends_in_participle
    return is_ready or clause.has(v.STATES) or _is_at_yours(clause)


def _comes_about(clause: Clause, low: str) -> bool:
    """Whether a thing gets somewhere or is ready: “liegt bereit”, “landet in Ihrem Postfach”, “läuft wieder”."""
    if low == "steht" and "termin" in clause.lows:
        return False
    if low in v.THINGS:
        return _is_reached(clause) or low not in _LYING
    is_known = low in verbs.COURSES or low in _DEEDS or low in v.YOURS
    return _is_again(clause, low) or (not is_known and (_is_at_yours(clause) or _gets_away(clause)))


def _gets_away(clause: Clause) -> bool:
    return clause.last in ("raus", "hinaus", "post", "haus", "an", "ein", "los")


def _is_again(clause: Clause, low: str) -> bool:
    """“Funktioniert wieder”."""
    return "wieder" in clause.lows and low in verbs.COURSES


def _is_done_by(clause: Clause, verb: int, subject: Subject) -> bool:
    """“Die Näherin kürzt den Saum”, “das Labor untersucht die Probe”: one that can act does it to something."""
    low = clause.at(verb)
    if clause.has(_ITSELF) and low not in v.REFLEXIVE:
        return False
    if low in v.YOURS or low in verbs.COURSES or not clause.has_object(verb, subject.name):
        return False
    return subject.can_act or low in verbs.THEIRS


def _is_sent(clause: Clause, low: str, *, is_definite: bool) -> bool:
    """“Die neue Bestätigung kommt gleich per Mail”, “der Bescheid geht Ihnen auf dem Postweg zu”."""
    return low in _SENT and is_definite and (clause.has(v.BY_MAIL) or (clause.last == "zu" and "ihnen" in clause.lows))


def _is_at_yours(clause: Clause) -> bool:
    """“An Ihrer Rampe”, “auf deinem Konto”, “für Sie”."""
    return any(clause.at(at) in _PLACING and clause.at(at + 1).startswith(_YOUR) for at in range(len(clause.lows) - 1))


def _plain(clause: Clause, verb: int, before: Act | None) -> Act | None:
    """“Geht morgen raus”, “… und ist am Freitag bei Ihnen”."""
    if verb or not (_is_reached(clause) or clause.last in _ARRIVING):
        return None
    if clause.segment.joined and before:
        return clause.act(verb, before.who, LIKELY, needs_time=True)
    is_opening = clause.segment.start == 0 or clause.words[clause.segment.start - 1].low in (":", "–", "-")
    is_coming = clause.at(verb) in _COMING and is_opening and clause.at(verb + 1) not in ("sie", "ihr")
    return clause.act(verb, TEAM, WEAK, needs_time=True) if is_coming else None
