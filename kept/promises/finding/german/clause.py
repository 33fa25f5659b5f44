"""A German clause being read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kept.promises.finding.acts import Act
from kept.promises.finding.found import TEAM, WRITER
from kept.promises.finding.german import subjects, verbs
from kept.promises.finding.german import vocabulary as v
from kept.promises.finding.german.finite import is_finite
from kept.promises.finding.german.segments import Segment
from kept.promises.finding.german.subjects import Subject
from kept.promises.finding.words import Word, wordset

SURE, LIKELY, WEAK = 0.95, 0.85, 0.7
_OBJECTS = wordset(
    "den die das dem ihre ihren ihr ihrem dein deine deinen deinem eure euren diese diesen dieses diesem es ihn ihm "
    "ihnen dir dich euch sie uns einen ein eine darum dafür danach daran drum beide alle"
)
_INTRODUCING = ("der", "die", "unser", "unsere", "mein", "meine")
_LONGEST_NAME = 7  # words
_MARKS = wordset(", ; : – — ( )")
FIRST_PERSON = {"ich": WRITER, "wir": TEAM}


def _is_with_zu(last: str, before: str) -> bool:
    return last.endswith(("en", "ern", "eln")) and (before == "zu" or "zu" in last[2:-4])


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
    def is_subordinate(self) -> bool:
        """Whether it began with “dass”: its verb is the last word."""
        return self.segment.start > 0 and self.words[self.segment.start - 1].low == "dass"

    @property
    def last(self) -> str:
        """The last word of the clause proper, before a time added to it."""
        return self.lows[-1 - self.segment.late] if self.segment.late < len(self.lows) else self.lows[-1]

    @property
    def ends_in_participle(self) -> bool:
        is_noun = self.words[self.segment.end - 1 - self.segment.late].is_capital and len(self.lows) > 1
        return verbs.is_participle(self.last) and not is_noun

    @property
    def has_infinitive_with_zu(self) -> bool:
        """“Ist bis Freitag zu zahlen”, “sind abzugeben”: what somebody must do."""
        before = self.lows[-2 - self.segment.late] if len(self.lows) > 1 + self.segment.late else ""
        return _is_with_zu(self.last, before)

    @property
    def next_infinitive(self) -> tuple[int, int]:
        """Where “…, Sie am Freitag anzurufen” begins and ends in the sentence, in or after the clause; else nowhere."""
        comma = next((at for at in range(self.segment.start, len(self.words)) if self.words[at].low == ","), 0)
        end = next((at for at in range(comma + 1, len(self.words)) if self.words[at].low in _MARKS), len(self.words))
        is_infinitive = 0 < comma < end - 2 and _is_with_zu(self.words[end - 1].low, self.words[end - 2].low)
        return (comma + 1, end) if is_infinitive else (0, 0)

    def has_object(self, verb: int, subject: str = "") -> bool:
        """A certain thing or person to whom it is done, beside the subject, or a particle of the verb."""
        places = [at for at, low in enumerate(self.lows) if low in _OBJECTS and at != verb]
        own = subject.lower().split(" ", 1)[0] in _OBJECTS
        return self.last in verbs.PARTICLES or len(places) > own

    def first_person(self, verb: int) -> str:
        """The “ich” or “wir” next to the verb."""
        return self.at(verb - 1) if self.at(verb - 1) in FIRST_PERSON else self.at(verb + 1)

    @property
    def apposition(self) -> str:
        """“Die Filialleiterin, Frau Aydin, wird …”: the name between the commas."""
        before = self.words[: self.segment.start]
        is_one = len(before) > 3 and before[-1].low == "," and before[0].low in _INTRODUCING
        is_one = is_one and not any(is_finite(self.words, at) for at in range(self.segment.start))
        return subjects.named(before) if is_one else ""

    @property
    def shared_subject(self) -> Subject | None:
        """“Die Ware ist bestellt und kommt am Freitag”: the subject of the clause before the “und”."""
        begin = end = self.segment.start - 1
        while begin > 0 and self.words[begin - 1].raw[0].isalnum():
            begin -= 1
        verb = next((at for at in range(begin, end) if is_finite(self.words, at)), begin)
        is_named = verb > begin + 1 or self.words[begin].is_capital
        is_next = self.segment.joined or (begin < end and self.words[end].low == ",")
        if not is_next or verb == begin or not is_named:
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
        act = Act(start, start + verb, end, WRITER if is_mine else who, confidence, needs_time)
        return act._replace(doer=self._doer(start + verb + 1, who))

    def _doer(self, begin: int, who: str) -> range:
        """“Am Freitag bauen unsere Leute es auf”: the words behind the verb that say who; “mach ich” is whole."""
        if len(self.lows) > 2 and begin < self.segment.end and self.words[begin].low in FIRST_PERSON:
            return range(begin, begin + 1)
        told = who.replace(" ", "")
        behind = [range(begin, end) for end in range(begin + 1, begin + _LONGEST_NAME)]
        return next((each for each in behind if self._run(each) == told), range(0))

    def _run(self, places: range) -> str:
        return "".join(word.raw for word in self.words[places.start : places.stop])
