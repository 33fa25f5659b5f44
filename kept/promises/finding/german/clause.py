"""A German clause being read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kept.promises.finding.acts import Act
from kept.promises.finding.found import TEAM, WRITER
from kept.promises.finding.german import subjects
from kept.promises.finding.german import vocabulary as v
from kept.promises.finding.german.segments import Segment, is_finite
from kept.promises.finding.german.subjects import Subject
from kept.promises.finding.words import Word

SURE, LIKELY, WEAK = 0.95, 0.85, 0.7
_PARTICIPLE_STARTS = ("ge", "be", "ver", "er", "ent", "zer", "über", "unter", "wieder")
_INTRODUCING = ("der", "die", "unser", "unsere", "mein", "meine")
FIRST_PERSON = {"ich": WRITER, "wir": TEAM}


@dataclass(frozen=True, slots=True)
class Clause:
    """Its words as they are compared; places are counted from its first."""

    words: Sequence[Word]
    segment: Segment
    lows: list[str]
    last_named: Callable[[], str]

    @classmethod
    def of(cls, words: Sequence[Word], segment: Segment, last_named: Callable[[], str]) -> Clause:
        """The clause without the “dass” with which it may begin."""
        start = segment.start + (words[segment.start].low == "dass" and segment.end > segment.start + 1)
        segment = replace(segment, start=start)
        return cls(words, segment, [word.low for word in words[start : segment.end]], last_named)

    def at(self, place: int) -> str:
        return self.lows[place] if 0 <= place < len(self.lows) else ""

    def has(self, some: frozenset[str]) -> bool:
        return not some.isdisjoint(self.lows)

    def says(self, low: str) -> bool:
        """Whether that word is in it, or begins the next one."""
        return low in self.lows or low in [word.low for word in self.words[self.segment.end : self.segment.end + 2]]

    @property
    def last(self) -> str:
        return self.lows[-1]

    @property
    def ends_in_participle(self) -> bool:
        is_noun = self.words[self.segment.end - 1].is_capital and len(self.lows) > 1
        begins = self.last.startswith(_PARTICIPLE_STARTS) or "ge" in self.last[2:] or self.last.endswith("iert")
        return begins and self.last.endswith(("t", "en")) and not is_noun

    def first_person(self, verb: int) -> str:
        """The “ich” or “wir” next to the verb."""
        return self.at(verb - 1) if self.at(verb - 1) in FIRST_PERSON else self.at(verb + 1)

    @property
    def apposition(self) -> str:
        """“Die Filialleiterin, Frau Aydin, wird …”: the name between the commas."""
        before = self.words[: self.segment.start]
        is_one = len(before) > 3 and before[-1].low == "," and before[0].low in _INTRODUCING
        return subjects.named(before) if is_one else ""

    @property
    def shared_subject(self) -> Subject | None:
        """“Die Ware ist bestellt und kommt am Freitag”: the subject of the clause before the “und”."""
        begin = end = self.segment.start - 1
        while begin > 0 and self.words[begin - 1].raw[0].isalnum():
            begin -= 1
        verb = next((at for at in range(begin, end) if is_finite(self.words, at)), begin)
        is_named = verb > begin + 1 or self.words[begin].is_capital
        if not self.segment.joined or verb == begin or not is_named:
            return None
        return subjects.of(self.words, Segment(begin, end), verb, self.last_named)

    def bare_name(self, verb: int) -> str:
        """“Lena ruft Sie an”: the one word with a capital that stands before the verb, without an article."""
        word = self.words[self.segment.start]
        is_one = verb == 1 and word.is_capital and word.raw.isalpha() and not word.raw.isupper()
        is_one = is_one and word.low not in v.COMMON | v.NO_NAMES
        return word.raw if is_one else ""

    def subject(self, verb: int) -> Subject | None:
        return subjects.of(self.words, self.segment, self.segment.start + verb, self.last_named)

    def act(self, verb: int, who: str, confidence: float, *, needs_time: bool = False) -> Act:
        """The whole clause as an act; what the team does is the writer's when it comes “von mir”."""
        start, end = self.segment.start, self.segment.end
        is_mine = who == TEAM and ("von", "mir") in pairwise(self.lows)
        return Act(start, start + verb, end, WRITER if is_mine else who, confidence, needs_time)
