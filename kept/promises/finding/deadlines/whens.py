"""One time as it is said: pieces that stand together, gathered into a `When`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from kept.promises.finding.deadlines import figures
from kept.promises.finding.deadlines.grammar import Piece
from kept.promises.finding.deadlines.parts import (
    CalendarWeek,
    Clock,
    Date,
    Day,
    DayLike,
    DayPart,
    Edge,
    Figures,
    Half,
    Month,
    Part,
    SameClock,
    SameDay,
    Span,
    Week,
    Weekday,
    WeekOf,
    Zone,
)
from kept.promises.finding.words import Word

Bound = Literal["by", "before", "after", "from", "between", "for", "of", "since", "not before", "on", ""]


@dataclass(frozen=True, slots=True)
class Joints:
    """The small words of a language around times."""

    leads: Mapping[str, Bound]
    fillers: frozenset[str]  # may stand between a lead and its time
    stretched: frozenset[str]  # belong to a lead that they precede
    given: frozenset[str]  # may stand between “give” and a span
    glue: frozenset[str]  # may stand between the pieces of one time
    ranges: frozenset[str]  # the later of two counts
    from_to: frozenset[str]  # between the first and the last hour
    both: frozenset[str]  # likewise after “between”
    trailers: Mapping[str, Sequence[Sequence[str]]]  # belong to a time that they follow; by their first word
    corrections: frozenset[str]  # the second of two counts
    never: frozenset[str]
    span_leads: frozenset[str]  # make a deadline of a mere span
    clock_leads: frozenset[str]  # make a time of a mere number
    after_clock: frozenset[str]  # may follow a mere number that is a time


class When(NamedTuple):
    """From word `start` up to `end`, the words before it that say how it is meant included."""

    start: int
    end: int
    bound: Bound = ""
    day: DayLike | None = None
    clock: Clock | SameClock | None = None
    half: Half | None = None
    part: DayPart | None = None
    edge: Edge | None = None
    span: Span | None = None
    zone: Zone | None = None

    @property
    def has_day(self) -> bool:
        return self.day is not None or self.span is not None

    @property
    def has_clock(self) -> bool:
        return any((self.clock, self.part, self.edge, self.span))


_FIELDS: Mapping[type, str] = {
    **dict.fromkeys((Day, SameDay, Weekday, Week, CalendarWeek, Date, Figures, WeekOf, Month), "day"),
    **dict.fromkeys((Clock, SameClock), "clock"),
    Half: "half",
    DayPart: "part",
    Edge: "edge",
    Span: "span",
    Zone: "zone",
}
_STRONG = ("by", "before", "after")
_LAST_HOUR = 24
_LONGEST_GAP = 6  # words


def gather(words: Sequence[Word], pieces: Sequence[Piece], joints: Joints) -> list[When]:
    """The times said, in order; numbers that are none are left out."""
    found: list[When] = []
    for piece in pieces:
        last = found[-1] if found else None
        joined = _joined(words, last, piece, joints) if last and piece.start - last.end <= _LONGEST_GAP else None
        if joined:
            found[-1] = joined
        elif not _is_mere_number(words, piece, joints):
            found.append(_begun(words, piece, joints, last.end if last else 0))
    return [_with_trailer(words, when, joints) for when in found if when.has_day or when.has_clock]


def _with_trailer(words: Sequence[Word], when: When, joints: Joints) -> When:
    if when.end < len(words):
        for trailer in joints.trailers.get(words[when.end].low, ()):
            if all(at < len(words) and words[at].low == low for at, low in enumerate(trailer, when.end)):
                return when._replace(end=when.end + len(trailer))
    return when


def _begun(words: Sequence[Word], piece: Piece, joints: Joints, since: int) -> When:
    start = piece.start
    bound: Bound = ""
    while start > since and ((low := words[start - 1].low) in joints.leads or low in joints.fillers):
        lead = joints.leads.get(low, "")
        if bound and lead and lead not in _STRONG and bound != "of":
            break
        start -= 1
        bound = _stronger(lead, bound)
    while start < piece.start and words[start].low not in joints.leads:
        start += 1
    while start > since and words[start - 1].low in joints.stretched and bound == "by":
        start -= 1
    if bound in ("before", "by") and start and words[start - 1].low in joints.never:
        bound = "not before"
    is_in = piece.start > 0 and words[piece.start - 1].low == "in"
    parts = [_minutes(part) if is_in else part for part in piece.parts]
    if (hour := _hour_before(words, start, since, joints)) is not None and isinstance(parts[0], Clock):
        return _filled(When(start - 1, piece.end, bound), [Clock(hour).until(parts[0]), *parts[1:]])
    return _filled(When(start, piece.end, bound), parts)


def _hour_before(words: Sequence[Word], start: int, since: int, joints: Joints) -> int | None:
    """The five of “I'm there 5 to 7 tomorrow”."""
    is_range = start > since and words[start].low in joints.from_to
    hour = figures.number(words[start - 1]) if is_range else None
    return hour if hour is not None and hour <= _LAST_HOUR else None


def _minutes(part: Part) -> Part:
    """“Back in ten.”"""
    return Span(part.hour, "minute") if isinstance(part, Clock) and part.bare and not part.minute else part


