"""What others of ours do, what things do, and what the customer gets."""

from __future__ import annotations

from kept.promises.finding.acts import Act
from kept.promises.finding.found import TEAM, WRITER
from kept.promises.finding.german import vocabulary as v
from kept.promises.finding.german.clause import LIKELY, WEAK, Clause
from kept.promises.finding.words import wordset

_DROPPING = wordset("kriegst bekommst kriegen bekommen erhalten")
_SOON = wordset("zeitnah umgehend baldmöglichst schnellstmöglich unverzüglich")
_WEDGED = wordset("selbst natürlich dann also alle beide")  # “Sie selbst bekommen …”
_HAVING = wordset("haben hast sehen")
_ABLE = wordset("können kannst dürfen darf kann")
_SHOULD = wordset("hören sein erhalten bekommen haben eintreffen ankommen klappen")
_THEREON = wordset("darauf drauf")
_LET_ME = wordset("prüfen nachsehen nachschauen nachfragen klären schauen fragen checken nachhaken sehen herausfinden")
_ARRIVING = ("an", "ein")
_PARTED, _SENT = wordset("kündigt lädt fordert räumt fügt"), wordset("kommt kommen geht gehen folgt folgen")
_PLACING, _YOUR = wordset("an auf bei in vor unter"), ("ihre", "deine", "eure", "ihnen", "euch", "dir")
_BEING, _LYING, _GOING = (
    wordset("ist sind"),
    wordset("ist sind liegt liegen läuft laufen steht stehen"),
    wordset("geht gehen"),
)


def yours(clause: Clause, verb: int) -> Act | None:
    """“Sie erhalten bis Freitag …”, “du kriegst …”."""
    low, near = clause.at(verb), [clause.at(verb - 1), clause.at(verb + 1)]
    if near[0] in _WEDGED:
        near.append(clause.at(verb - 2))
    is_said = any(each in ("sie", "du", "ihr") for each in near)
    if not is_said and (verb or low not in _DROPPING):
        return None
    if clause.has(v.NOT_YOURS) or (low in ("haben", "hast") and _is_perfect(clause)):
        return None
    has_proof = (clause.has(v.YOUR_PROOF) or clause.has(_SOON)) and low not in _HAVING
    return clause.act(verb, TEAM, LIKELY, needs_time=not has_proof)


def _is_perfect(clause: Clause) -> bool:
    """“Haben Sie bekommen”, but not “haben Sie das Zertifikat, versprochen”."""
    return clause.ends_in_participle and clause.words[clause.segment.end - 2].low != ","


def assured(clause: Clause, verb: int) -> Act | None:
    """“Sie können sich darauf verlassen, dass …”, “Sie sollten bis Donnerstag von uns hören”."""
    low, last = clause.at(verb), clause.last
    if low in _ABLE:
        is_sure = last in ("rechnen", "erwarten", "zusagen") or (last == "verlassen" and clause.has(_THEREON))
        is_sure = is_sure or (last == "abholen" and "sie" in clause.lows)
        return clause.act(verb, TEAM, LIKELY, needs_time=True) if is_sure else None
    is_due = low in ("sollte", "sollten") and verb > 0 and last in _SHOULD
    return clause.act(verb, TEAM, WEAK, needs_time=True) if is_due else None


def asked(clause: Clause, verb: int) -> Act | None:
    """“Lassen Sie mich das prüfen”, “verlassen Sie sich drauf”, “geben Sie mir bis Freitag Zeit”."""
    low, beginning = clause.at(verb), clause.lows[:3]
    if verb > (clause.at(0) == "bitte") or clause.at(verb + 1) not in ("sie", "mich", "uns", "mir"):
        return None
    if low == "rechnen" and "mit" in clause.lows:
        return clause.act(verb, TEAM, LIKELY, needs_time=True)
    if low == "verlassen" and clause.has(_THEREON):
        return clause.act(verb, TEAM, LIKELY)._replace(is_preface=True)
    if low == "lassen" and "mich" in beginning and clause.last in _LET_ME:
        return clause.act(verb, WRITER, WEAK)._replace(is_preface=True)
    if low == "geben" and "mir" in beginning and "zeit" in clause.lows:
        return clause.act(verb, WRITER, WEAK, needs_time=True)._replace(is_preface=True)
    return None


def theirs(clause: Clause, verb: int, before: Act | None) -> Act | None:
    """“Frau Lindner ruft Sie an”, “der Monteur kommt am Freitag”, “Ihr Paket ist morgen da”."""
    low = clause.at(verb)
    if low in ("hat", "haben") and clause.last in v.ARRANGED:
        arranger = clause.subject(verb)
        is_ours = arranger is not None and arranger.kind == "person"
        return clause.act(verb, arranger.who, LIKELY, needs_time=True) if arranger and is_ours else None
    if low in _PARTED and clause.last not in v.CLOSERS:
        return None
    if low not in v.THEIRS | v.THEIRS_TIMED | v.THINGS | v.OURS | v.OURS_TIMED:
        return None
    subject = clause.subject(verb) or (clause.shared_subject if verb == 0 else None)
    if subject is None:
        return _plain(clause, verb, before)
    if (name := clause.bare_name(verb)) and low not in v.THINGS | v.THINGS_DEEDS and not subject.is_definite:
        return clause.act(verb, name, LIKELY, needs_time=True)
    if subject.kind == "person" and low not in _BEING:
        looks_into = low in _GOING and clause.last == "nach"
        needs_time = low in v.THEIRS_TIMED | v.OURS_TIMED | v.THINGS and not looks_into
        return clause.act(verb, subject.who, LIKELY, needs_time=needs_time)
    is_return = subject.kind == "person" and "wieder" in clause.lows and "bei" not in clause.lows
    if is_return or not _happens(clause, low):
        return None
    who = subject.who if subject.kind == "person" else TEAM
    return clause.act(verb, who, LIKELY, needs_time=not _is_sent(clause, low, is_definite=subject.is_definite))


def _is_sent(clause: Clause, low: str, *, is_definite: bool) -> bool:
    """“Die neue Bestätigung kommt gleich per Mail”, “der Bescheid geht Ihnen auf dem Postweg zu”."""
    return low in _SENT and is_definite and (clause.has(v.BY_MAIL) or (clause.last == "zu" and "ihnen" in clause.lows))


def _happens(clause: Clause, low: str) -> bool:
    """Whether that is something that comes about: being ready, not being open."""
    is_kept = low == "steht" and "termin" in clause.lows
    if low in v.YOURS or low not in v.THINGS or is_kept or "geöffnet" in clause.lows:
        return False
    is_state = clause.has(v.STATES) or _is_at_yours(clause) or clause.last.endswith(("fertig", "bereit"))
    return is_state or low not in _LYING | _GOING


def _is_at_yours(clause: Clause) -> bool:
    """“An Ihrer Rampe”, “auf deinem Konto”."""
    return any(clause.at(at) in _PLACING and clause.at(at + 1).startswith(_YOUR) for at in range(len(clause.lows) - 1))


def _plain(clause: Clause, verb: int, before: Act | None) -> Act | None:
    """“Geht morgen raus”, “… und ist am Freitag bei Ihnen”."""
    if verb or not (clause.has(v.STATES) or clause.last in _ARRIVING):
        return None
    if clause.segment.joined and before:
        return clause.act(verb, before.who, LIKELY, needs_time=True)
    return clause.act(verb, TEAM, WEAK, needs_time=True) if clause.at(verb) in ("geht", "kommt") else None
