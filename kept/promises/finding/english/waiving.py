"""What is promised by not doing it: “you won't be charged for that”, “we will not bill you again”."""

from __future__ import annotations

from kept.promises.finding.acts import Act
from kept.promises.finding.english import vocabulary as v
from kept.promises.finding.english.reading import LIKELY, Reading
from kept.promises.finding.found import TEAM
from kept.promises.finding.words import wordset

_NOT = wordset("not never no")
_CHARGED = wordset("charged billed invoiced debited")
_CHARGE = wordset("charge bill invoice debit")
_UNLESS = wordset("until unless till before if")


def waived(reading: Reading, modal: int, verb: int) -> Act | None:
    """Between the modal and the verb stands a “not”; a charge that only comes later is not waived."""
    while reading.low(verb) in _NOT or reading.low(verb) in ("longer", "ever"):
        verb += 1
    subject = reading.subject(modal)
    if subject is not None and subject.kind == "us" and v.STAYING_WITH_IT.begin(reading.words, verb):
        return reading.act(subject.start, verb, subject.who, LIKELY)
    if subject is None or subject.kind == "person" or not subject.is_definite:
        return None
    if not _UNLESS.isdisjoint(word.low for word in reading.words[verb:]):
        return None
    is_charged = reading.low(verb) == "be" and reading.low(verb + 1) in _CHARGED and subject.kind != "us"
    is_charging = reading.low(verb) in _CHARGE and subject.kind == "us" and reading.low(verb + 1) in ("you", "your")
    who = subject.who if is_charging else TEAM
    act = reading.act(subject.start, verb, who, LIKELY)._replace(is_timeless=True)
    return act if is_charged or is_charging else None
