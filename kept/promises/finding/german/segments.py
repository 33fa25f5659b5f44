"""A German sentence in its clauses: what stands between commas, dashes and an “und” that starts a new verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kept.promises.finding.deadlines.whens import When
from kept.promises.finding.german import verbs
from kept.promises.finding.german import vocabulary as v
from kept.promises.finding.german.finite import AFTER_JOINED, is_finite
from kept.promises.finding.words import Word

_MARKS = frozenset({",", ";", ":", "—", "–", "-", "(", ")", "…"})
_JOINING = frozenset({"und", "aber", "oder", "sondern", "denn", "doch", "dann"})
_PAIRING = frozenset({"und", "oder", "bzw"})
_OF_OURS = frozenset({"unser", "unsere", "mein", "meine", "herr", "frau"})
_SUBJECTS = frozenset({"ich", "wir", "sie", "du", "ihr", "es", "er", "das", "der", "die"})


@dataclass(frozen=True, slots=True)
class Segment:
    """From word `start` up to `end`; `joined` says that it goes on from the one before with “und” and no subject.

    `late` words at its end are times said after it was complete: “…, spätestens am Freitag”.
    """

    start: int
    end: int
    joined: bool = False
    late: int = 0


def segments(words: Sequence[Word], whens: Sequence[When]) -> list[Segment]:
    cuts = _cuts(words, whens)
    found: list[Segment] = []
    begin = 0
    for at, length in [*cuts, (len(words), 0)]:
        if begin < at:
            found = _with(words, whens, found, Segment(begin, at, begin > 0 and words[begin - 1].low == "und"))
        begin = at + length
    return found


def _with(words: Sequence[Word], whens: Sequence[When], found: list[Segment], one: Segment) -> list[Segment]:
    """What has no verb belongs to its neighbour: to the one after it at the beginning, else to the one before."""
    if found and not has_verb(words, found[-1]) and _is_time(whens, found[-1]):
        return [*found[:-1], Segment(found[-1].start, one.end)]
    if found and one.end - one.start == 1 and _ends_clause(words, one):
        return [*found[:-1], Segment(found[-1].start, one.end, found[-1].joined)]
    if (
        found
        and not has_verb(words, one)
        and not _is_report(words, one)
        and words[one.start].low not in v.ANNOUNCED
        and (_is_time(whens, one) or words[one.end - 1].low in v.CLOSERS or _ends_clause(words, one))
    ):
        is_late = has_verb(words, found[-1]) and any(when.end == one.end for when in whens)
        late = one.end - found[-1].end + found[-1].late if is_late else 0
        return [*found[:-1], Segment(found[-1].start, one.end, found[-1].joined, late)]
    return [*found, one]


def _is_report(words: Sequence[Word], one: Segment) -> bool:
    """“…, Gläser heute früh eingetroffen”: a note of its own."""
    first, last = words[one.start], words[one.end - 1]
    return one.end - one.start > 2 and first.is_capital and first.low not in v.COMMON and verbs.is_participle(last.low)


def _ends_clause(words: Sequence[Word], one: Segment) -> bool:
    """The participle that a comma after the time has parted from its clause."""
    last = words[one.end - 1].low
    return (
        one.end - one.start <= 3
        and last.startswith(("ge", "be", "er", "ver", "zu", "ab", "an"))
        and last.endswith(("t", "en"))
    )


def has_verb(words: Sequence[Word], one: Segment) -> bool:
    """Whether it is a clause; what begins with “dass” has its verb at the end."""
    return words[one.start].low in v.SUBORDINATORS or any(is_finite(words, at) for at in range(one.start, one.end))


def _is_time(whens: Sequence[When], one: Segment) -> bool:
    return any(one.start <= when.start and when.end <= one.end for when in whens)


def _cuts(words: Sequence[Word], whens: Sequence[When]) -> list[tuple[int, int]]:
    """Places and lengths of what parts clauses."""
    found: list[tuple[int, int]] = []
    for at, word in enumerate(words):
        if any(when.start < at < when.end for when in whens):
            continue
        if word.low in _MARKS or word.is_picture:
            if not (is_bracketed(words, at) or _is_hyphen(words, at) or _is_half_word(words, at)):
                length = 2 if at + 1 < len(words) and words[at + 1].low in ("und", "aber", "sondern") else 1
                found.append((at, length))
        elif not _is_one_of_us(words, at) and (
            (word.low in ("und", "aber", "sondern") or (word.low == "dann" and _low(words, at + 2) in _SUBJECTS))
            and _begins_clause(words, at + 1)
            and not _covered(found, at)
        ):
            found.append((at, 1))
    return found


def _is_one_of_us(words: Sequence[Word], at: int) -> bool:
    """“Mein Kollege und ich sind …”."""
    return words[at].low == "und" and _low(words, at + 1) == "ich" and _low(words, at + 2).endswith(("en", "sind"))


def is_bracketed(words: Sequence[Word], at: int) -> bool:
    """The brackets around one name: “die Werkstatt (Marco) holt …”."""
    name = at + 1 if words[at].low == "(" else at - 1
    brackets = (_low(words, name - 1) if name else "", _low(words, name + 1))
    return brackets == ("(", ")") and words[name].is_capital and words[name].raw.isalpha()


def _covered(found: Sequence[tuple[int, int]], at: int) -> bool:
    return bool(found) and found[-1][0] + found[-1][1] > at


def _is_hyphen(words: Sequence[Word], at: int) -> bool:
    return (
        words[at].low in ("-", "–")
        and 0 < at < len(words) - 1
        and words[at - 1].end == words[at].start == words[at + 1].start - 1
    )


def _is_half_word(words: Sequence[Word], at: int) -> bool:
    """Heil- und Kostenplan."""
    return words[at].low == "-" and at > 0 and words[at - 1].end == words[at].start and _low(words, at + 1) in _PAIRING


def _low(words: Sequence[Word], at: int) -> str:
    return words[at].low if at < len(words) else ""


def _begins_clause(words: Sequence[Word], at: int) -> bool:
    """A verb follows, at once or after a time or an object (“und am Freitag sage ich”)."""
    far = min(at + 5, len(words))
    ahead = [words[each].low for each in range(at, far)]
    if ahead and verbs.may_be(ahead[0]) and not words[at].is_capital and ahead[1:2] and ahead[1] in AFTER_JOINED:
        return True
    verb = next(
        (place for place in range(len(ahead)) if ahead[place] != "morgen" and is_finite(words, at + place)), None
    )
    if verb is None:
        return False
    return (
        verb == 0
        or ahead[verb - 1] in _SUBJECTS
        or (verb + 1 < len(ahead) and ahead[verb + 1] in _SUBJECTS | _OF_OURS)
        or ahead[0] in _SUBJECTS
    )
