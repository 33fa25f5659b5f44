"""The ways in which promises are made in English, each with the words that make it one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kept.promises.finding.acts import Act
from kept.promises.finding.deadlines.whens import When
from kept.promises.finding.english import clauses, doubts, subjects
from kept.promises.finding.english import vocabulary as v
from kept.promises.finding.english.subjects import Subject
from kept.promises.finding.found import TEAM, WRITER
from kept.promises.finding.words import Word, wordset

SURE, LIKELY, WEAK = 0.95, 0.85, 0.7


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence being read."""

    words: Sequence[Word]
    mark: str
    whens: Sequence[When]
    last_named: Callable[[], str]

    def low(self, at: int) -> str:
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def begins_clause(self, at: int) -> bool:
        before = self.low(at - 1)
        return not before or not before[0].isalnum() or before in _OPENERS


_OPENERS = wordset("and but so then or ok okay yes yep sure plus no well np thx k sorry hey hi ha noted got")
_SECOND_VERBS = v.BASE_VERBS | {"will", "shall", "should", "then"}
_PRONOUNS = wordset("it this that they everything all")
_FINITE = wordset("am are is have has can could must need needs")
_MODALS = frozenset({"will", "shall", "should"})
_MODAL_NEXT = wordset("i we you he she it they the this that there")


def acts(words: Sequence[Word], mark: str, whens: Sequence[When], last_named: Callable[[], str]) -> list[Act]:
    reading = Reading(words, mark, whens, last_named)
    found: list[Act] = []
    for at, word in enumerate(words):
        reader = _READERS.get(word.low) or (_ing if word.low in v.SENDERS_ING else None)
        reader = reader or (_present_of_others if word.low in v.PRESENT else None)
        if not reader or (found and found[-1].end > at and reading.low(at - 1) == "and" and word.low in _MODALS):
            continue
        act = reader(reading, at)
        if act and found and _is_ensured(reading, found[-1], act):
            continue
        if act and not (found and found[-1].verb >= act.verb):
            found.append(act)
    return [_from_its_occasion(reading, act) for act in found if _holds(reading, act)]


def _from_its_occasion(reading: Reading, act: Act) -> Act:
    """“When I am back on Monday I'll ring you” begins with “when”."""
    at = act.start
    while at > 0 and reading.low(at - 1) not in (";", ":", "and", "but", "–", "—"):
        at -= 1
    return act._replace(start=at) if at < act.start and v.EVENTUALLY.begin(reading.words, at) else act


def _holds(reading: Reading, act: Act) -> bool:
    words = reading.words
    return not (
        doubts.is_question(words, act.end, reading.mark)
        or doubts.is_conditional(words, act.start, act.verb, act.end)
        or doubts.has_condition_inside(words, act.verb, act.end)
        or doubts.is_hedged(words, act.start)
        or doubts.is_guess(words, act.start)
        or doubts.is_reported(words, act.start, act.end, len(words))
        or any(
            words[at].low in ("usually", "normally", "typically", "generally", "always")
            for at in range(act.start, act.end)
        )
    )


def _is_ensured(reading: Reading, last: Act, act: Act) -> bool:
    """“I'll make sure this gets done”: one promise."""
    return (
        last.verb < act.start <= last.end
        and reading.low(act.start - 1) in ("sure", "that", "it")
        and (reading.low(last.verb) in ("make", "see", "ensure", "get"))
    )


def _act(reading: Reading, start: int, verb: int, who: str, confidence: float, *, needs_time: bool = False) -> Act:
    end = clauses.end(reading.words, verb, reading.whens)
    words = reading.words[verb:end]
    mine = next((WRITER for one, two in pairwise(words) if (one.low, two.low) == ("from", "me")), who)
    is_timeless = reading.low(verb) in ("extend", "waive", "prolong", "postpone")
    joints = tuple(at for at in range(verb, end) if reading.low(at) == "and" and reading.low(at + 1) in _SECOND_VERBS)
    return Act(start, verb, end, mine if who == TEAM else who, confidence, needs_time, joints, is_timeless)


