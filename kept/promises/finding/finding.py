"""From a text to the promises in it: sentence by sentence, acts first, then their times."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from kept.promises.finding.acts import Language
from kept.promises.finding.carrying import Earlier
from kept.promises.finding.deadlines.calendar import Almanac
from kept.promises.finding.deadlines.whens import When, gather
from kept.promises.finding.found import Found
from kept.promises.finding.languages import LANGUAGES, language_of
from kept.promises.finding.sentences import Sentence, sentences
from kept.promises.finding.timing import Timed, timed
from kept.promises.finding.words import Word, taken_apart, wordset
from kept.promises.hours import WorkingHours

_AUXILIARIES = wordset("will shall should is are be going to being also then just")
_REMEMBERED = 3  # sentences back, for “they will”
_Read = deque[tuple[Language, Sequence[Word]]]
USUAL_WEEK = {weekday: ((time(9), time(17)),) for weekday in range(5)}


def find(
    text: str, *, now: datetime, zone: ZoneInfo, hours: WorkingHours | None = None, language: str | None = None
) -> list[Found]:
    """The promises in a text, in order.

    `now` is when it is said (aware), `zone` the one its times are meant in; without `hours` the company works Monday to
    Friday from 9:00 to 17:00 there. `language` ("en", "de") is told by each sentence's words unless given.
    """
    hours = WorkingHours(zone, USUAL_WEEK) if hours is None else hours
    almanac = Almanac(now.astimezone(zone), zone, hours)
    found: list[Found] = []
    last = LANGUAGES[language] if language else None
    read: _Read = deque(maxlen=_REMEMBERED)
    for sentence in sentences(text):
        last = LANGUAGES[language] if language else language_of([word.low for word in sentence.words], last)
        words = taken_apart(sentence.words, last.parts)
        if _may_promise(last, [word.low for word in words]):
            found += _in_sentence(text, sentence, words, last, almanac, read)
        read.append((last, words))
    return found


def _may_promise(language: Language, lows: Sequence[str]) -> bool:
    if not language.triggers.isdisjoint(lows):
        return True
    return not language.timed.isdisjoint(lows) and language.grammar.speaks_of_time(lows)


def _named(read: _Read) -> str:
    """The colleague or team named last, in the sentences before."""
    names = (language.named(words) for language, words in reversed(read))
    return next((name for name in names if name), "")


def _in_sentence(
    text: str, sentence: Sentence, words: Sequence[Word], language: Language, almanac: Almanac, read: _Read
) -> Iterator[Found]:
    whens = _whens(language, words)
    acts = language.acts(words, sentence.end, whens, lambda: _named(read))
    earlier = Earlier(whens, lambda: (read[-1][1], _whens(*read[-1])) if read else ((), ()))
    for one in timed(words, acts, earlier, almanac):
        yield _found(text, words, one)


def _whens(language: Language, words: Sequence[Word]) -> list[When]:
    return gather(words, language.grammar.pieces(words), language.joints)


def _found(text: str, words: Sequence[Word], one: Timed) -> Found:
    start, end = words[one.start].start, words[one.end - 1].end
    due_text = " … ".join(text[words[each.start].start : words[each.end - 1].end] for each in one.whens)
    return Found(
        text[start:end], start, end, one.act.who, _what(words, one), one.due, due_text, round(one.confidence, 2)
    )


def _what(words: Sequence[Word], one: Timed) -> str:
    """What is to be done: the clause from its verb on, times left out; with the thing to which it is done."""
    begin, thing = one.act.verb, range(0)
    if one.act.subject is not None:
        thing = range(one.act.subject, begin)
        while begin < one.end and words[begin].low in _AUXILIARIES:
            begin += 1
    places = [at for at in thing if words[at].low not in _AUXILIARIES]
    others = [one.elsewhere, one.act.doer, *(range(when.start, when.end) for when in one.whens)]
    places += [at for at in range(begin, one.end) if not any(at in other for other in others)]
    return _spoken([words[at] for at in places])


def _spoken(words: Sequence[Word]) -> str:
    """The words as they were written, contractions in full."""
    out = ""
    for before, word in zip([None, *words], words, strict=False):
        is_apart = before and (word.start > before.end or word.start == before.start)
        out += f" {word.raw}" if is_apart else word.raw
    return out.strip(" ,;:-–—")
