"""“We will”, “we're going to”, “you should”: what is to come, and who is to do it."""

from __future__ import annotations

from kept.promises.finding.acts import Act
from kept.promises.finding.english import telling, waiving
from kept.promises.finding.english import vocabulary as v
from kept.promises.finding.english.kinds import being, done, is_idle, of
from kept.promises.finding.english.progressive import ing
from kept.promises.finding.english.reading import LIKELY, WEAK, Reading
from kept.promises.finding.english.subjects import Subject
from kept.promises.finding.found import TEAM, WRITER
from kept.promises.finding.words import wordset

_FINITE = wordset("am are is has have can could must need needs")
_QUESTIONED = wordset("i we you he she it they the this that there")
_SHOULD_BE = wordset("be have get finish arrive reach")
_SHOULD_HAVE = wordset("been arrived had told rung called received")


def modal(reading: Reading, at: int) -> Act | None:
    """“We will …”, “Ana'll …”, “… and will …”."""
    if reading.low(at + 1) in _QUESTIONED:
        return None
    verb = reading.after_adverbs(at + 1)
    if verb is None:
        return waiving.waived(reading, at, at + 1) or _short(reading, at)
    subject = reading.subject(at)
    if subject is None:
        return _without_subject(reading, at, verb)
    return of(reading, subject, verb)


def _short(reading: Reading, at: int) -> Act | None:
    """“Yes, we will”; “and who pays? We will.”"""
    subject = reading.subject(at)
    if at + 1 < len(reading.words) or subject is None or subject.kind == "thing":
        return None
    return Act(subject.start, at, at + 1, subject.who, WEAK) if reading.mark != "?" else None


def _without_subject(reading: Reading, modal: int, verb: int) -> Act | None:
    """“Will ring you tomorrow”, and “I'm asking the depot and will ring you”."""
    low = reading.low(verb)
    if reading.mark == "?" or not reading.begins_clause(modal):
        return None
    if low in v.ARRIVING:
        return reading.act(modal, verb, TEAM, WEAK, needs_time=True)
    if not reading.is_deed(verb):
        return None
    subject = _subject_of_clause(reading, modal) or _first_subject(reading, modal) or Subject(modal, WRITER, "us")
    return of(reading, subject, verb)


def _subject_of_clause(reading: Reading, before: int) -> Subject | None:
    """The subject of the verb with which the clause began."""
    at = before - 1
    while at >= 0 and reading.low(at) not in _FINITE and reading.low(at) not in (";", ":"):
        at -= 1
    return reading.subject(at) if reading.low(at) in _FINITE else None


def _first_subject(reading: Reading, before: int) -> Subject | None:
    """“My colleague Jens takes over and will write”."""
    if reading.low(before - 1) not in ("and", "but"):
        return None
    tried = (reading.subject(at) for at in range(before - 2, 0, -1))
    return next((each for each in tried if each and each.kind in ("person", "us") and not each.start), None)


def should(reading: Reading, at: int) -> Act | None:
    """“You should hear from us within two days”: said with a time, people rely on it."""
    verb = reading.after_adverbs(at + 1 + (reading.low(at) == "ought"))
    if verb is None:
        return None
    subject = reading.subject(at)
    if subject is None and reading.low(at - 1) == "and":
        subject = _subject_of_clause(reading, at)
    if subject is None and reading.begins_clause(at) and reading.low(verb) in _SHOULD_BE and reading.mark != "?":
        subject = Subject(at, WRITER, "us")
    if subject is None:
        return None
    if subject.kind == "us" and (reading.low(verb) not in _SHOULD_BE or reading.low(verb + 1) == "able"):
        return None
    if reading.low(verb) == "have" and reading.low(verb + 1) in _SHOULD_HAVE:
        return None
    act = of(reading, subject, verb)
    if act is None and subject.start == at and reading.low(verb) == "be":
        act = done(reading, Subject(at, TEAM, "thing"), verb)
    return act._replace(confidence=WEAK, needs_time=True) if act else None


def going(reading: Reading, at: int) -> Act | None:
    """“We're going to …”."""
    if reading.low(at + 1) in ("out", "live", "up"):
        return ing(reading, at)
    verb = reading.after_adverbs(at + 2) if reading.low(at + 1) == "to" else None
    if verb is None:
        return None
    if reading.low(at - 1) == "not":
        return waiving.waived(reading, at - 2, verb)
    be = at - 1
    while be >= 0 and reading.low(be) in v.ADVERBS:
        be -= 1
    if reading.low(be) in ("am", "are", "is"):
        subject = reading.subject(be)
        if subject and subject.kind == "you" and telling.is_retold(reading, subject.start):
            return reading.act(subject.start, verb, TEAM, LIKELY)
        return of(reading, subject, verb) if subject else None
    is_dropped = reading.begins_clause(at) and reading.is_deed(verb)
    return reading.act(at, verb, WRITER, LIKELY) if is_dropped and not is_idle(reading, verb) else None


def ill(reading: Reading, at: int) -> Act | None:
    """“ill call u”, “well send it”."""
    verb = reading.after_adverbs(at + 1)
    if verb is None or not reading.is_deed(verb) or is_idle(reading, verb):
        return None
    if not reading.begins_clause(at) and not reading.has_time_before(at):
        return None
    if reading.low(verb) == "be":
        return being(reading, Subject(at, WRITER if reading.low(at) == "ill" else TEAM, "us"), verb)
    return reading.act(at, verb, WRITER if reading.low(at) == "ill" else TEAM, LIKELY)
