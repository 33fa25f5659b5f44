"""“We're sending it tomorrow”, “popping it in the post tonight”: what is under way, with a time to come."""

from __future__ import annotations

from kept.promises.finding.acts import Act
from kept.promises.finding.english import people, verbs
from kept.promises.finding.english import vocabulary as v
from kept.promises.finding.english.announced import on_its_way
from kept.promises.finding.english.reading import LIKELY, WEAK, Reading
from kept.promises.finding.english.subjects import Subject
from kept.promises.finding.found import TEAM, WRITER


def ing(reading: Reading, at: int) -> Act | None:
    """“We're sending a new one tomorrow”, “calling you at three”."""
    if reading.low(at - 1) == "were" and reading.begins_clause(at - 1):
        return reading.act(at - 1, at, TEAM, WEAK, needs_time=True)  # an apostrophe is missing
    be = reading.before_prefix(at) - 1
    while be >= 0 and reading.low(be) in v.ADVERBS and reading.low(be) != "not":
        be -= 1
    if (act := _had(reading, at) or on_its_way(reading, at)) is not None:
        return act
    if (start := _what_is_done(reading, be)) is not None:
        return reading.act(start, at, WRITER if reading.low(start + 1) == "i" else TEAM, LIKELY)
    if reading.low(be) in ("am", "are", "is"):
        subject = reading.subject(be)
        if subject is None or subject.kind == "you" or (subject.kind == "us" and _says_why(reading, at)):
            return None
        if not _is_under_way(reading, subject, at):
            return None
        is_thing = subject.kind == "thing" or (reading.low(at) in v.LEAVES and subject.start == 0 == be - 1)
        who = TEAM if is_thing else subject.who
        return reading.act(subject.start, at, who, LIKELY, needs_time=not _hands_over(reading, subject, at))
    return _without_subject(reading, at)


def _without_subject(reading: Reading, at: int) -> Act | None:
    """“Popping it in the post tomorrow”; not “hemming takes three days”, nor “thanks for coming”."""
    if (
        not reading.begins_clause(at)
        or reading.low(at - 1) in ("and", "or", "no")
        or verbs.is_idle_ing(reading.low(at))
    ):
        return None
    if reading.low(at - 1) == "," and not v.FINITE.isdisjoint(word.low for word in reading.words[:at]):
        return None  # “… on the 28th, arriving at nine”
    act = reading.act(at, at, WRITER, WEAK, needs_time=True)
    after = reading.low(at + 1)
    said = {word.low for word in reading.words[at : act.end]}
    is_noun = verbs.is_past(after) or not (v.FINITE | v.TAKES).isdisjoint(said)
    return None if is_noun else act


def _is_under_way(reading: Reading, subject: Subject, at: int) -> bool:
    """A thing only moves; people do whatever is neither a state of mind nor begins and ends by itself."""
    low = reading.low(at)
    if reading.low(subject.start - 1) == "what":
        return False
    if subject.kind == "thing":
        return low in v.MOVING
    return (
        low in v.COMING_OUT or not verbs.is_idle_ing(low) or (verbs.is_opening_ing(low) and reading.has_object(at + 1))
    )


def _had(reading: Reading, at: int) -> Act | None:
    """“We've got a van coming to you on Friday.”"""
    has = next((back for back in range(at - 2, max(0, at - 7), -1) if reading.low(back) == "have"), 0)
    is_other = reading.low(has - 1) not in ("i", "we") or (
        reading.low(has + 1) != "got" and verbs.is_past(reading.low(has + 1))
    )
    if not has or is_other or verbs.is_idle_ing(reading.low(at)):
        return None
    subject = reading.subject(at)
    who = subject.who if subject and subject.kind == "person" and subject.start > has else TEAM
    return reading.act(has - 1, at, who, WEAK, needs_time=True)


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
    if subject.kind == "thing":
        return (reading.low(at), reading.low(at + 1), reading.low(at + 2)) in (
            ("coming", "off", end) for end in ("", ",", "and")
        )
    is_taken_on = low == "taking" and (after, reading.low(at + 2)) == ("over", "your")
    is_given = is_given or is_taken_on or _passes_on(reading, at) or _is_for_you(reading, at)
    if subject.kind == "person":
        is_given = subject.is_definite and _is_for_you(reading, at)
    return is_given and not reading.is_going_on(at)


def _is_for_you(reading: Reading, at: int) -> bool:
    """“She's earmarking two cases for you.”"""
    near = range(at + 2, min(at + 9, len(reading.words) - 1))
    is_meant = reading.low(at) not in v.CONTACTING | {"doing"} and reading.low(at + 1) not in ("my", "our", "what")
    return is_meant and any((reading.low(each), reading.low(each + 1)) == ("for", "you") for each in near)


def _passes_on(reading: Reading, at: int) -> bool:
    """“I'm passing it to the data team”, “I'm sending the keys by special delivery”."""
    if not v.REGARDS.isdisjoint(reading.low(ahead) for ahead in range(at + 1, at + 5)):
        return False
    how = v.TO_WHOM if reading.low(at) in v.PASSING_ON else v.BY_WHAT if reading.low(at) in v.SENT_OFF else frozenset()
    return not how.isdisjoint(reading.low(ahead) for ahead in range(at + 2, at + 7))


def _undoes(reading: Reading, at: int) -> bool:
    """“I'm taking it off right now.”"""
    is_off = reading.low(at) in ("taking", "coming") and "off" in (reading.low(at + ahead) for ahead in range(2, 6))
    return is_off or reading.low(at) in v.UNDOING


def _arranges(reading: Reading, at: int) -> bool:
    """“I'm arranging for a new one to be sent.”"""
    return reading.low(at) == "arranging" and reading.low(at + 1) in ("for", "to") and not reading.is_going_on(at)


def _says_why(reading: Reading, at: int) -> bool:
    """“I'm writing to you because …”, “I'm calling about Friday”."""
    after = at + 2 if reading.low(at + 1) == "you" else at + 1
    return reading.low(at) in v.CONTACTING and reading.low(after) in v.OF_WHAT


def getting(reading: Reading, at: int) -> Act | None:
    """“You're getting a new one on Friday.”"""
    if reading.low(at - 1) in ("am", "are") and reading.low(at - 2) in ("i", "we"):
        return _gets_done(reading, at)
    is_yours = reading.low(at - 1) == "are" and reading.low(at - 2) == "you"
    is_yours = is_yours and reading.low(at + 1) not in ("married", "ready", "close", "a lot")
    return reading.act(at - 2, at, TEAM, WEAK, needs_time=True) if is_yours else _without_subject(reading, at)


def _gets_done(reading: Reading, at: int) -> Act | None:
    """“I'm getting someone out to you today”, “I'm having it couriered tomorrow”."""
    near = [reading.low(ahead) for ahead in range(at + 2, at + 7)]
    is_done = any(low in v.DONE or (low.endswith("ed") and low not in v.NOT_DONE) for low in near)
    if reading.low(at + 1) == "my" or (reading.low(at + 1) not in people.UNNAMED and not is_done):
        return None
    return reading.act(at - 2, at, WRITER if reading.low(at - 2) == "i" else TEAM, WEAK, needs_time=True)
