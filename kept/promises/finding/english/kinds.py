"""What becomes a promise, by who is to do it: us, somebody of ours, a thing, and what you will get."""

from __future__ import annotations

from kept.promises.finding.acts import Act
from kept.promises.finding.english import clauses, people, subjects, verbs
from kept.promises.finding.english import vocabulary as v
from kept.promises.finding.english.reading import LIKELY, SURE, WEAK, Reading
from kept.promises.finding.english.subjects import Subject
from kept.promises.finding.found import TEAM
from kept.promises.finding.words import wordset

_PRONOUNS = wordset("it this that they everything all")
_THEIR_STATES = wordset("waiting back there here with at out")
_CUSTOMERS_TITLES = wordset("mr mrs ms miss")
_THEIRS = wordset("the a an one two")
_PERFECT = wordset("seen heard read had found")


def of(reading: Reading, subject: Subject, verb: int) -> Act | None:
    return _BY_KIND[subject.kind](reading, subject, verb)


def _ours(reading: Reading, subject: Subject, verb: int) -> Act | None:
    low = reading.low(verb)
    if low == "be":
        return being(reading, subject, verb)
    if not low.isalpha() or is_idle(reading, verb):
        return None
    return reading.act(subject.start, verb, subject.who, SURE)


def is_idle(reading: Reading, verb: int) -> bool:
    low, after = reading.low(verb), reading.low(verb + 1)
    if low == "put" and "aside" in (reading.low(at) for at in range(verb + 2, verb + 6)):
        return False
    if v.IDLE_PHRASES.begin(reading.words, verb) or _is_left_open(reading, verb):
        return not goes_on(reading, verb)
    return low in v.IDLE_VERBS and after not in v.BUSY_PHRASES.get(low, frozenset()) and not goes_on(reading, verb)


def _is_left_open(reading: Reading, verb: int) -> bool:
    """“We'll see about that (on Friday)”, not “about that refund”."""
    is_seen = [reading.low(at) for at in range(verb, verb + 3)] == ["see", "about", "that"]
    after = reading.low(verb + 3)
    return is_seen and (not after or not after[0].isalnum() or reading.has_time_at(verb + 3))


def goes_on(reading: Reading, verb: int) -> bool:
    """“I'll see what I can do and let you know”: the second half promises."""
    return any(
        reading.low(at) in ("and", "then")
        and reading.low(at + 1) in v.BASE_VERBS
        and reading.low(at + 1) not in v.IDLE_VERBS
        for at in range(verb, len(reading.words) - 1)
    )


def being(reading: Reading, subject: Subject, verb: int) -> Act | None:
    after = reading.low(verb + 1)
    if after == "able":
        return reading.act(subject.start, verb, subject.who, WEAK, needs_time=True)
    if after.endswith("ing") and after not in v.IDLE_ING:
        return reading.act(subject.start, verb, subject.who, SURE)
    if v.BEING_PHRASES.begin(reading.words, verb + 1):
        return reading.act(subject.start, verb, subject.who, SURE)
    if after in ("back", "in") and "to" in [reading.low(at) for at in range(verb + 2, verb + 6)]:
        return reading.act(subject.start, verb, subject.who, LIKELY, needs_time=True)
    is_by = any(when.start > verb + 1 and reading.low(when.start) == "by" for when in reading.whens)
    is_placed = after in ("on", "in", "at") and is_by
    return reading.act(subject.start, verb, subject.who, LIKELY, needs_time=True) if is_placed else None


def _persons(reading: Reading, subject: Subject, verb: int) -> Act | None:
    low = reading.low(verb)
    is_customer = not subject.is_definite or reading.low(subject.start) in _CUSTOMERS_TITLES
    if is_customer and reading.low(verb + 1) in ("us", "me"):
        return None
    if low == "be":
        return being(reading, subject, verb) or done(reading, subject, verb)
    if not low.isalpha() or low in v.STATIVE or is_idle(reading, verb) or _pays(reading, subject, verb):
        return None
    is_told = subject.is_definite or _is_to_you(reading, verb)
    return reading.act(subject.start, verb, subject.who, SURE, needs_time=not reading.is_deed(verb) or not is_told)


def _pays(reading: Reading, subject: Subject, verb: int) -> bool:
    """“She will pay on Friday”: a customer, when nobody of ours was named."""
    return reading.low(verb) == "pay" and not subject.is_definite and reading.low(verb + 1) not in ("you", "your")


def _is_to_you(reading: Reading, verb: int) -> bool:
    """“… will text you a day.”"""
    return reading.low(verb) in v.CONTACTS and "you" in (reading.low(verb + 1), reading.low(verb + 2))


def _things(reading: Reading, subject: Subject, verb: int) -> Act | None:
    low = reading.low(verb)
    if low == "be":
        return done(reading, subject, verb)
    if not subject.is_definite and low in v.BASE_VERBS and reading.words[subject.start].raw.islower():
        return reading.act(subject.start, verb, subject.who, LIKELY)
    if low == "have" and reading.low(verb + 1) == "been":
        return done(reading, subject, verb + 1)
    is_contact = _is_to_you(reading, verb)
    if _does_something(reading, subject, verb):
        is_ours = is_contact or reading.low(subject.start) in ("our", "my")
        who = subjects.told(reading.words, subject, verb)
        return reading.act(subject.start, verb, who, LIKELY, needs_time=not is_ours)
    if is_contact and subject.is_definite and reading.low(subject.start) not in _PRONOUNS:
        return reading.act(subject.start, verb, subjects.told(reading.words, subject, verb), LIKELY)
    is_sent = low == "follow" and (_is_enclosed(reading, subject, verb) or reading.low(verb + 1) in v.ON_THE_WAY)
    is_sent = is_sent and (subject.is_definite or reading.low(subject.start) in people.ARTICLES)
    act = reading.act(subject.start, verb, TEAM, LIKELY, needs_time=not is_sent)
    return act._replace(subject=subject.start) if _moves(reading, subject, verb) else None


