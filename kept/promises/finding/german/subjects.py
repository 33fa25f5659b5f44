"""Who is to do it, when it is neither I nor we: before the verb, or right after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from kept.promises.finding.found import TEAM
from kept.promises.finding.german import vocabulary as v
from kept.promises.finding.german.segments import Segment, is_bracketed
from kept.promises.finding.words import Word, wordset

SOMEBODY_ELSE = "?"
_DETERMINERS = wordset(
    "der die das den dem ein eine einer unser unsere unserer ihr ihre ihren mein meine meiner dein deine euer dieser "
    "diese dieses alles jemand keiner niemand"
)
_INDEFINITE = wordset("keiner niemand man wer was welche")
_OUR_THINGS = wordset(
    "lieferung paket angebot antwort hotline rechnung laden filiale geschäft angebote preise website seite büro "
    "system shop"
)
PREPOSITIONS = wordset("wegen trotz mit bei nach für von aus am im in zu durch ohne gegen über unter auf an um ab vor")
_STANDING = wordset("ist sind liegt steht geht")
_GREETINGS = wordset("geehrte geehrter liebe lieber werte werter hallo tag morgen abend danke gott servus")
_NOMINATIVES = wordset("einer der unser unsere mein meine frau herr")
_YOURS = wordset("ihr ihre dein deine euer eure")
_LINKS = wordset("aus vom von der des im in dem für")


@dataclass(frozen=True, slots=True)
class Subject:
    """Whoever does it; a thing that has the name of a trade or an office may act too, under its own `name`."""

    who: str
    kind: Literal["person", "thing", "stranger"]
    is_definite: bool = True
    name: str = TEAM
    can_act: bool = False


_STRANGER = Subject("", "stranger")


def of(words: Sequence[Word], segment: Segment, verb: int, last_named: Callable[[], str]) -> Subject | None:
    """The subject of the verb at that place of the sentence; None for a stranger or nobody."""
    before = words[segment.start : verb]
    after = words[verb + 1 : min(verb + 6, segment.end)]
    if len(before) == 1 and before[0].low in ("es", "das", "alles"):
        return _behind(after) or Subject(TEAM, "thing")
    if len(before) == 1 and before[0].low in ("die", "sie", "er", "diese", "dieser", "der"):
        meant = named(words[: segment.start]) or last_named()
        if words[verb].low in _STANDING and meant in ("", SOMEBODY_ELSE):
            return Subject(TEAM, "thing") if before[0].low != "diese" else None
        return Subject(meant, "person") if meant not in ("", SOMEBODY_ELSE) else None
    found = _phrase(before) if before and before[0].low not in PREPOSITIONS else None
    if found is None:
        found = _phrase(after, leading=True)
    elif found.kind == "thing":
        found = _behind(after) or found
    return None if found is None or found.kind == "stranger" else found


def _behind(after: Sequence[Word]) -> Subject | None:
    """“Das Altgerät nimmt der Fahrer mit”: somebody behind the verb does it to the thing before it."""
    begin = next((at for at, word in enumerate(after[:3]) if word.low in _NOMINATIVES), None)
    found = _phrase(after[begin:], leading=True) if begin is not None else None
    return found if found and found.kind == "person" else None


def named(words: Sequence[Word]) -> str:
    """The nearest colleague or team that is spoken of."""
    for end in range(len(words), 0, -1):
        low = words[end - 1].low
        if low in v.EXTERNAL:
            return SOMEBODY_ELSE
        is_titled = end > 1 and words[end - 2].low in v.PEOPLE_TITLES
        if is_titled and end > 2 and words[end - 3].low in _GREETINGS:
            continue
        if is_titled and v.EXTERNAL.intersection(word.low for word in words[max(0, end - 4) : end - 2]):
            return SOMEBODY_ELSE
        if (is_titled or _is_company([low])) and words[end - 1].is_capital:
            start = end - 1
            while start and (words[start - 1].low in _DETERMINERS or words[start - 1].is_capital) and end - start < 4:
                start -= 1
            return _text(words[start:end])
    return ""


def _phrase(words: Sequence[Word], *, leading: bool = False) -> Subject | None:
    """Among these words the first noun phrase that can act; right after the verb it must come at once."""
    begin = next((at for at, word in enumerate(words) if _begins(word) or (not at and word.low.isdecimal())), None)
    if begin is None or (leading and begin > 1):
        return None
    end = begin + 1
    if (
        end + 1 == len(words)
        and not leading
        and words[begin].low in _DETERMINERS
        and words[end].low.endswith(("e", "en"))
    ):
        end += 1  # “der volle wird abgeholt”
    while end < len(words) and (
        _is_noun(words[end])
        or _is_title_mark(words, end)
        or _is_adjective(words, end)
        or (words[end].low in ("(", ")") and is_bracketed(words, end))
        or (words[end].low in _LINKS and _noun_follows(words, end))
    ):
        end += 1
    return _judged(words[begin:end])


def _is_title_mark(words: Sequence[Word], at: int) -> bool:
    """The point of “Dr.”, the hyphen of “Service-Team”."""
    is_point = words[at].low == "." and words[at - 1].low in v.PEOPLE_TITLES
    return is_point or (words[at].low == "-" and words[at].start == words[at - 1].end)


def _is_company(lows: Sequence[str]) -> bool:
    return any(low in v.COMPANY or low.endswith(v.COMPANY_ENDS) for low in lows)


def _is_adjective(words: Sequence[Word], at: int) -> bool:
    is_one = words[at].low.endswith(("e", "en", "er", "es", "em")) and words[at - 1].low in _DETERMINERS
    return is_one and at + 1 < len(words) and _is_noun(words[at + 1])


def _noun_follows(words: Sequence[Word], at: int) -> bool:
    return any(_is_noun(word) for word in words[at + 1 : at + 3])


def _begins(word: Word) -> bool:
    return word.low in _DETERMINERS or word.low in v.PEOPLE_TITLES or (_is_noun(word) and word.low not in _NO_SUBJECTS)


def _is_noun(word: Word) -> bool:
    return word.is_capital and word.raw.isalpha() and word.low not in _NO_SUBJECTS


_NO_SUBJECTS = wordset(
    "vormittag mittag nachmittag abend ihnen sie montag dienstag mittwoch donnerstag freitag samstag sonntag bis am "
    "um heute morgen übermorgen spätestens darum dafür dazu damit daran deshalb daher dort dann da so jetzt nun "
    "danach anschließend wieder also leider bei mit von zu aus auf über unter ohne gegen für durch zwischen seit den "
    "in im an ab nach vor innerhalb gleich noch uhr kw und aber nächsten nächste kommenden laut sobald januar februar "
    "märz april mai juni juli august september oktober november dezember ja nein versprochen hier"
)


def _judged(words: Sequence[Word]) -> Subject | None:
    lows = [word.low for word in words]
    first = lows[0]
    head = lows[: next((at for at, low in enumerate(lows) if at and low in _LINKS), len(lows))]
    is_stranger = any(
        low in v.EXTERNAL or low.endswith(v.EXTERNAL_ENDS) for low in lows if low in head or _is_company(head)
    )
    if is_stranger and first not in ("unser", "unsere"):
        return _STRANGER
    if first in _YOURS and lows[-1] in v.YOUR_OWN:
        return _STRANGER
    if first in _INDEFINITE or first in v.BARE_PLURALS:
        return None
    if len(lows) == 1 and first in _DETERMINERS and first not in ("das", "alles", "jemand", "dieser", "diese"):
        return None
    if first in v.UNNAMED or (first in ("ein", "eine", "einer") and _is_company(lows)):
        return Subject(TEAM, "person")
    if _is_company(lows) or v.PEOPLE_TITLES.intersection(lows) or lows[0] in v.PEOPLE_TITLES:
        return Subject(_name(words), "person")
    if first in ("unser", "unsere") and lows[-1] not in _OUR_THINGS and len(lows) == 2:
        return Subject(_text(words), "person")
    if first in _YOURS:
        return Subject(TEAM, "thing")
    is_definite = first in _DETERMINERS or first.isdecimal()
    if not v.TOOLS.isdisjoint(lows):
        return Subject(TEAM, "thing", is_definite)
    can_act = any(low.endswith(v.ACTING_ENDS) for low in lows if low not in _DETERMINERS)
    return Subject(TEAM, "thing", is_definite, _text(words), can_act)


def _name(words: Sequence[Word]) -> str:
    """“Meine Kollegin Frau Berger” is Frau Berger, “die Werkstatt (Marco)” is Marco."""
    if words[-1].low == ")":
        return words[-2].raw
    if words[0].low in v.PEOPLE_TITLES:
        words = words[: next((at for at, word in enumerate(words) if word.low in _LINKS), len(words))]
    title = next((at for at, word in enumerate(words) if word.low in v.PEOPLE_TITLES), 0)
    if not title and len(words) == 3 and words[1].low in v.COMPANY and words[2].is_capital:
        title = 2  # “mein Kollege Tim”
    return _text(words[title:] if words[0].low in ("meine", "mein", "unser", "unsere") else words)


def _text(words: Sequence[Word]) -> str:
    out = ""
    for before, word in zip([None, *words], words, strict=False):
        out += (" " if before and word.start > before.end else "") + word.raw
    return out
