"""“We're sending it tomorrow”, “it ships on Friday”: the present, with a time to come."""

from __future__ import annotations

from kept.promises.finding.acts import Act
from kept.promises.finding.english import vocabulary as v
from kept.promises.finding.english.kinds import done
from kept.promises.finding.english.reading import LIKELY, WEAK, Reading
from kept.promises.finding.english.subjects import Subject
from kept.promises.finding.found import TEAM, WRITER


def ing(reading: Reading, at: int) -> Act | None:
    """“We're sending a new one tomorrow”, “calling you at three”."""
    if reading.low(at - 1) == "were" and reading.begins_clause(at - 1):
        return reading.act(at - 1, at, TEAM, WEAK, needs_time=True)  # an apostrophe is missing
    be = at - 1
    while be >= 0 and reading.low(be) in v.ADVERBS and reading.low(be) != "not":
        be -= 1
    if (start := _what_is_done(reading, be)) is not None:
        return reading.act(start, at, WRITER if reading.low(start + 1) == "i" else TEAM, LIKELY)
    if reading.low(be) in ("am", "are", "is"):
        subject = reading.subject(be)
        if subject is None or subject.kind == "you" or (subject.kind == "us" and _says_why(reading, at)):
            return None
        if subject.kind == "thing" and (reading.low(at) in ("opening", "starting") or reading.low(at) in v.DOING):
            return None
        is_thing = subject.kind == "thing" or (reading.low(at) in v.LEAVES and subject.start == 0 == be - 1)
        who = TEAM if is_thing else subject.who
        return reading.act(subject.start, at, who, LIKELY, needs_time=not _hands_over(reading, subject, at))
    is_dropped = reading.begins_clause(at) and reading.low(at - 1) not in ("and", "or", "no")
    return reading.act(at, at, WRITER, WEAK, needs_time=True) if is_dropped else None


def _what_is_done(reading: Reading, be: int) -> int | None:
    """Where “what I'm doing now is …” begins; None when the “is” is not of that."""
    doing = be - 1
    while doing >= 0 and reading.low(doing) in ("now", "next", "today", "first", "here"):
        doing -= 1
    said = tuple(reading.low(at) for at in range(doing - 3, doing + 1))
    is_said = said in (("what", "i", "am", "doing"), ("what", "we", "are", "doing")) and reading.low(be) == "is"
    return doing - 3 if is_said else None


def _hands_over(reading: Reading, subject: Subject, at: int) -> bool:
    """“I'm sending you a new one”, “we're crediting your account”: under way, and yet to come."""
    low, after = reading.low(at), reading.low(at + 1)
    is_given = low in v.HANDING_OVER and (low in v.MAKING_GOOD or after in ("you", "him", "her", "them"))
    if subject.kind == "us" and (_undoes(reading, at) or _arranges(reading, at)):
        return True
    is_taken_on = low == "taking" and (after, reading.low(at + 2)) == ("over", "your")
    is_given = is_given or is_taken_on or _passes_on(reading, at)
    return subject.kind == "us" and is_given and not reading.is_going_on(at)


def _passes_on(reading: Reading, at: int) -> bool:
    """“I'm passing it to the data team”, “I'm sending the keys by special delivery”."""
    if not v.REGARDS.isdisjoint(reading.low(ahead) for ahead in range(at + 1, at + 5)):
        return False
    how = v.TO_WHOM if reading.low(at) in v.PASSING_ON else v.BY_WHAT if reading.low(at) in v.SENT_OFF else frozenset()
    return not how.isdisjoint(reading.low(ahead) for ahead in range(at + 2, at + 7))


def _undoes(reading: Reading, at: int) -> bool:
    """“I'm taking it off right now.”"""
    is_off = reading.low(at) == "taking" and "off" in (reading.low(at + ahead) for ahead in range(2, 6))
    return is_off or reading.low(at) in v.UNDOING