def _does_something(reading: Reading, subject: Subject, verb: int) -> bool:
    """“Our arborist will grind the stump”, “the landscapers will strip the turf”: whoever does it to something."""
    low, first = reading.low(verb), reading.low(subject.start)
    if first in ("our", "my"):
        return reading.is_deed(verb) and low not in v.THING_VERBS
    return first in _THEIRS and reading.is_deed(verb) and low not in v.THINGS_DO and reading.acts_on(verb)


def _is_enclosed(reading: Reading, subject: Subject, verb: int) -> bool:
    """“An itemised statement will follow.”"""
    return not v.PAPERS.isdisjoint(reading.low(at) for at in range(subject.start, verb))


def _moves(reading: Reading, subject: Subject, verb: int) -> bool:
    """What a thing does by itself, as far as the customer sees."""
    low, after = reading.low(verb), reading.low(verb + 1)
    if low in ("start", "begin") and not _is_our_work(reading, subject, verb):
        return False
    allowed = v.THING_PHRASES.get(low)
    return low in v.THING_VERBS and (allowed is None or after in allowed or reading.has_time_at(verb + 1))


def _is_our_work(reading: Reading, subject: Subject, verb: int) -> bool:
    """“Work on your roof will start”, not “the course will start”."""
    said = {reading.low(at) for at in range(subject.start, verb)}
    return not said.isdisjoint(v.WORKS_OF_OURS) or reading.low(subject.start) in ("your", "our", "it", "this", "that")


def done(reading: Reading, subject: Subject, verb: int) -> Act | None:
    """“Your boxes will be delivered”: by us."""
    at = verb + 1
    while reading.low(at) in v.ADVERBS | {"being"}:
        at += 1
    state = reading.low(at)
    is_known = state in v.DONE or _is_placed(reading, verb, at)
    if not is_known and (not verbs.is_done(state) or state in v.NOT_DONE):
        return None
    who = subject.who if subject.kind == "person" and state in _THEIR_STATES else TEAM
    is_paper = reading.low(subject.start) in people.ARTICLES and _is_enclosed(reading, subject, verb)
    is_yours = reading.low(subject.start) == "your"
    needs_time = not (is_yours or (is_known and (subject.is_definite or is_paper))) or state in ("back", "up", "on")
    act = reading.act(subject.start, verb, who, LIKELY, needs_time=needs_time)
    return act._replace(subject=subject.start) if who == TEAM else act


def _is_placed(reading: Reading, verb: int, at: int) -> bool:
    """“… will be on your doorstep”, “… out on Monday”, “the delivery will be on Monday”."""
    state, after = reading.low(at), reading.low(at + 1)
    is_event = reading.low(verb - 2) in v.EVENTS and reading.has_time_at(at)
    return after in v.IN_PLACE.get(state, ()) or (state == "out" and reading.has_time_at(at + 1)) or is_event


def _yours(reading: Reading, subject: Subject, verb: int) -> Act | None:
    """“You will hear from us”."""
    low, after = reading.low(verb), reading.low(verb + 1)
    if low not in v.YOUR_VERBS or "only" in (reading.low(at) for at in range(verb, verb + 8)):
        return None
    if _comes_from_others(reading, verb):
        return None
    if low == "be":
        return _you_are(reading, subject, verb)
    if low == "have" and after == "received":
        return reading.act(subject.start, verb, TEAM, LIKELY, needs_time=True)
    is_perfect = low == "have" and (after.endswith("ed") or after in _PERFECT)
    if (
        after in v.NOT_YOURS
        or after.isdecimal()
        or is_perfect
        or (low == "hear" and after in people.ARTICLES | people.DEFINITE)
    ):
        return None
    end = clauses.end(reading.words, verb, reading.whens)
    has_proof = any(word.low in v.YOUR_PROOF for word in reading.words[verb:end]) and low in ("receive", "get", "have")
    return reading.sent_by(reading.act(subject.start, verb, TEAM, LIKELY, needs_time=not (has_proof or low == "hear")))


def _comes_from_others(reading: Reading, verb: int) -> bool:
    """“You will get a text from Royal Mail.”"""
    words = reading.words[verb : verb + 12]
    sender = next((at for at, word in enumerate(words) if word.low == "from"), len(words))
    return any(word.low in people.EXTERNAL for word in words[sender : sender + 4])


def _you_are(reading: Reading, subject: Subject, verb: int) -> Act | None:
    """“You will be refunded”."""
    after = reading.low(verb + 1)
    is_told = after in v.YOUR_STATES
    if not is_told and (not verbs.is_done(after) or after in v.NOT_DONE):
        return None
    return reading.act(subject.start, verb, TEAM, LIKELY, needs_time=not is_told or after in ("able", "back"))


_BY_KIND = {"us": _ours, "you": _yours, "person": _persons, "thing": _things}
