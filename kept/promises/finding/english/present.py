"""“It ships on Friday”, “I call you tomorrow”, “Zoe to send the plan”: the present, with a time to come."""

from __future__ import annotations

from kept.promises.finding.acts import Act
from kept.promises.finding.english import people, verbs
from kept.promises.finding.english import vocabulary as v
from kept.promises.finding.english.announced import without_verb
from kept.promises.finding.english.kinds import done
from kept.promises.finding.english.reading import LIKELY, WEAK, Reading
from kept.promises.finding.english.subjects import Subject
from kept.promises.finding.found import TEAM, WRITER


def being_there(reading: Reading, at: int) -> Act | None:
    """“The crew is with you on Friday”, “your parcel is out for delivery tomorrow”: present, with a time to come."""
    subject = reading.subject(at)
    if subject is None or subject.kind == "you":
        return None
    is_there = v.THERE.begin(reading.words, at + 1)
    if subject.kind == "us":
        return reading.act(subject.start, at, subject.who, WEAK, needs_time=True) if is_there else None
    if reading.low(at + 1) == "being":
        act = done(reading, subject, at)
        return act._replace(needs_time=True) if act else None
    is_event = reading.low(at - 1) in v.EVENTS and reading.has_time_at(at + 1)
    is_there = v.READY.begin(reading.words, at + 1) or (
        is_there and (subject.kind == "person" or _is_by_then(reading, at))
    )
    if not is_there and not is_event:
        return None
    return reading.act(subject.start, at, subject.who, WEAK, needs_time=True)


def _is_by_then(reading: Reading, at: int) -> bool:
    """“The boxes are there by Wednesday.”"""
    return any(when.start == at + 2 and when.bound in ("by", "before") for when in reading.whens)


def present_of_others(reading: Reading, at: int) -> Act | None:
    """“Mei calls you at noon”, “it ships tomorrow”."""
    if not reading.whens and reading.low(at) != "goes":
        return None
    if reading.low(at) not in v.PRESENT and not reading.has_object(at + 1):
        return None
    subject = reading.subject(reading.before_prefix(at))
    if subject is None or subject.kind in ("you", "us"):
        return None
    if _joins_the_next(reading, subject, at):
        return reading.act(subject.start, at, TEAM, LIKELY)
    if subject.kind == "thing" and reading.low(at) not in v.MOVES:
        return None
    is_thing = subject.kind == "thing" or (reading.low(at) in v.SHIPS and subject.start == 0)
    return reading.act(subject.start, at, TEAM if is_thing else subject.who, LIKELY, needs_time=True)


def _joins_the_next(reading: Reading, subject: Subject, at: int) -> bool:
    """“The correction goes into the next run.”"""
    where = (reading.low(at + 1), reading.low(at + 2), reading.low(at + 3))
    is_one = where[0] in ("in", "into", "on", "onto") and where[1] in people.DEFINITE and where[2] == "next"
    return is_one and reading.low(at) == "goes" and subject.is_definite


def _goes_out(reading: Reading, subject: Subject, at: int) -> bool:
    is_onward = reading.low(at + 1) in v.ONWARD and not reading.has_time_at(at + 1)
    return is_onward or (reading.low(at) != "go" and reading.low(subject.start) in ("your", "both"))


def plural(reading: Reading, at: int) -> Act | None:
    """“The boards go out on Monday.”"""
    subject = reading.subject(at) if reading.low(at - 1).endswith("s") else None
    is_thing = subject is not None and subject.kind == "thing" and subject.is_definite
    if subject is None or not is_thing or not _goes_out(reading, subject, at):
        return None
    return reading.act(subject.start, at, TEAM, LIKELY, needs_time=True)


def present(reading: Reading, at: int) -> Act | None:
    """“I call you tomorrow”, “tomorrow we load”."""
    verb = at + 1
    if not reading.begins_clause(at) and not reading.has_time_before(at):
        return None
    if reading.low(verb) == "write" and reading.low(verb + 1) in ("in", "with", "further", "regarding"):
        return None
    low = reading.low(verb)
    if verbs.is_deed(low) or (verbs.is_opening(low) and reading.has_object(verb + 1)):
        return reading.act(at, verb, WRITER if reading.low(at) == "i" else TEAM, WEAK, needs_time=True)
    return None


def you_get(reading: Reading, at: int) -> Act | None:
    """“You get a written quote by Friday.”"""
    begins = reading.begins_clause(at) or reading.has_time_before(at)
    is_given = reading.low(at + 1) in ("get", "receive", "hear", "have") and (
        reading.low(at + 1) != "have" or reading.low(at + 2) in ("it", "them", "your")
    )
    if is_given and begins:
        return reading.act(at, at + 1, TEAM, WEAK, needs_time=True)
    return _done_to_you(reading, at) or without_verb(reading, at)


def _done_to_you(reading: Reading, at: int) -> Act | None:
    """“Call you at four”, “speak to you tomorrow”: nobody is asked to do it to himself."""
    verb = at - 2 if reading.low(at - 1) in ("to", "with", "by") else at - 1
    low, after = reading.low(verb), reading.low(at + 1)
    is_noun = low.endswith("s") and not low.endswith("ss")  # “Orders you place by noon”
    is_ours = verbs.is_deed(low) and low not in v.FAREWELLS and not is_noun
    is_ours = is_ours and (reading.has_time_at(at + 1) or (after in verbs.SMALL and after not in verbs.AUXILIARY))
    is_ours = is_ours and reading.begins_clause(verb) and reading.low(verb - 1) not in ("and", "or", "then")
    return reading.act(verb, verb, WRITER, WEAK, needs_time=True) if is_ours else None


def assigned(reading: Reading, at: int) -> Act | None:
    """“Zoe to send the plan by Monday”, in minutes; “I've asked Tom to call you at nine”."""
    if not reading.whens or not reading.is_deed(at + 1):
        return None
    subject = reading.subject(at)
    if subject is not None and reading.low(at + 1) == "be" and verbs.is_done(reading.low(at + 2)):
        is_whole = subject.start == 0 and v.FINITE.isdisjoint(word.low for word in reading.words)
        is_whole = (
            is_whole and reading.low(at + 3) in ("to", "for") and reading.low(at + 4) in people.CUSTOMERS | {"you"}
        )
        return reading.act(subject.start, at + 1, TEAM, WEAK, needs_time=True) if is_whole else None
    if subject is None or subject.kind != "person":
        return None
    if reading.low(subject.start - 1) == "asked" and reading.low(subject.start - 2) == "have":
        return reading.act(subject.start - 3, at + 1, subject.who, WEAK, needs_time=True)
    if reading.low(subject.start) in v.ASKED_TO:
        return None
    is_first = (
        subject.start == 0
        or reading.low(subject.start) == "our"
        or reading.low(subject.start - 1) in ("-", "–", ":", "•", ")")
    )
    is_whole = v.FINITE.isdisjoint(word.low for word in reading.words[at:])
    if not is_first or not is_whole:
        return None
    who = TEAM if reading.low(at + 1) == "follow" else subject.who
    return reading.act(subject.start, at + 1, who, WEAK, needs_time=True)
