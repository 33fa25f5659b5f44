"""Set phrases: “let me check”, “expect us at nine”, “leave it with me”."""

from __future__ import annotations

from kept.promises.finding.acts import Act
from kept.promises.finding.english import doubting, people
from kept.promises.finding.english import vocabulary as v
from kept.promises.finding.english.kinds import goes_on
from kept.promises.finding.english.reading import LIKELY, SURE, WEAK, Reading
from kept.promises.finding.found import TEAM, WRITER
from kept.promises.finding.words import wordset


def let_me(reading: Reading, at: int) -> Act | None:
    if reading.low(at + 1) != "me" or reading.low(at - 1) in ("please", "to", "you"):
        return None
    verb = at + 2
    while reading.low(verb) in ("just", "quickly", "first", "please", "go"):
        verb += 1
    low, after = reading.low(verb), reading.low(verb + 1)
    talks = low in v.LET_ME_TALK and after not in v.LET_ME_TALK[low]
    back = goes_on(reading, verb)
    if (low not in v.LET_ME_VERBS or talks) and not (back and low not in ("know", "be")):
        return None
    return reading.act(at, verb, WRITER, WEAK)._replace(is_preface=True)


def expect(reading: Reading, at: int) -> Act | None:
    """“Expect us at nine”, “you can expect a call”."""
    if reading.low(at - 1) in ("can", "may", "should") and reading.low(at - 2) == "you":
        return reading.sent_by(reading.act(at - 2, at, TEAM, LIKELY))
    if not reading.begins_clause(at) or reading.low(at - 1) == "and":
        return None
    if reading.low(at + 1) == "to" and reading.low(at + 2) not in ("hear", "receive", "get"):
        return None
    return reading.sent_by(reading.act(at, at, TEAM, LIKELY, needs_time=True))


def count_on(reading: Reading, at: int) -> Act | None:
    if reading.low(at - 1) == "can" and reading.low(at + 1) == "on":
        return reading.act(at - 2, at, TEAM, LIKELY, needs_time=True)
    return None


def promise(reading: Reading, at: int) -> Act | None:
    """“I promise to …”, “we commit to having …”."""
    if reading.low(at - 1) not in ("i", "we"):
        return None
    if reading.low(at + 1) != "to":
        is_noun = reading.low(at) == "guarantee" or reading.low(at + 1) in people.ARTICLES
        is_noun = is_noun and reading.low(at + 1) not in people.PRONOUN_SUBJECTS | people.DEFINITE
        return reading.act(at - 1, at, TEAM, LIKELY, needs_time=True) if is_noun else None
    return reading.act(at - 1, at + 2, WRITER if reading.low(at - 1) == "i" else TEAM, SURE)


def arranged(reading: Reading, at: int) -> Act | None:
    """“I've arranged for someone to call you at nine”, “your delivery is scheduled for Friday”."""
    before = reading.low(at - 1)
    if reading.low(at + 1) == "to" and (act := due(reading, at)):
        return act
    if before == "have" and reading.low(at - 2) in ("i", "we"):
        is_theirs = reading.low(at + 1) == "for"
        who = WRITER if reading.low(at - 2) == "i" and not is_theirs else TEAM
        return reading.act(at - 2, at, who, LIKELY, needs_time=True)
    subject = reading.subject(at - 1) if before in ("is", "are") else None
    if subject is None or subject.kind == "us":
        return None
    told = {reading.low(each) for each in range(subject.start, at - 1)}
    if reading.low(at) in ("booked", "confirmed") and not v.HIS_EVENTS.isdisjoint(told):
        return None
    return reading.act(subject.start, at, subject.who, LIKELY, needs_time=True)


