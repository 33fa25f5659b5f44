"""The ways in which promises are made in English, by the word that gives them away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from kept.promises.finding.acts import Act
from kept.promises.finding.deadlines.whens import When
from kept.promises.finding.english import (
    announced,
    doubting,
    doubts,
    present,
    progressive,
    sayings,
    spelling,
    telling,
    verbs,
    willing,
)
from kept.promises.finding.english import vocabulary as v
from kept.promises.finding.english.reading import Reading
from kept.promises.finding.english.times import UNITS
from kept.promises.finding.words import Word, wordset

Reader = Callable[[Reading, int], Act | None]
_MODALS = frozenset({"will", "shall", "should"})
_HABITS = wordset("usually normally typically generally always already")
_ENSURING = wordset("make see ensure get")


def acts(words: Sequence[Word], mark: str, whens: Sequence[When], last_named: Callable[[], str]) -> list[Act]:
    reading = Reading(words, mark, whens, last_named)
    found: list[Act] = []
    for at, word in enumerate(words):
        reader = _BY_WORD.get(word.low) or _by_form(word.low)
        if reader is None or (found and _goes_on(reading, found[-1], at)):
            continue
        act = reader(reading, at)
        if act and found and _counts_from(reading, act):
            found[-1] = found[-1]._replace(end=max(found[-1].end, act.end))
        elif act and not (found and _is_said(reading, found[-1], act)):
            found.append(act)
    return [_from_its_occasion(reading, act) for act in found if _holds(reading, act)]


@lru_cache(maxsize=4096)
def _by_form(low: str) -> Reader | None:
    """For a verb that stands in no list: “hanging”, “re-tests”."""
    if low.endswith("ing"):
        return progressive.ing if verbs.is_ing(low) else None
    return present.present_of_others if low.endswith("s") and verbs.is_present(low) else None


def _is_said(reading: Reading, last: Act, act: Act) -> bool:
    """Whether it is a part of what was found before it."""
    is_more = last.start == act.start and last.needs_time and not act.needs_time
    is_within = last.verb >= act.verb or last.start >= act.start
    return (is_within and not is_more) or _is_ensured(reading, last, act)


def _counts_from(reading: Reading, act: Act) -> bool:
    """“… 30 minutes before he arrives”: when the promise before it is kept, and none of its own."""
    return reading.low(act.start - 1) in ("before", "after") and reading.low(act.start - 2) in UNITS


def _goes_on(reading: Reading, last: Act, at: int) -> bool:
    """“… and will ring you”: a second verb of the same promise."""
    return last.end > at and reading.low(at - 1) == "and" and reading.low(at) in _MODALS


def _from_its_occasion(reading: Reading, act: Act) -> Act:
    """“When I am back on Monday I'll ring you” begins with “when”."""
    at = act.start
    while at > 0 and reading.low(at - 1) not in (";", ":", "and", "but", "–", "—"):
        at -= 1
    return act._replace(start=at) if at < act.start and doubting.EVENTUALLY.begin(reading.words, at) else act


def _holds(reading: Reading, act: Act) -> bool:
    words = reading.words
    return not (
        doubts.is_question(words, act.end, reading.mark)
        or doubts.is_conditional(words, act.start, act.verb, act.end)
        or doubts.has_condition_inside(words, act.verb, act.end)
        or doubts.is_hedged(words, act.start)
        or doubts.is_guess(words, act.start)
        or doubts.is_wished(words, act.start)
        or doubts.is_reported(words, act.start, act.end, len(words))
        or any(words[at].low in _HABITS for at in range(act.start, act.end))
    )


def _is_ensured(reading: Reading, last: Act, act: Act) -> bool:
    """“I'll make sure this gets done”: one promise."""
    return (
        last.verb < act.start <= last.end
        and reading.low(act.start - 1) in ("sure", "that", "it", "ensure")
        and (reading.low(last.verb) in _ENSURING)
    )


_BY_WORD: Mapping[str, Reader] = {
    **dict.fromkeys(v.PRESENT, present.present_of_others),
    "will": willing.modal,
    "shall": willing.modal,
    "should": willing.should,
    "ought": willing.should,
    **dict.fromkeys(("go", "leave", "arrive", "ship", "follow", "land"), present.plural),
    "going": willing.going,
    "let": sayings.let_me,
    "expect": sayings.expect,
    "count": sayings.count_on,
    "rely": sayings.count_on,
    "promise": sayings.promise,
    "commit": sayings.promise,
    "undertake": sayings.promise,
    "pledge": sayings.promise,
    "guarantee": sayings.promise,
    "arranged": sayings.arranged,
    "scheduled": sayings.arranged,
    "booked": sayings.arranged,
    "planned": sayings.arranged,
    "give": sayings.give_me,
    "leave": sayings.give_me,
    "allow": sayings.give_me,
    "consider": sayings.consider,
    "back": sayings.back,
    "there": sayings.back,
    "ill": willing.ill,
    "well": willing.ill,
    "on": sayings.on_it,
    "with": sayings.back,
    "owe": sayings.owe,
    **dict.fromkeys(("due", "set", "rostered", "lined"), sayings.due),
    **dict.fromkeys(("reminder", "note", "diary", "calendar", "alarm"), sayings.noted),
    **dict.fromkeys(("ready", "me", "us"), announced.without_verb),
    **dict.fromkeys(("promised", "agreed", "volunteered", "committed"), telling.told),
    "would": telling.would,
    "to": present.assigned,
    "getting": progressive.getting,
    "having": progressive.getting,
    **dict.fromkeys(v.ANNOUNCED, announced.announced),
    "receiving": progressive.getting,
    "eta": sayings.eta,
    "update": sayings.eta,
    "confirmed": sayings.arranged,
    "you": present.you_get,
    "i": present.present,
    "we": present.present,
    "is": present.being_there,
    "are": present.being_there,
}

# Words whose readers find nothing without a time
_TIMED = wordset(
    "i we you is are eta update back there expect to having receiving with me us ready due set rostered lined owe go "
    "leave arrive ship follow land reminder note diary calendar alarm"
)
# In a sentence with one of these something is promised, also when no time is said …
TRIGGERS = (frozenset(_BY_WORD) - _TIMED) | v.HANDING_OVER | v.PASSING_ON | v.SENT_OFF | {"am"}
# … and with a time perhaps in any that is English.
TIMED = spelling.COMMON | frozenset(_BY_WORD)