def _after_adverbs(reading: Reading, at: int) -> int | None:
    """The verb after the adverbs; None when one of them takes the promise back."""
    while (low := reading.low(at)) in v.ADVERBS or low in (",", "(", "you"):
        if low in v.NEGATIONS or low in v.HEDGES or low == "longer":
            return None
        at += 1
    return at if low else None


def _modal(reading: Reading, at: int) -> Act | None:
    """“We will …”, “Ana'll …”, “… and will …”."""
    if reading.low(at + 1) in _MODAL_NEXT and reading.low(at + 1) != "":
        return None
    verb = _after_adverbs(reading, at + 1)
    if verb is None:
        return _short(reading, at)
    subject = subjects.before(reading.words, at, reading.last_named)
    if subject is None:
        return _without_subject(reading, at, verb)
    return _of(reading, subject, verb)


def _first_subject(reading: Reading, before: int) -> Subject | None:
    """“My colleague Jens takes over and will write”."""
    if reading.low(before - 1) not in ("and", "but"):
        return None
    tried = (subjects.before(reading.words, at, reading.last_named) for at in range(before - 2, 0, -1))
    return next((each for each in tried if each and each.kind in ("person", "us") and not each.start), None)


def _short(reading: Reading, at: int) -> Act | None:
    """“Yes, we will”; “and who pays? We will.”"""
    subject = subjects.before(reading.words, at, reading.last_named)
    if at + 1 < len(reading.words) or subject is None or subject.kind == "thing":
        return None
    return Act(subject.start, at, at + 1, subject.who, WEAK) if reading.mark != "?" else None


def _without_subject(reading: Reading, modal: int, verb: int) -> Act | None:
    """“Will ring you tomorrow”, and “I'm asking the depot and will ring you”."""
    low = reading.low(verb)
    if low not in v.BASE_VERBS or reading.mark == "?":
        return None
    if not reading.begins_clause(modal):
        return None
    subject = _subject_of_clause(reading, modal) or _first_subject(reading, modal) or Subject(modal, WRITER, "us")
    return _of(reading, subject, verb)


def _subject_of_clause(reading: Reading, before: int) -> Subject | None:
    """The subject of the verb with which the clause began."""
    at = before - 1
    while at >= 0 and reading.low(at) not in _FINITE and reading.low(at) not in (";", ":"):
        at -= 1
    return subjects.before(reading.words, at, reading.last_named) if reading.low(at) in _FINITE else None


def _of(reading: Reading, subject: Subject, verb: int) -> Act | None:
    return _BY_KIND[subject.kind](reading, subject, verb)


def _ours(reading: Reading, subject: Subject, verb: int) -> Act | None:
    low = reading.low(verb)
    if low == "be":
        return _being(reading, subject, verb)
    if not low.isalpha() or _is_idle(reading, verb):
        return None
    return _act(reading, subject.start, verb, subject.who, SURE)


def _is_idle(reading: Reading, verb: int) -> bool:
    low, after = reading.low(verb), reading.low(verb + 1)
    if v.IDLE_PHRASES.begin(reading.words, verb):
        return not _goes_on(reading, verb)
    return low in v.IDLE_VERBS and after not in v.BUSY_PHRASES.get(low, frozenset()) and not _goes_on(reading, verb)


def _goes_on(reading: Reading, verb: int) -> bool:
    """“I'll see what I can do and let you know”: the second half promises."""
    return any(
        reading.low(at) in ("and", "then")
        and reading.low(at + 1) in v.BASE_VERBS
        and reading.low(at + 1) not in v.IDLE_VERBS
        for at in range(verb, len(reading.words) - 1)
    )