def _stronger(one: Bound, other: Bound) -> Bound:
    return one if one and other in ("", "on", "of") else other


def _filled(when: When, parts: Sequence[Part]) -> When:
    for part in parts:
        when = when._replace(**{_FIELDS[type(part)]: part})  # type: ignore[arg-type]  # the field of its type
    return when


def _joined(words: Sequence[Word], when: When, piece: Piece, joints: Joints) -> When | None:
    """Both as one time, when the words between them make them one."""
    gap = [word.low for word in words[when.end : piece.start] if not word.is_picture]
    later = when._replace(end=piece.end)
    if _replaces(words, when, gap, joints):
        parts = piece.parts if joints.corrections.intersection(gap) else _ending(when, piece.parts)
        return _filled(_bounded(later, gap, joints), parts)
    if not all(word in joints.glue for word in gap) or _begins_anew(words, when, piece, gap, joints):
        return None
    is_number = not _is_appendix(piece) and _is_mere_number(words, piece, joints)
    if is_number and not _is_clock_after_day(words, when, piece, gap, joints):
        return None
    day = _one_day(when, piece.parts)
    if day:
        return _bounded(later, gap, joints)._replace(day=day)
    if when.span or any(_taken(when, part) for part in piece.parts):
        return None
    return _filled(_bounded(later, gap, joints), piece.parts)


def _is_clock_after_day(words: Sequence[Word], when: When, piece: Piece, gap: Sequence[str], joints: Joints) -> bool:
    """“Friday 9”; after a comma 9:30, and 9-11 unless it counts something."""
    if gap not in ([], [","]) or not isinstance(when.day, Day | Weekday | Date):
        return False
    is_range = piece.end - piece.start > 1 and _may_follow_a_clock(words, piece.end, joints)
    return not gap or is_range or any(isinstance(part, Clock) and (part.minute or part.half) for part in piece.parts)


def _may_follow_a_clock(words: Sequence[Word], at: int, joints: Joints) -> bool:
    return at >= len(words) or words[at].low in joints.after_clock or not words[at].low[0].isalnum()


def _ending(when: When, parts: Sequence[Part]) -> Sequence[Part]:
    """The later end of what began with that time."""
    begun = when.clock
    if not isinstance(begun, Clock) or when.half or when.part:
        return parts
    return [begun.until(part) if isinstance(part, Clock) else part for part in parts]


def _begins_anew(words: Sequence[Word], when: When, piece: Piece, gap: Sequence[str], joints: Joints) -> bool:
    """“At eight, tomorrow at six …”: the second has a time of its own."""
    follows = words[piece.end].low if piece.end < len(words) else ""
    is_day = any(_FIELDS[type(part)] == "day" for part in piece.parts)
    return gap == [","] and when.clock is not None and is_day and joints.leads.get(follows) == "on"


def _replaces(words: Sequence[Word], when: When, gap: Sequence[str], joints: Joints) -> bool:
    if joints.corrections.intersection(gap) or ("no", ",") in pairwise(gap):
        return True
    if gap == ["but"] and when.start and words[when.start - 1].low in joints.never:
        return True
    if not gap or not all(word in joints.glue or word in joints.ranges or word in joints.both for word in gap):
        return False
    return bool(joints.ranges.intersection(gap)) or (when.bound == "between" and bool(joints.both.intersection(gap)))


def _bounded(when: When, gap: Sequence[str], joints: Joints) -> When:
    """A “by” or “before” between the pieces counts for all of it."""
    bounds = [joints.leads.get(word, "") for word in gap]
    strong = next((bound for bound in bounds if bound in ("by", "before", "after", "between")), None)
    return when._replace(bound=strong) if strong and when.bound in ("", "on", "for", "from") else when


def _one_day(when: When, parts: Sequence[Part]) -> DayLike | None:
    """A weekday with its date or its week is one day."""
    if len(parts) != 1 or when.day is None:
        return None
    pair = (when.day, parts[0])
    weekday = next((each for each in pair if isinstance(each, Weekday)), None)
    week = next((each for each in pair if isinstance(each, Week)), None)
    date = next((each for each in pair if isinstance(each, Date | Figures)), None)
    if weekday and week:
        return Weekday(weekday.number, week.weeks)
    return date if weekday and date else None


def _taken(when: When, part: Part) -> bool:
    if isinstance(part, Zone):
        return when.zone is not None or when.clock is None
    if isinstance(part, Span):
        return True
    return getattr(when, _FIELDS[type(part)]) is not None


def _is_appendix(piece: Piece) -> bool:
    """What is no time without another: a zone, am, pm."""
    return all(isinstance(part, Zone | Half) for part in piece.parts)


def _is_mere_number(words: Sequence[Word], piece: Piece, joints: Joints) -> bool:
    """A number or span that nothing makes a time."""
    if _is_appendix(piece):
        return True
    if not any(isinstance(part, Clock | Span) and part.bare for part in piece.parts):
        return False
    between = joints.fillers | joints.given
    before = next((word.low for word in reversed(words[: piece.start]) if word.low not in between), "")
    if any(isinstance(part, Span) for part in piece.parts):
        return before not in joints.span_leads
    follows = before in ("um", "gegen") or _may_follow_a_clock(words, piece.end, joints)
    return before not in joints.clock_leads or not follows
