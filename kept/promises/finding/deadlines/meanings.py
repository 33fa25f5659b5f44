"""What phrases mean, in any language: made of what their slots read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from kept.promises.finding.deadlines import figures
from kept.promises.finding.deadlines.grammar import Meaning
from kept.promises.finding.deadlines.parts import Clock, Date, Day, Part, Span, Unit
from kept.promises.finding.words import Word


def said(*parts: Part) -> Meaning:
    """A phrase without slots."""
    return lambda: parts


def days(count: int) -> Day:
    return Day(lambda today: today + timedelta(days=count))


def date(day: int, month: int | None = None, year: int | None = None) -> tuple[Part, ...] | None:
    return (Date(day, month, year),) if 0 < day <= 31 else None


# How many of the smaller are in one of the greater
_SMALLER: dict[tuple[Unit, Unit], int] = {("hour", "minute"): 60, ("day", "hour"): 24, ("week", "day"): 7}


def two_spans(count: float, unit: Unit, more: float, smaller: Unit) -> tuple[Part, ...] | None:
    """“An hour and thirty minutes”: one span, in the smaller unit."""
    each = _SMALLER.get((unit, smaller))
    return (Span(count * each + more, smaller),) if each else None


def mere(meaning: Meaning) -> Meaning:
    """The same span, but no deadline by itself."""

    def of(*values: Any) -> tuple[Part, ...] | None:
        parts = meaning(*values)
        return parts and tuple(replace(part, bare=True) for part in parts if isinstance(part, Span))

    return of


def until(begin: int | Clock, end: int | Clock) -> tuple[Part, ...]:
    """“12-3” is over at the later."""
    first, last = (each if isinstance(each, Clock) else Clock(each, bare=True) for each in (begin, end))
    return (first.until(last),)


def day_of_month(word: Word) -> int | None:
    found = figures.number(word)
    return found if found and found <= 31 else None


def numbered(names: Sequence[str], since: int) -> dict[str, int]:
    """Numbers for names in their order; names for the same stand together, parted by spaces."""
    return {name: number for number, each in enumerate(names, since) for name in each.split()}
