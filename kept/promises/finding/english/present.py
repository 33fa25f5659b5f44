"""“We're sending it tomorrow”, “it ships on Friday”: the present, with a time to come."""

from __future__ import annotations

from kept.promises.finding.acts import Act
from kept.promises.finding.english import vocabulary as v
from kept.promises.finding.english.kinds import done
from kept.promises.finding.english.reading import LIKELY, WEAK, Reading
from kept.promises.finding.found import TEAM, WRITER


def ing(reading: Reading, at: int) -> Act | None:
    """“We're sending a new one tomorrow”, “calling you at three”."""
    be = at - 1
    while be >= 0 and reading.low(be) in v.ADVERBS and reading.low(be) != "not":
        be -= 1
    if reading.low(be) in ("am", "are", "is"):
        subject = reading.subject(be)
        if subject is None or subject.kind == "you":
            return None
        return reading.act(subject.start, at, subject.who, LIKELY, needs_time=True)
    return reading.act(at, at, WRITER, WEAK, needs_time=True) if reading.begins_clause(at) and at == 0 else None


def being_there(reading: Reading, at: int) -> Act | None:
    """“The crew is with you on Friday”, “your parcel is out for delivery tomorrow”: present, with a time to come."""
    subject = reading.subject(at)
    if subject is None or subject.kind in ("you", "us"):
        return None
    if reading.low(at + 1) == "being":
        act = done(reading, subject, at)
        return act._replace(needs_time=True) if act else None
    is_event = reading.low(at - 1) in v.EVENTS and reading.has_time_at(at + 1)
    if reading.low(at + 1) != "with" and not is_event:
        return None
    return reading.act(subject.start, at, subject.who, WEAK, needs_time=True)


def present_of_others(reading: Reading, at: int) -> Act | None:
    """“Mei calls you at noon”, “it ships tomorrow”."""
    subject = reading.subject(at)
    if subject is None or subject.kind in ("you", "us"):
        return None
    if subject.kind == "thing" and reading.low(at) not in v.MOVES:
        return None
    return reading.act(subject.start, at, subject.who if subject.kind == "person" else TEAM, LIKELY, needs_time=True)


def present(reading: Reading, at: int) -> Act | None:
    """“I call you tomorrow”, “tomorrow we load”."""
    verb = at + 1
    if not reading.begins_clause(at) and not reading.has_time_before(at):
        return None
    if reading.low(verb) in v.BASE_VERBS and reading.low(verb) not in ("be", "have", "do", "see", "make"):
        return reading.act(at, verb, WRITER if reading.low(at) == "i" else TEAM, WEAK, needs_time=True)
    return None


def getting(reading: Reading, at: int) -> Act | None:
    """“You're getting a new one on Friday.”"""
    is_yours = reading.low(at - 1) == "are" and reading.low(at - 2) == "you"
    return reading.act(at - 2, at, TEAM, WEAK, needs_time=True) if is_yours else None


def you_get(reading: Reading, at: int) -> Act | None:
    """“You get a written quote by Friday.”"""
    if reading.low(at + 1) not in ("get", "receive", "hear") or not reading.begins_clause(at):
        return None
    return reading.act(at, at + 1, TEAM, WEAK, needs_time=True)
