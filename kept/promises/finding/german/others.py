"""What the reader gets, and what the reader may rely on."""

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
KNOWING, _NEWS, _FINDING = wordset("wissen weißt"), wordset("bescheid mehr"), wordset("finden findest")
_ABLE = wordset("können kannst dürfen darf kann")
_TAKING = wordset("abholen holen mitnehmen")
_SHOULD = wordset("hören sein erhalten bekommen haben eintreffen ankommen klappen")
_THEREON = wordset("darauf drauf")
_LET_ME = wordset("prüfen nachsehen nachschauen nachfragen klären schauen fragen checken nachhaken sehen herausfinden")


def yours(clause: Clause, verb: int) -> Act | None:
    """“Sie erhalten bis Freitag …”, “du kriegst …”."""
    low, near = clause.at(verb), [clause.at(verb - 1), clause.at(verb + 1)]
    if near[0] in _WEDGED:
        near.append(clause.at(verb - 2))
    is_said = any(each in ("sie", "du", "ihr") for each in near)
    if not is_said and (verb or low not in _DROPPING):
        return None
    if low in KNOWING and not clause.has(_NEWS):
        return None
    if clause.says("weil") or (low in _FINDING and "uns" in clause.lows):
        return None
    if (
        clause.has(v.NOT_YOURS)
        or clause.last.endswith(("recht", "pflicht"))
        or (low in ("haben", "hast") and _is_perfect(clause))
    ):
        return None
    is_certain = clause.has(v.YOUR_PROOF) or clause.has(_SOON) or clause.last == "zurück" or clause.ends_in_participle
    has_proof = is_certain and low not in _HAVING
    return clause.act(verb, TEAM, LIKELY, needs_time=not has_proof)


def _is_perfect(clause: Clause) -> bool:
    """“Haben Sie bekommen”, but not “haben Sie das Zertifikat, versprochen”."""
    return clause.ends_in_participle and clause.words[clause.segment.end - 2].low != ","


def assured(clause: Clause, verb: int) -> Act | None:
    """“Sie können sich darauf verlassen, dass …”, “Sie sollten bis Donnerstag von uns hören”."""
    low, last = clause.at(verb), clause.last
    if low in _ABLE:
        is_sure = last in ("rechnen", "erwarten", "zusagen") or (last == "verlassen" and clause.has(_THEREON))
        is_sure = is_sure or ("sie" in clause.lows and (last in _TAKING or "wieder" in clause.lows))
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
