"""Dates and times in figures, as slots of the grammar. Each reads one word, or says None."""

from __future__ import annotations

from kept.promises.finding.deadlines.parts import Clock, Date, Figures
from kept.promises.finding.words import Word


def number(word: Word) -> int | None:
    return int(word.low) if word.low.isdecimal() and len(word.low) <= 3 else None


def amount(word: Word) -> float | None:
    """1.5 and 1,5; what looks like 1 hour 30 (1.30) is none."""
    whole, mark, rest = word.low.partition("." if "." in word.low else ",")
    is_part = rest in ("25", "50", "75") or (len(rest) == 1 and rest.isdecimal())
    return float(f"{whole}.{rest}") if mark and is_part and whole.isdecimal() and len(whole) <= 3 else None


def fraction(word: Word) -> float | None:
    return {"half": 0.5, "quarter": 0.25, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75}.get(word.low)


def year(word: Word) -> int | None:
    return int(word.low) if word.low.isdecimal() and len(word.low) == 4 and word.low[:2] in ("19", "20") else None


def clock(word: Word) -> Clock | None:
    """14:30, 9.30; with one figure or a nought before it as on a digital clock."""
    hour, mark, minute = word.low.partition(":" if ":" in word.low else ".")
    if not mark or not (hour.isdecimal() and minute.isdecimal()) or len(minute) != 2 or len(hour) > 2:
        return None
    if int(hour) > 24 or int(minute) > 59:
        return None
    return Clock(int(hour), int(minute), "day" if hour[0] == "0" or int(hour) > 12 else None)


def four_figures(word: Word) -> Clock | None:
    """1640."""
    low = word.low
    if not low.isdecimal() or len(low) != 4 or int(low[:2]) > 23 or int(low[2:]) > 59:
        return None
    return Clock(int(low[:2]), int(low[2:]), "day", bare=True)


def iso_date(word: Word) -> Date | None:
    parts = word.low.split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return None
    return _sane(Date(int(parts[2]), int(parts[1]), int(parts[0])))


def slashed(word: Word) -> Figures | None:
    """8/11 and 8/11/2026: the order is the country's."""
    parts = word.low.split("/")
    if len(parts) not in (2, 3) or not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return None
    first, second = int(parts[0]), int(parts[1])
    if not (0 < first <= 31 and 0 < second <= 31 and min(first, second) <= 12):
        return None
    return Figures(first, second, _year(parts[2]) if len(parts) == 3 else None)


def dotted(word: Word) -> Date | None:
    """24.11 and 24.11.2026: the day comes first."""
    parts = word.low.split(".")
    if len(parts) not in (2, 3) or not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return None
    return _sane(Date(int(parts[0]), int(parts[1]), _year(parts[2]) if len(parts) == 3 else None))


def _sane(date: Date) -> Date | None:
    return date if 0 < date.day <= 31 and date.month is not None and 0 < date.month <= 12 else None


def _year(figures: str) -> int:
    return int(figures) + 2000 if len(figures) <= 2 else int(figures)
