"""What a language finds in a sentence: acts of promising, each with who and where, before their times are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kept.promises.finding.deadlines.grammar import Grammar
from kept.promises.finding.deadlines.whens import Joints, When
from kept.promises.finding.words import Word


class Act(NamedTuple):
    """A promise begins at word `start`; `verb` is the word with which what is to be done begins.

    `end` is where its clause ends, `joints` where it goes on with a second verb (“and ring you back”). `needs_time`
    says that without a time it is no promise, only talk; `is_timeless` that times in it are no deadlines (“extend it
    until”); `is_preface` that a promise right after it is the same one (“let me ask, and I'll ring you”). `subject` is
    where the thing begins to which it is done; `doer` is where whoever does it stands, behind the verb.
    """

    start: int
    verb: int
    end: int
    who: str
    confidence: float
    needs_time: bool = False
    joints: tuple[int, ...] = ()
    is_timeless: bool = False
    is_preface: bool = False
    subject: int | None = None
    doer: range = range(0)


@dataclass(frozen=True, slots=True)
class Language:
    """`acts` is given a sentence's words, its end mark, its times, and a way to ask who was named last before it."""

    name: str
    common: frozenset[str]  # words that tell the language
    triggers: frozenset[str]  # a sentence without any of them promises nothing …
    timed: frozenset[str]  # … unless it has one of these and a time
    parts: Mapping[str, tuple[str, ...]]  # what contractions and slips stand for
    grammar: Grammar
    joints: Joints
    acts: Callable[[Sequence[Word], str, Sequence[When], Callable[[], str]], list[Act]]
    named: Callable[[Sequence[Word]], str]  # the colleague or team a sentence speaks of, for “they will” in the next