def _being(reading: Reading, subject: Subject, verb: int) -> Act | None:
    after = reading.low(verb + 1)
    if after == "able":
        return _act(reading, subject.start, verb, subject.who, WEAK, needs_time=True)
    if after.endswith("ing") and after not in v.IDLE_ING:
        return _act(reading, subject.start, verb, subject.who, SURE)
    if v.BEING_PHRASES.begin(reading.words, verb + 1):
        return _act(reading, subject.start, verb, subject.who, SURE)
    is_by = any(
        when.start > verb + 1 and when.bound == "by" and reading.low(when.start) == "by" for when in reading.whens
    )
    if after in ("on", "in", "at") and is_by:
        return _act(reading, subject.start, verb, subject.who, LIKELY, needs_time=True)
    return None


def _persons(reading: Reading, subject: Subject, verb: int) -> Act | None:
    low = reading.low(verb)
    if low == "be":
        return _being(reading, subject, verb) or _done(reading, subject, verb)
    if not low.isalpha() or low in v.STATIVE or _is_idle(reading, verb):
        return None
    return _act(
        reading, subject.start, verb, subject.who, SURE, needs_time=low not in v.BASE_VERBS or not subject.is_definite
    )


def _things(reading: Reading, subject: Subject, verb: int) -> Act | None:
    low = reading.low(verb)
    if low == "be":
        return _done(reading, subject, verb)
    if not subject.is_definite and low in v.BASE_VERBS and reading.words[subject.start].raw.islower():
        return _act(reading, subject.start, verb, subject.who, LIKELY)
    if low == "have" and reading.low(verb + 1) == "been":
        return _done(reading, subject, verb + 1)
    is_ours = reading.low(subject.start) in ("our", "my") and low in v.BASE_VERBS - v.THING_VERBS
    is_contact = low in v.CONTACTS and "you" in (reading.low(verb + 1), reading.low(verb + 2))
    if is_ours or (is_contact and subject.is_definite and reading.low(subject.start) not in _PRONOUNS):
        return _act(reading, subject.start, verb, subjects.told(reading.words, subject, verb), LIKELY)
    allowed = v.THING_PHRASES.get(low)
    is_timed = any(when.start == verb + 1 for when in reading.whens)
    if low not in v.THING_VERBS or (allowed is not None and reading.low(verb + 1) not in allowed and not is_timed):
        return None
    return _act(reading, subject.start, verb, TEAM, LIKELY, needs_time=True)


def _done(reading: Reading, subject: Subject, verb: int) -> Act | None:
    """“Your boxes will be delivered”: by us."""
    at = verb + 1
    while reading.low(at) in v.ADVERBS | {"being"}:
        at += 1
    state, after = reading.low(at), reading.low(at + 1)
    is_placed = state in v.IN_PLACE and after in v.IN_PLACE[state]
    if state == "out" and any(when.start == at + 1 for when in reading.whens):
        is_placed = True
    if reading.low(verb - 2) in v.EVENTS and any(when.start == at for when in reading.whens):
        is_placed = True
    is_known = state in v.DONE or is_placed
    if not is_known and (not state.endswith("ed") or state in v.NOT_DONE):
        return None
    who = subject.who if subject.kind == "person" and state in ("back", "there", "here", "with", "at", "out") else TEAM
    return _act(
        reading,
        subject.start,
        verb,
        who,
        LIKELY,
        needs_time=not (is_known and subject.is_definite) or state in ("back", "up", "on"),
    )


def _yours(reading: Reading, subject: Subject, verb: int) -> Act | None:
    """“You will hear from us”."""
    low, after = reading.low(verb), reading.low(verb + 1)
    if low not in v.YOUR_VERBS or "only" in (reading.low(at) for at in range(verb, verb + 8)):
        return None
    if low == "be":
        is_told = after in v.YOUR_STATES
        is_done = after.endswith("ed") and after not in v.NOT_DONE
        needs_time = not is_told or after in ("able", "back")
        return _act(reading, subject.start, verb, TEAM, LIKELY, needs_time=needs_time) if is_told or is_done else None
    if low == "have" and after == "received":
        return _act(reading, subject.start, verb, TEAM, LIKELY, needs_time=True)
    is_perfect = low == "have" and (after.endswith("ed") or after in ("seen", "heard", "read", "had", "found"))
    if after in v.NOT_YOURS or after.isdecimal() or is_perfect or (low == "hear" and after in ("a", "an", "the")):
        return None
    end = clauses.end(reading.words, verb, reading.whens)
    has_proof = any(word.low in v.YOUR_PROOF for word in reading.words[verb:end]) and low in ("receive", "get", "have")
    return _act(reading, subject.start, verb, TEAM, LIKELY, needs_time=not (has_proof or low == "hear"))