def _arranges(reading: Reading, at: int) -> bool:
    """“I'm arranging for a new one to be sent.”"""
    return reading.low(at) == "arranging" and reading.low(at + 1) in ("for", "to") and not reading.is_going_on(at)


def _says_why(reading: Reading, at: int) -> bool:
    """“I'm writing to you because …”, “I'm calling about Friday”."""
    after = at + 2 if reading.low(at + 1) == "you" else at + 1
    return reading.low(at) in v.CONTACTING and reading.low(after) in v.OF_WHAT


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
    is_there = reading.low(at + 1) == "with" or (is_there and subject.kind == "person")
    if not is_there and not is_event:
        return None
    return reading.act(subject.start, at, subject.who, WEAK, needs_time=True)


def present_of_others(reading: Reading, at: int) -> Act | None:
    """“Mei calls you at noon”, “it ships tomorrow”."""
    subject = reading.subject(at)
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
    is_one = where[0] in ("in", "into", "on", "onto") and where[1] in v.DEFINITE and where[2] == "next"
    return is_one and reading.low(at) == "goes" and subject.is_definite


def present(reading: Reading, at: int) -> Act | None:
    """“I call you tomorrow”, “tomorrow we load”."""
    verb = at + 1
    if not reading.begins_clause(at) and not reading.has_time_before(at):
        return None
    if reading.low(verb) == "write" and reading.low(verb + 1) in ("in", "with", "further", "regarding"):
        return None
    if reading.low(verb) in v.BASE_VERBS and reading.low(verb) not in ("be", "have", "do", "see", "make"):
        return reading.act(at, verb, WRITER if reading.low(at) == "i" else TEAM, WEAK, needs_time=True)
    return None


def getting(reading: Reading, at: int) -> Act | None:
    """“You're getting a new one on Friday.”"""
    if reading.low(at - 1) in ("am", "are") and reading.low(at - 2) in ("i", "we"):
        return _gets_done(reading, at)
    is_yours = reading.low(at - 1) == "are" and reading.low(at - 2) == "you"
    return reading.act(at - 2, at, TEAM, WEAK, needs_time=True) if is_yours else None


def _gets_done(reading: Reading, at: int) -> Act | None:
    """“I'm getting someone out to you today”, “I'm having it couriered tomorrow”."""
    near = [reading.low(ahead) for ahead in range(at + 2, at + 7)]
    is_done = any(low in v.DONE or (low.endswith("ed") and low not in v.NOT_DONE) for low in near)
    if reading.low(at + 1) not in v.UNNAMED and not is_done:
        return None
    return reading.act(at - 2, at, WRITER if reading.low(at - 2) == "i" else TEAM, WEAK, needs_time=True)


def you_get(reading: Reading, at: int) -> Act | None:
    """“You get a written quote by Friday.”"""
    if reading.low(at + 1) not in ("get", "receive", "hear") or not reading.begins_clause(at):
        return None
    return reading.act(at, at + 1, TEAM, WEAK, needs_time=True)


def assigned(reading: Reading, at: int) -> Act | None:
    """“Zoe to send the plan by Monday”, in minutes; “I've asked Tom to call you at nine”."""
    if not reading.whens or reading.low(at + 1) not in v.BASE_VERBS:
        return None
    subject = reading.subject(at)
    if subject is None or subject.kind != "person":
        return None
    if reading.low(subject.start - 1) == "asked" and reading.low(subject.start - 2) == "have":
        return reading.act(subject.start - 3, at + 1, subject.who, WEAK, needs_time=True)
    if reading.low(subject.start) in v.ASKED_TO:
        return None
    is_first = subject.start == 0 or reading.low(subject.start - 1) in ("-", "–", ":", "•", ")")
    is_whole = v.FINITE.isdisjoint(word.low for word in reading.words[at:])
    return reading.act(subject.start, at + 1, subject.who, WEAK, needs_time=True) if is_first and is_whole else None
