"""A sentence being read: what the ways to promise ask of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kept.promises.finding.acts import Act
from kept.promises.finding.deadlines.whens import When
from kept.promises.finding.english import clauses, doubting, subjects, verbs
from kept.promises.finding.english import vocabulary as v
from kept.promises.finding.english.subjects import Subject
from kept.promises.finding.found import TEAM, WRITER
from kept.promises.finding.words import Word, wordset

SURE, LIKELY, WEAK = 0.95, 0.85, 0.7
_OPENERS = wordset("and but so then or ok okay yes yep sure plus no well np thx k sorry hey hi ha noted got")
_SECOND_VERBS = v.BASE_VERBS | {"will", "shall", "should", "then"}
_OBJECTS = wordset("you u your it them him her me us the a an this that these those my our his their both all one")
_KNOWN_OBJECTS = wordset("you u your it them him her the this that both")
_GOING_ON = wordset("now currently just already attached already enclosed")
_TIMELESS = wordset("extend waive prolong postpone")


@dataclass(frozen=True, slots=True)
class Reading:
    """Its words, its end mark, the times in it, and a way to ask who was named last before it."""

    words: Sequence[Word]
    mark: str
    whens: Sequence[When]
    last_named: Callable[[], str]

    def low(self, at: int) -> str:
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def begins_clause(self, at: int) -> bool:
        before = self.low(at - 1)
        return not before or not before[0].isalnum() or before in _OPENERS

    def is_going_on(self, verb: int) -> bool:
        """“I'm just sending it now”, “I'm sending it with this mail”."""
        near = {word.low for word in self.words[max(0, verb - 2) : verb + 8]}
        return not near.isdisjoint(_GOING_ON) or self.low(verb + 1) in ("this", "these")

    def has_time_at(self, at: int) -> bool:
        return any(when.start == at for when in self.whens)

    def has_time_before(self, at: int) -> bool:
        return any(when.end == at for when in self.whens)

    def is_deed(self, at: int) -> bool:
        """Whether something is done by the verb at that word."""
        return self.low(at) in v.BASE_VERBS or verbs.is_deed(self.low(at))

    def before_prefix(self, verb: int) -> int:
        """Where “re-testing” begins."""
        return verb - 2 if self.low(verb - 1) == "-" and self.low(verb - 2) in ("re", "pre", "un", "de") else verb

    def has_object(self, at: int) -> bool:
        """Whether what a verb is done to begins at that word: “it”, “your …”, “the …”."""
        return self.low(at) in _OBJECTS

    def acts_on(self, verb: int) -> bool:
        """“Trim it”, “trim and bind it”."""
        object_ = verb + 3 if self.low(verb + 1) in ("and", "or") else verb + 1
        return self.low(object_) in _KNOWN_OBJECTS

    def subject(self, verb: int) -> Subject | None:
        """The subject that ends before that word."""
        return subjects.before(self.words, verb, self.last_named)

    def after_adverbs(self, at: int) -> int | None:
        """The verb after the adverbs; None when one of them takes the promise back."""
        while (low := self.low(at)) in v.ADVERBS or low in (",", "(", "you"):
            if low in doubting.NEGATIONS or low in doubting.HEDGES or low == "longer":
                return None
            at += 1
        return at if low else None

    def act(self, start: int, verb: int, who: str, confidence: float, *, needs_time: bool = False) -> Act:
        """The act whose subject stands at `start`; what the team does is the writer's when it comes “from me”."""
        end = clauses.end(self.words, verb, self.whens)
        is_mine = who == TEAM and ("from", "me") in pairwise(word.low for word in self.words[verb:end])
        joints = tuple(at for at in range(verb, end) if self.low(at) == "and" and self.low(at + 1) in _SECOND_VERBS)
        is_timeless = self.low(verb) in _TIMELESS
        who = WRITER if is_mine else who
        return Act(start, verb, end, who, confidence, needs_time, joints, is_timeless)

    def sent_by(self, act: Act) -> Act:
        """“You'll hear from Priya”: it is she who does it."""
        sender = next((at for at in range(act.verb, act.end) if self.low(at) == "from"), act.end) + 1
        name = subjects.name_at(self.words[: act.end], sender)
        return act._replace(who=name) if name and act.who == TEAM else act
