"""Who is to do it: the subject before the verb."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from kept.promises.finding.english import doubting, people
from kept.promises.finding.english import vocabulary as v
from kept.promises.finding.found import TEAM, WRITER
from kept.promises.finding.words import Word, wordset

Kind = Literal["us", "you", "person", "thing"]
_LONGEST = 9  # words
_DETERMINERS = people.DEFINITE | people.ARTICLES | people.INDEFINITE | people.UNNAMED
_ASIDE = 12  # words
_CURRENCIES = frozenset("£$€")
SOMEBODY_ELSE = "?"
_POSSESSIVES = wordset("his her their")
_ONE_OF_OURS = wordset("our my")
_LADS = wordset("boys girls")
_PLACED = wordset("in at near via of from for")
_WHERE, _WHERE_FROM = wordset("in at near via"), wordset("in at over")
_STOPS = (
    doubting.SAYS
    | people.PRONOUN_SUBJECTS
    | wordset(
        "that and but or so then because if when while as is are was were be been have has had do does did will "
        "would can could may might must should shall not to than plus yes ok well please sorry news only who which "
        "until before after unless with asked arranged spoken k kk yep yeah np thx hey hi"
    )
)


@dataclass(frozen=True, slots=True)
class Subject:
    """From word `start`; `who` by name for a person, and whether it is spoken of as one among many (“orders”)."""

    start: int
    who: str
    kind: Kind
    is_definite: bool = True


def before(words: Sequence[Word], verb: int, last_named: Callable[[], str]) -> Subject | None:
    """The subject that ends before the word at `verb`; None when it is none of us, or there is none."""
    at = verb - 1
    while at >= 0 and words[at].low in v.ADVERBS and words[at].low not in doubting.NEGATIONS:
        at -= 1
    if at < 0:
        return Subject(0, TEAM, "thing") if words[0].low == "all" else None
    low = words[at].low
    if at < verb - 1 and words[at + 1].low == "all" and not words[at].raw[0].isalnum():
        return Subject(at + 1, TEAM, "thing")
    if low == "i" and (other := _companion(words, at)):
        return Subject(other.start, f"{other.who} and {WRITER}", "us")
    if low in ("i", "we"):
        return Subject(at, WRITER if low == "i" else TEAM, "us")
    if low == "you":
        return Subject(at, TEAM, "you")
    if low in ("it", "this", "that", "everything", "all"):
        return Subject(at, TEAM, "thing")
    if low in ("they", "he", "she", "who"):
        return _meant(words, at, _named_before(words, at) or last_named())
    if at and low in (",", ")") and (found := _apposition(words, at) if low == "," else _in_brackets(words, at)):
        return found
    return _paired(words, at) or _noun(words, at)


def _opening(words: Sequence[Word], bracket: int) -> int:
    """Where an aside between the subject and its verb begins; 0 when it does not."""
    return next((at for at in range(bracket - 1, max(0, bracket - _ASIDE), -1) if words[at].low == "("), 0)


def _in_brackets(words: Sequence[Word], bracket: int) -> Subject | None:
    """“Our plumber (Pete)” is Pete; other asides do not count."""
    if bracket < 3 or words[bracket - 2].low != "(" or not words[bracket - 1].is_capital:
        opening = _opening(words, bracket)
        return _noun(words, opening - 1) if opening else None
    outer = _noun(words, bracket - 3)
    return Subject(outer.start if outer else bracket - 1, words[bracket - 1].raw, "person")


def _paired(words: Sequence[Word], last: int) -> Subject | None:
    """“Tony and his mate”, “Mo and Steve”."""
    link = next((at for at in range(last - 1, max(0, last - 3), -1) if words[at].low == "and"), 0)
    is_pair = link > 0 and _is_name(words, link - 1) and (link < 2 or not words[link - 2].raw[0].isalnum())
    if not is_pair or not (words[link + 1].low in ("his", "her", "their") or _is_name(words, last)):
        return None
    return Subject(link - 1, _text(words, link - 1, last), "person")


def _companion(words: Sequence[Word], at: int) -> Subject | None:
    """“Nick and I”, where the sentence begins so."""
    found = _noun(words, at - 2) if at > 1 and words[at - 1].low == "and" else None
    if found is None or found.start or found.kind != "person":
        return None
    return None if words[0].low in v.BASE_VERBS | doubting.CUSTOMERS_TURN else found


def _meant(words: Sequence[Word], at: int, named: str) -> Subject | None:
    """“They will”: who was named before, or, when nobody was, somebody of ours."""
    if named == SOMEBODY_ELSE:
        return None
    return Subject(at, named or TEAM, "person", bool(named))


def _apposition(words: Sequence[Word], comma: int) -> Subject | None:
    """“My boss, Mr Hunt, will”."""
    found = _noun(words, comma - 1)
    if found is None or not found.start or words[found.start - 1].low != ",":
        return None
    outer = _noun(words, found.start - 2)
    is_told = outer is not None and (outer.kind == "person" or words[outer.start].low in _DETERMINERS)
    return Subject(outer.start, found.who, "person") if outer and is_told and found.kind == "person" else None


def _named_before(words: Sequence[Word], at: int) -> str:
    """The nearest colleague or team before that word in the sentence."""
    for end in range(at - 1, -1, -1):
        word = words[end]
        if word.low in people.EXTERNAL:
            return SOMEBODY_ELSE
        if word.low in people.COMPANY or (_is_name(words, end) and not _is_place(words, end)):
            found = _noun(words, end)
            if found and found.start > 1 and words[found.start - 1].low == "is" and _is_name(words, found.start - 2):
                named = _noun(words, found.start - 2)  # “Raj is the engineer”
                return named.who if named else ""
            return found.who if found and found.kind == "person" else ""
    return ""


def _is_place(words: Sequence[Word], at: int) -> bool:
    """“He is in Parramatta.”"""
    return at > 0 and words[at - 1].low in _WHERE


def told(words: Sequence[Word], subject: Subject, verb: int) -> str:
    """The subject in its words."""
    last = verb - 1
    while words[last].low in v.ADVERBS | v.MODALS | {"is", "are", "going", "to", "should"}:
        last -= 1
    return _text(words, subject.start, last)


def name_at(words: Sequence[Word], at: int) -> str:
    """The name of a person that begins at that word."""
    end = at
    while end < len(words) and _begins_name(words, end):
        end += 1
    return _text(words, at, end - 1) if end > at else ""


def named(words: Sequence[Word]) -> str:
    return _named_before(words, len(words))


def _noun(words: Sequence[Word], last: int) -> Subject | None:
    start = last
    while start > 0 and last - start < _LONGEST and _is_of_noun(words, start - 1):
        start -= 1
    if words[last].low in _STOPS or not words[last].raw[0].isalnum():
        return None
    begin = _determined(words, start, last)
    if begin is None:
        return None
    return _judged(words, begin, last)


def _is_of_noun(words: Sequence[Word], at: int) -> bool:
    low = words[at].low
    if low == ".":
        return at > 0 and words[at - 1].low in people.TITLES
    if low == "-":
        return at > 0 and words[at - 1].end == words[at].start
    return (low[0].isalnum() or low in ("'", "’") or low in _CURRENCIES) and low not in _STOPS


def _determined(words: Sequence[Word], start: int, last: int) -> int | None:
    """Where the noun phrase begins: at its article, its name, or itself."""
    begin = next((at for at in range(last, start - 1, -1) if _determines(words, at, last)), None)
    if (
        begin is not None
        and begin > start
        and words[begin - 1].low in people.INDEFINITE - _POSSESSIVES
        and words[begin].low not in people.UNNAMED
    ):
        return begin - 1
    if begin is None:
        return next(
            (at for at in range(start, last + 1) if _begins_name(words, at)), start if last - start <= 2 else last
        )
    if begin - start >= 2 and words[begin - 1].low in ("of", "from"):
        outer = _determined(words, start, begin - 2)
        return (
            begin if outer is None or (words[begin - 1].low == "from" and not _acts(words, outer, begin - 2)) else outer
        )
    return begin


def _acts(words: Sequence[Word], begin: int, last: int) -> bool:
    """Whether these words name somebody, so that “from the office” says where from."""
    found = _judged(words, begin, last)
    return found is not None and found.kind == "person"


def _determines(words: Sequence[Word], at: int, last: int) -> bool:
    """An article; “one” is none at the end (“a new one”)."""
    low = words[at].low
    if low in ("her", "his") and at < last and _is_name(words, at + 1):
        return False  # “told her Niamh would ring”
    return low in _DETERMINERS and not (at == last and low in ("one", "this", "that"))


def _begins_name(words: Sequence[Word], at: int) -> bool:
    return words[at].low in people.TITLES or _is_name(words, at)


def _is_name(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    is_deed = not at and word.low.endswith("ing")  # “Following up on …”
    return (
        word.is_capital
        and word.raw.isalpha()
        and len(word.raw) > 1
        and not (is_deed or word.low in people.COMMON_CAPITALS)
    )


def _judged(words: Sequence[Word], begin: int, last: int) -> Subject | None:
    lows = [word.low for word in words[begin : last + 1]]
    names = [word.low for word in words[begin : last + 1] if word.is_capital and word.start]
    if lows[-1] in people.EXTERNAL or (people.EXTERNAL.intersection(names) and not people.COMPANY.intersection(lows)):
        return None
    first = lows[0]
    is_others = any(low.removesuffix("'s") in people.EXTERNAL for low in lows[:-1] if low.endswith("'s"))
    if is_others or (first == "your" and lows[-1] in people.YOUR_OWN):
        return None
    if (
        first in people.UNNAMED
        or (first in ("a", "an") and people.COMPANY.intersection(lows))
        or lows[:2] == ["one", "of"]
    ):
        return Subject(begin, TEAM, "person") if _is_one_of_us(lows) else None
    if first in people.INDEFINITE:
        return None
    if people.COMPANY.intersection(lows) and not (first == lows[-1] and first in people.GENERIC_HEADS):
        return Subject(begin, _name(words, begin, last), "person")
    if lows[-1] in people.TIME_NOUNS or lows[-1] in ("am", "pm"):
        return None
    is_somebody = people.TITLES.intersection(lows) or _is_called(words, begin, last)
    if is_somebody or (first in _ONE_OF_OURS and people.is_agent(lows[-1])):
        return Subject(begin, _name(words, begin, last), "person")
    if first in people.DEFINITE:
        return Subject(begin, TEAM, "thing")
    is_many = lows[-1].endswith("s") and lows[-1] not in people.WORKS and not (len(lows) > 1 and lows[0].endswith("ed"))
    return None if is_many else Subject(begin, _text(words, begin, last) if len(lows) == 1 else TEAM, "thing", False)


def _is_one_of_us(lows: Sequence[str]) -> bool:
    """“Someone”, “an engineer”, “one of our weavers”, “one of the boys”."""
    is_told = lows[0] in people.UNNAMED or lows[2:3] in (["our"], ["my"]) or lows[-1] in _LADS
    return is_told or not people.COMPANY.isdisjoint(lows)


def _is_called(words: Sequence[Word], begin: int, last: int) -> bool:
    """“Pete”, “our Kev”, but not “our API”."""
    first = words[begin].low
    if first in ("our", "my"):
        return _is_name(words, last) and not words[last].raw.isupper() and words[last - 1].low not in _PLACED
    is_named = _is_name(words, begin) and (begin > 0 or last > begin + 1)  # “Revised bill”
    return first not in people.DEFINITE | people.ARTICLES and (_is_name(words, last) or is_named)


def _name(words: Sequence[Word], begin: int, last: int) -> str:
    """“My colleague Tomasz” is Tomasz, “Lena in accounting” Lena; “our network team” is just that."""
    if _is_name(words, begin) and last > begin + 1 and words[begin + 1].low in _WHERE_FROM:
        return words[begin].raw
    names = last
    while names > begin and (_begins_name(words, names) or words[names].low == "."):
        names -= 1
    is_introduced = words[begin].low in ("my", "our") and names < last
    is_introduced = is_introduced and (names == begin or words[names].raw.islower())
    return _text(words, names + 1, last) if is_introduced else _text(words, begin, last)


def _text(words: Sequence[Word], begin: int, last: int) -> str:
    out = ""
    for at in range(begin, last + 1):
        gap = " " if out and words[at].start > words[at - 1].end else ""
        out += gap + words[at].raw
    return out