_BY_KIND = {"us": _ours, "you": _yours, "person": _persons, "thing": _things}


def _should(reading: Reading, at: int) -> Act | None:
    """“You should hear from us within two days”: said with a time, people rely on it."""
    verb = _after_adverbs(reading, at + 1)
    if verb is None:
        return None
    subject = subjects.before(reading.words, at, reading.last_named)
    if subject is None and reading.low(at - 1) == "and":
        subject = _subject_of_clause(reading, at)
    if subject is None:
        return None
    if subject.kind == "us" and reading.low(verb) not in ("be", "have", "get", "finish", "arrive", "reach"):
        return None
    if reading.low(verb) == "have" and reading.low(verb + 1) in (
        "been",
        "arrived",
        "had",
        "told",
        "rung",
        "called",
        "received",
    ):
        return None
    if subject.kind == "us" and reading.low(verb + 1) == "able":
        return None
    act = _of(reading, subject, verb)
    return act._replace(confidence=WEAK, needs_time=True) if act else None


def _going(reading: Reading, at: int) -> Act | None:
    """“We're going to …”."""
    if reading.low(at + 1) in ("out", "live", "up"):
        return _ing(reading, at)
    verb = _after_adverbs(reading, at + 2) if reading.low(at + 1) == "to" else None
    if verb is None or reading.low(at - 1) == "not":
        return None
    be = at - 1
    while be >= 0 and reading.low(be) in v.ADVERBS:
        be -= 1
    if reading.low(be) in ("am", "are", "is"):
        subject = subjects.before(reading.words, be, reading.last_named)
        return _of(reading, subject, verb) if subject else None
    is_dropped = reading.begins_clause(at) and reading.low(verb) in v.BASE_VERBS
    return _act(reading, at, verb, WRITER, LIKELY) if is_dropped and not _is_idle(reading, verb) else None


def _ing(reading: Reading, at: int) -> Act | None:
    """“We're sending a new one tomorrow”, “calling you at three”."""
    be = at - 1
    while be >= 0 and reading.low(be) in v.ADVERBS and reading.low(be) != "not":
        be -= 1
    if reading.low(be) in ("am", "are", "is"):
        subject = subjects.before(reading.words, be, reading.last_named)
        if subject is None or subject.kind == "you":
            return None
        return _act(reading, subject.start, at, subject.who, LIKELY, needs_time=True)
    return _act(reading, at, at, WRITER, WEAK, needs_time=True) if reading.begins_clause(at) and at == 0 else None


def _being_there(reading: Reading, at: int) -> Act | None:
    """“The crew is with you on Friday”, “your parcel is out for delivery tomorrow”: present, with a time to come."""
    subject = subjects.before(reading.words, at, reading.last_named)
    if subject is None or subject.kind in ("you", "us"):
        return None
    if reading.low(at + 1) == "being":
        act = _done(reading, subject, at)
        return act._replace(needs_time=True) if act else None
    is_event = reading.low(at - 1) in v.EVENTS and any(when.start == at + 1 for when in reading.whens)
    if reading.low(at + 1) != "with" and not is_event:
        return None
    return _act(reading, subject.start, at, subject.who, WEAK, needs_time=True)


def _present_of_others(reading: Reading, at: int) -> Act | None:
    """“Mei calls you at noon”, “it ships tomorrow”."""
    subject = subjects.before(reading.words, at, reading.last_named)
    if subject is None or subject.kind in ("you", "us"):
        return None
    if subject.kind == "thing" and reading.low(at) not in v.MOVES:
        return None
    return _act(reading, subject.start, at, subject.who if subject.kind == "person" else TEAM, LIKELY, needs_time=True)


