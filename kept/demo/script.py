"""The words in which the story is written: talks, made of steps, each with its time.

A time is one of
    "18 10:12"   that clock time (the firm's), as many working days before the story's end
    "10:40"      later on the day of the step before
    "+1 08:50"   that clock time, as many working days after the step before
    "+25m" "+3h" that long after the step before
    "-40m" "-3h" that long before the story's end
Working days are Monday to Saturday. Texts name days by `{move:%A}`, where the talk's `dates` say how many days after
its beginning `move` is (a Sunday becomes the Monday), or `"12 fri"` for the Friday from then on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from textwrap import dedent
from typing import Any


@dataclass(frozen=True)
class Step:
    """`verb` is a method of `kept.demo.teller.Teller`, `by` the key of who does it ('' for the talk's customer)."""

    verb: str
    when: str
    by: str = ""
    text: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Talk:
    """One conversation of the story: in which inbox, with whom, and what happens."""

    inbox: str
    customer: str
    steps: tuple[Step, ...]
    dates: Mapping[str, int | str] = field(default_factory=dict)


def talk(inbox: str, customer: str, *steps: Step, **dates: int | str) -> Talk:
    return Talk(inbox, customer, steps, dates)


# A line of the source this long was broken because the page ends, not because the writer pressed Enter.
WRAPPED = 84


def _step(verb: str, when: str, by: str = "", text: str = "", **more: Any) -> Step:
    return Step(verb, when, by, _unwrapped(dedent(text).strip()), more)


def _unwrapped(text: str) -> str:
    lines = text.splitlines()
    joins = [len(line) >= WRAPPED and bool(after) for line, after in pairwise([*lines, ""])]
    return "".join(line + (" " if join else "\n") for line, join in zip(lines, joins, strict=True)).rstrip()


def says(when: str, *words: str, **more: Any) -> Step:
    """The customer writes by mail: subject and text, or the text alone of an answer. `files` come along; `style` is
    how their mail program writes (see `letters`); `by` is another customer's key, `cc` a list of addresses."""
    subject, text = words if len(words) == 2 else ("", words[0])
    return _step("says", when, more.pop("by", ""), text, subject=subject, **more)


def fills_in(when: str, text: str, **more: Any) -> Step:
    """The customer uses the web form; `subject` and `files` if any."""
    return _step("fills_in", when, "", text, **more)


def answers(when: str, by: str, text: str, **more: Any) -> Step:
    """A colleague answers. `closes` or `snoozes` (until when) is done with it; `fails` is the mail server's refusal.

    `html` is what they wrote where it has form, `later` when it goes out, as `until` of `snoozes`.
    """
    return _step("answers", when, by, text, **more)


def returned(when: str, text: str) -> Step:
    """Our last answer comes back from the other side's mail server, with that reason."""
    return _step("returned", when, "", text)


def out_of_office(when: str, text: str) -> Step:
    """The customer's mail program answers by itself."""
    return _step("out_of_office", when, "", text)


def notes(when: str, by: str, text: str, **more: Any) -> Step:
    return _step("notes", when, by, text, **more)


def drafts(when: str, by: str, text: str, kind: str = "reply") -> Step:
    """Somebody has begun to write and not sent it."""
    return _step("drafts", when, by, text, kind=kind)


def takes(when: str, by: str) -> Step:
    return _step("gives", when, by, to=by)


def gives(when: str, by: str, to: str) -> Step:
    return _step("gives", when, by, to=to)


def hands(when: str, by: str, team: str) -> Step:
    return _step("hands", when, by, team=team)


def sorts(when: str, by: str, kind: str) -> Step:
    """Says which kind of conversation it is."""
    return _step("sorts", when, by, kind=kind)


def titles(when: str, by: str, subject: str) -> Step:
    return _step("titles", when, by, subject)


def closes(when: str, by: str) -> Step:
    return _step("closes", when, by)


def reopens(when: str, by: str) -> Step:
    return _step("reopens", when, by)


def snoozes(when: str, by: str, until: str) -> Step:
    """`until` is a time as of a step, or "in 2 08:00" for working days after the story's end."""
    return _step("snoozes", when, by, until=until)


def spams(when: str, by: str) -> Step:
    return _step("spams", when, by)


def promises(when: str, by: str, what: str, due: str, quote: str = "") -> Step:
    """A colleague gives their word: `due` is a time as of a step, and may lie beyond the story's end. With `quote` it
    stands in their last answer."""
    return _step("promises", when, by, what, due=due, quote=quote)


def books(when: str, by: str, start: str, number: str, about: str) -> Step:
    """The customer is to be rung from `start` on, a moment as a promise's `due`."""
    return _step("books", when, by, about, start=start, number=number)


def keeps(when: str, by: str, shown: bool = True) -> Step:
    """The next of the open promises is done; `shown` by the last answer."""
    return _step("keeps", when, by, shown=shown)


def moves(when: str, by: str, due: str) -> Step:
    """Another time is agreed for the next of the open promises, by the last answer."""
    return _step("moves", when, by, due=due)


def withdraws(when: str, by: str, why: str) -> Step:
    return _step("withdraws", when, by, why)


def asks(when: str, by: str, whom: str, what: str, wished: str) -> Step:
    """For what their newest promise here needs: a team or a colleague by key, by a moment as a promise's `due`."""
    return _step("asks", when, by, what, whom=whom, wished=wished)


def promises_back(when: str, by: str, due: str) -> Step:
    """Whoever was asked last gives their word."""
    return _step("promises_back", when, by, due=due)


def takes_longer(when: str, by: str, due: str) -> Step:
    """Another time for their newest promise here, as they tell who waits for it."""
    return _step("takes_longer", when, by, due=due)


def owns_up(when: str, by: str, cause: str) -> Step:
    """Somebody says why the last promise was broken."""
    return _step("owns_up", when, by, cause=cause)


def looks(when: str, by: str) -> Step:
    """Reads it and does nothing."""
    return _step("looks", when, by)
