"""What somebody of ours told a third person that will be done: “I told her someone would call before Friday”."""

from __future__ import annotations

from kept.promises.finding.acts import Act
from kept.promises.finding.english import people
from kept.promises.finding.english.kinds import being, done, is_idle
from kept.promises.finding.english.reading import LIKELY, WEAK, Reading
from kept.promises.finding.found import TEAM, WRITER
from kept.promises.finding.words import wordset

_TELLING = wordset("told promised assured")
_BETWEEN = wordset("have just also already")
_OURS = {"i", "we"} | people.UNNAMED
_OPENING = 7  # words
_FAILED = wordset("did yesterday but never last")


def told(reading: Reading, at: int) -> Act | None:
    """“Promised her a call back by three”, “I've promised him a letter this week”."""
    if reading.low(at + 1) == "to":
        return _promised_to(reading, at)
    if reading.low(at + 1) not in people.CUSTOMERS or reading.low(at) != "promised":
        return None
    if not at:
        return reading.act(at, at, WRITER, WEAK, needs_time=True)
    teller = _teller(reading, at)
    is_noun = reading.low(at + 2) in people.ARTICLES or reading.low(at + 3) in people.ARTICLES
    return reading.act(teller, at, _who(reading, teller), WEAK, needs_time=True) if teller >= 0 and is_noun else None


def _promised_to(reading: Reading, at: int) -> Act | None:
    """“She's promised to look at it tonight”, “Nadia has agreed to …”."""
    verb = reading.after_adverbs(at + 2)
    has = at - 1
    while reading.low(has) in ("just", "also", "already"):
        has -= 1
    subject = reading.subject(has) if reading.low(has) in ("is", "has", "have") else None
    if verb is None or subject is None or subject.kind == "you" or not subject.is_definite:
        return None
    if subject.kind == "thing" and reading.low(subject.start) not in ("our", "my"):
        return None
    is_said = reading.is_deed(verb) and "yesterday" not in (word.low for word in reading.words)
    needs_time = reading.low(at) != "promised"
    return reading.act(subject.start, verb, subject.who, LIKELY, needs_time=needs_time) if is_said else None


def would(reading: Reading, at: int) -> Act | None:
    """“… that we'd waive delivery”, after “I told him”."""
    subject, verb = reading.subject(at), reading.after_adverbs(at + 1)
    if subject is None or verb is None or not is_retold(reading, subject.start):
        return None
    if reading.low(verb) == "be":
        return being(reading, subject, verb) or done(reading, subject, verb)
    if subject.kind == "thing" or is_idle(reading, verb):
        return None
    return reading.act(subject.start, verb, subject.who, LIKELY)


def is_retold(reading: Reading, before: int) -> bool:
    """Whether one of us tells a third person, and it is not said that it came to nothing."""
    if _noted(reading, before) in ("agreed", "confirmed") and "you" not in (word.low for word in reading.words):
        return True  # “Agreed we'd post it”, in a note
    if _said_so(reading, before):
        return True
    if _gave_his_word(reading, before):
        return True
    says = next((at for at in range(before - 1, -1, -1) if reading.low(at) in _TELLING), -1)
    if says < 0 or not _FAILED.isdisjoint(word.low for word in reading.words[says:]):
        return False
    if reading.low(says + 1) not in people.CUSTOMERS:
        return False
    first = says - (reading.low(says - 1) == "have")
    is_noted = reading.begins_clause(first) and any(when.start > before for when in reading.whens)
    return says == 0 or is_noted or _teller(reading, says) >= 0


def _noted(reading: Reading, before: int) -> str:
    """The first word of “agreed we'd …”, “confirmed with the bride that we'd …”."""
    is_short = before - (reading.low(before - 1) == "that") == 1
    begin = next((at for at in range(before - 1, max(-1, before - _OPENING), -1) if reading.begins_clause(at)), before)
    return reading.low(begin) if is_short or reading.low(before - 1) == "that" else ""


def _gave_his_word(reading: Reading, before: int) -> bool:
    """“I gave Mr Pryce my word they'd be out by eight.”"""
    near = [reading.low(at) for at in range(max(0, before - 9), before)]
    return near[-1:] in (["word"], ["oath"], ["promise"]) and "my" in near and "gave" in near and "you" not in near


def _said_so(reading: Reading, before: int) -> bool:
    """“I said I'd raise it with Helen”, in a note: no reader is spoken to, and nothing came between."""
    says = before - 1 - (reading.low(before - 1) == "that")
    if (reading.low(says), reading.low(says + 1)) == ("and", "that"):
        says = next((at for at in range(says - 1, 0, -1) if reading.low(at) in ("said", "promised")), says)
    is_ours = reading.low(says) in ("said", "promised") and reading.low(before) in _OURS
    rest = {word.low for word in reading.words[says:]}
    return is_ours and _teller(reading, says) >= 0 and rest.isdisjoint(_FAILED | {"you", "your"})


def _teller(reading: Reading, says: int) -> int:
    """The place of the “I” or “we” that tells; -1 for anybody else."""
    at = says - 1
    while reading.low(at) in _BETWEEN:
        at -= 1
    return at if reading.low(at) in ("i", "we") else -1


def _who(reading: Reading, teller: int) -> str:
    return WRITER if reading.low(teller) == "i" else TEAM