def give_me(reading: Reading, at: int) -> Act | None:
    """“Give me until Friday”, “leave it with me”."""
    rest = (reading.low(at + 1), reading.low(at + 2), reading.low(at + 3))
    begins = reading.begins_clause(at) or reading.low(at - 1) in ("please", "kindly")
    if reading.low(at) == "allow" and "will" not in (word.low for word in reading.words[at:]):
        return None
    is_asked = rest[1] in ("a", "the") and not any(reading.has_time_at(at + ahead) for ahead in (2, 3))
    if begins and not is_asked and rest[0] in ("me", "us") and reading.low(at) in ("give", "allow"):
        act = reading.act(at, at, WRITER if rest[0] == "me" else TEAM, WEAK, needs_time=True)
        return act._replace(is_preface=True)
    if reading.low(at) == "leave" and rest[1:] == ("with", "me") and reading.begins_clause(at):
        return reading.act(at, at, WRITER, WEAK)._replace(is_preface=True)
    return None


_DONE = wordset("done sorted booked fixed sent")


def consider(reading: Reading, at: int) -> Act | None:
    return reading.act(at, at, TEAM, WEAK) if reading.low(at + 1) == "it" and reading.low(at + 2) in _DONE else None


def eta(reading: Reading, at: int) -> Act | None:
    """“ETA 8pm”, “next update at six”."""
    if reading.low(at) == "update" and reading.low(at - 1) != "next":
        return None
    return Act(at, at, len(reading.words), TEAM, WEAK, needs_time=True)


def due(reading: Reading, at: int) -> Act | None:
    """“We're due to pour the slab on Monday”, “I'm booked to see you at nine”."""
    verb = at + 2 if reading.low(at + 1) == "to" else at + 3
    be = at - 1
    while reading.low(be) in v.ADVERBS - doubting.NEGATIONS:
        be -= 1
    subject = reading.subject(be) if reading.low(be) in ("am", "is", "are") else None
    if subject is None or reading.low(verb - 1) != "to" or subject.kind not in ("us", "person"):
        return None
    return reading.act(subject.start, verb, subject.who, WEAK, needs_time=True) if reading.is_deed(verb) else None


_NOTED_WHERE = 6  # words


def noted(reading: Reading, at: int) -> Act | None:
    """“I've made a note to check on Friday”, “I've put a reminder in my diary to ring you”."""
    has = next((back for back in range(at - 1, max(0, at - 6), -1) if reading.low(back) in ("have", "am", "are")), 0)
    verb = next((ahead + 1 for ahead in range(at + 1, at + _NOTED_WHERE) if reading.low(ahead) == "to"), 0)
    if not has or not verb or reading.low(has - 1) not in ("i", "we") or not reading.is_deed(verb):
        return None
    needs_time = reading.low(has) == "have"
    return reading.act(has - 1, verb, WRITER if reading.low(has - 1) == "i" else TEAM, WEAK, needs_time=needs_time)


def owe(reading: Reading, at: int) -> Act | None:
    """“I owe you an answer by noon.”"""
    subject = reading.subject(at)
    is_ours = subject is not None and subject.kind == "us" and reading.low(at + 1) == "you"
    is_ours = is_ours and v.AMENDS.isdisjoint(reading.low(ahead) for ahead in range(at + 2, at + 5))
    return reading.act(subject.start, at, subject.who, WEAK, needs_time=True) if subject and is_ours else None


def back(reading: Reading, at: int) -> Act | None:
    """“Back to you by noon”, “brb, back in five”."""
    after = at + 2 if (reading.low(at), reading.low(at + 1)) == ("with", "you") else at + 1
    is_short = reading.begins_clause(at) and reading.low(after) in ("to", "with", "in", "by", "at", "within")
    return reading.act(at, at, WRITER, WEAK, needs_time=True) if is_short else None


def on_it(reading: Reading, at: int) -> Act | None:
    is_all = reading.low(at + 1) == "it" and reading.begins_clause(at) and reading.low(at + 2) in ("", ",", "!")
    return reading.act(at, at, WRITER, WEAK) if is_all else None
