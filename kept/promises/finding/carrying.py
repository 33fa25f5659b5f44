"""The day that a promise takes over from what was said before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from kept.promises.finding.choosing import rank
from kept.promises.finding.deadlines.parts import Clock, SameDay, Weekday
from kept.promises.finding.deadlines.whens import When
from kept.promises.finding.words import Word, wordset

WEEK = timedelta(days=7)
# “Monday works. I'm with you at nine.”
_AGREEING = wordset("works fine good suits ok okay great perfect agreed booked confirmed passt geht klappt notiert gut")

_MEETING = (["see", "you"], ["bis", "dann"], ["bis", "morgen"])
_ASKING, _OPENING_QUESTIONS = wordset("if whether"), wordset("will shall can could")


@dataclass(frozen=True, slots=True)
class Earlier:
    """The times of this sentence, and the words and times of the one before it."""

    whens: Sequence[When]
    before: Callable[[], tuple[Sequence[Word], Sequence[When]]]

    def day_for(self, mine: Sequence[When], start: int, free: int) -> When | None:
        """For a promise that begins at word `start` and says no day itself; `free` is where the last one ended."""
        if any(when.has_day and not isinstance(when.day, SameDay) for when in mine):
            return None
        days = [when for when in self.whens if when.end <= start and when.has_day and rank(when) > 0]
        if isinstance(mine[0].day, SameDay):
            return _day(days[-1]) if days else self._day_before()
        if days := [when for when in days if not when.has_clock]:
            return days[-1] if days[-1].start >= free or isinstance(mine[0].clock, Clock) else None
        return self._agreed() if isinstance(mine[0].clock, Clock) else None

    def seen(self, words: Sequence[Word], start: int) -> Sequence[When]:
        """The time of “see you at four on Wednesday”, for what is said of it in the same sentence."""
        if [word.low for word in words[:2]] not in _MEETING:
            return ()
        return [when for when in self.whens if when.end <= start]

    def asked(self) -> Sequence[When]:
        """The times of the question before, which “you will” answers."""
        words, whens = self.before()
        is_asked = any(word.low in _ASKING for word in words) or (words and words[0].low in _OPENING_QUESTIONS)
        return whens if is_asked else ()

    def _day_before(self) -> When | None:
        _, whens = self.before()
        return next((_day(when) for when in reversed(whens) if when.day), None)

    def _agreed(self) -> When | None:
        words, _ = self.before()
        return None if _AGREEING.isdisjoint(word.low for word in words) else self._day_before()


def _day(when: When) -> When:
    return When(when.start, when.end, day=when.day, span=when.span)


def follows(when: When, last: When | None) -> bool:
    """Whether both are mere weekdays, so that the later said is the later one: “on Monday …, on Wednesday …”."""
    days = (when.day, last and last.day)
    return all(isinstance(day, Weekday) and day.weeks is None for day in days)
