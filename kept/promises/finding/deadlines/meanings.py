"""What phrases mean, in any language: made of what their slots read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from kept.promises.finding.deadlines import figures
from kept.promises.finding.deadlines.grammar import Meaning
from kept.promises.finding.deadlines.parts import Date, Day, Part
from kept.promises.finding.words import Word


def said(*parts: Part) -> Meaning:
    """A phrase without slots."""
    return lambda: parts


def days(count: int) -> Day:
    return Day(lambda today: today + timedelta(days=count))


def date(day: int, month: int | None = None, year: int | None = None) -> tuple[Part, ...] | None:
    return (Date(day, month, year),) if 0 < day <= 31 else None


def day_of_month(word: Word) -> int | None:
    found = figures.number(word)
    return found if found and found <= 31 else None


def numbered(names: Sequence[str], since: int) -> dict[str, int]:
    """Numbers for names in their order; names for the same stand together, parted by spaces."""
    return {name: number for number, each in enumerate(names, since) for name in each.split()}