def _present(reading: Reading, at: int) -> Act | None:
    """“I call you tomorrow”, “tomorrow we load”."""
    verb = at + 1
    if not reading.begins_clause(at) and not any(when.end == at for when in reading.whens):
        return None
    if reading.low(verb) in v.BASE_VERBS and reading.low(verb) not in ("be", "have", "do", "see", "make"):
        return _act(reading, at, verb, WRITER if reading.low(at) == "i" else TEAM, WEAK, needs_time=True)
    return None


def _getting(reading: Reading, at: int) -> Act | None:
    """“You're getting a new one on Friday.”"""
    is_yours = reading.low(at - 1) == "are" and reading.low(at - 2) == "you"
    return _act(reading, at - 2, at, TEAM, WEAK, needs_time=True) if is_yours else None


def _you_get(reading: Reading, at: int) -> Act | None:
    """“You get a written quote by Friday.”"""
    if reading.low(at + 1) not in ("get", "receive", "hear") or not reading.begins_clause(at):
        return None
    return _act(reading, at, at + 1, TEAM, WEAK, needs_time=True)


def _told(reading: Reading, at: int) -> Act | None:
    """“Promised her a call back by three”, in a note."""
    return _act(reading, at, at, WRITER, WEAK, needs_time=True) if not at and reading.low(1) in v.CUSTOMERS else None


def _let_me(reading: Reading, at: int) -> Act | None:
    if reading.low(at + 1) != "me" or reading.low(at - 1) in ("please", "to", "you"):
        return None
    verb = at + 2
    while reading.low(verb) in ("just", "quickly", "first", "please", "go"):
        verb += 1
    low, after = reading.low(verb), reading.low(verb + 1)
    talks = low in v.LET_ME_TALK and after not in v.LET_ME_TALK[low]
    back = _goes_on(reading, verb)
    if (low not in v.LET_ME_VERBS or talks) and not (back and low not in ("know", "be")):
        return None
    return _act(reading, at, verb, WRITER, WEAK)._replace(is_preface=True)


def _expect(reading: Reading, at: int) -> Act | None:
    """“Expect us at nine”, “you can expect a call”."""
    if reading.low(at - 1) in ("can", "may", "should") and reading.low(at - 2) == "you":
        return _act(reading, at - 2, at, TEAM, LIKELY)
    if not reading.begins_clause(at) or reading.low(at - 1) == "and":
        return None
    if reading.low(at + 1) == "to" and reading.low(at + 2) not in ("hear", "receive", "get"):
        return None
    return _act(reading, at, at, TEAM, LIKELY, needs_time=True)


def _count_on(reading: Reading, at: int) -> Act | None:
    if reading.low(at - 1) == "can" and reading.low(at + 1) == "on":
        return _act(reading, at - 2, at, TEAM, LIKELY, needs_time=True)
    return None


def _promise(reading: Reading, at: int) -> Act | None:
    """“I promise to …”, “we commit to having …”."""
    if reading.low(at - 1) not in ("i", "we"):
        return None
    if reading.low(at + 1) != "to":
        is_noun = reading.low(at) == "guarantee" and reading.low(at + 1) not in v.PRONOUN_SUBJECTS | v.DEFINITE
        return _act(reading, at - 1, at, TEAM, LIKELY, needs_time=True) if is_noun else None
    return _act(reading, at - 1, at + 2, WRITER if reading.low(at - 1) == "i" else TEAM, SURE)


def _arranged(reading: Reading, at: int) -> Act | None:
    """“I've arranged for someone to call you at nine”, “your delivery is scheduled for Friday”."""
    before = reading.low(at - 1)
    if before == "have" and reading.low(at - 2) in ("i", "we"):
        is_theirs = reading.low(at + 1) == "for"
        who = WRITER if reading.low(at - 2) == "i" and not is_theirs else TEAM
        return _act(reading, at - 2, at, who, LIKELY, needs_time=True)
    subject = subjects.before(reading.words, at - 1, reading.last_named) if before in ("is", "are") else None
    if subject is None or subject.kind == "us":
        return None
    return _act(reading, subject.start, at, TEAM, LIKELY, needs_time=True)


def _give_me(reading: Reading, at: int) -> Act | None:
    """“Give me until Friday”, “leave it with me”."""
    rest = (reading.low(at + 1), reading.low(at + 2), reading.low(at + 3))
    if reading.begins_clause(at) and rest[0] in ("me", "us") and reading.low(at) == "give":
        act = _act(reading, at, at, WRITER if rest[0] == "me" else TEAM, WEAK, needs_time=True)
        return act._replace(is_preface=True)
    if reading.low(at) == "leave" and rest[1:] == ("with", "me") and reading.begins_clause(at):
        return _act(reading, at, at, WRITER, WEAK)._replace(is_preface=True)
    return None


def _consider(reading: Reading, at: int) -> Act | None:
    return _act(reading, at, at, TEAM, WEAK) if (reading.low(at + 1), reading.low(at + 2)) == ("it", "done") else None


def _eta(reading: Reading, at: int) -> Act | None:
    """“ETA 8pm”, “next update at six”."""
    if reading.low(at) == "update" and reading.low(at - 1) != "next":
        return None
    return Act(at, at, len(reading.words), TEAM, WEAK, needs_time=True)


def _back(reading: Reading, at: int) -> Act | None:
    """“Back to you by noon”, “brb, back in five”."""
    is_short = reading.begins_clause(at) and reading.low(at + 1) in ("to", "with", "in", "by", "at", "within")
    return _act(reading, at, at, WRITER, WEAK, needs_time=True) if is_short else None


def _ill(reading: Reading, at: int) -> Act | None:
    """“ill call u”, “well send it”."""
    verb = _after_adverbs(reading, at + 1)
    if verb is None or reading.low(verb) not in v.BASE_VERBS or _is_idle(reading, verb):
        return None
    if not reading.begins_clause(at) and not any(when.end == at for when in reading.whens):
        return None
    if reading.low(verb) == "be":
        return _being(reading, Subject(at, WRITER if reading.low(at) == "ill" else TEAM, "us"), verb)
    return _act(reading, at, verb, WRITER if reading.low(at) == "ill" else TEAM, LIKELY)


def _on_it(reading: Reading, at: int) -> Act | None:
    is_all = reading.low(at + 1) == "it" and reading.begins_clause(at) and reading.low(at + 2) in ("", ",", "!")
    return _act(reading, at, at, WRITER, WEAK) if is_all else None


_READERS: dict[str, Callable[[Reading, int], Act | None]] = {
    "will": _modal,
    "shall": _modal,
    "should": _should,
    "going": _going,
    "let": _let_me,
    "expect": _expect,
    "count": _count_on,
    "rely": _count_on,
    "promise": _promise,
    "commit": _promise,
    "undertake": _promise,
    "pledge": _promise,
    "guarantee": _promise,
    "arranged": _arranged,
    "scheduled": _arranged,
    "booked": _arranged,
    "planned": _arranged,
    "give": _give_me,
    "leave": _give_me,
    "consider": _consider,
    "back": _back,
    "there": _back,
    "ill": _ill,
    "well": _ill,
    "on": _on_it,
    "promised": _told,
    "getting": _getting,
    "receiving": _getting,
    "eta": _eta,
    "update": _eta,
    "confirmed": _arranged,
    "you": _you_get,
    "i": _present,
    "we": _present,
    "is": _being_there,
    "are": _being_there,
}

# Readers that find nothing without a time.
_TIMED = wordset(
    "i we you is are eta update promised back there expect scheduled booked planned confirmed arranged should "
    "getting receiving"
)
TIMED = _TIMED | v.SENDERS_ING | v.PRESENT
TRIGGERS = frozenset(_READERS) - TIMED
