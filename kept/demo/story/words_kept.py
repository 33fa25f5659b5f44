"""What a colleague says at the end of a first answer, “I'll write again”, is a promise, kept by the second."""

from __future__ import annotations

from dataclasses import replace

from kept.demo.script import Step, Talk, keeps, promises

AT_ONCE = "+0m"


def with_its_words(talk: Talk) -> Talk:
    """The talk with that promise, where the same colleague answers twice and nothing else is promised."""
    answered = [(at, step) for at, step in enumerate(talk.steps) if step.verb == "answers"]
    if len(answered) < 2 or answered[0][1].by != answered[1][1].by or _is_told_already(talk):
        return talk
    (first, one), (second, _other) = answered[:2]
    steps = [*talk.steps[: first + 1], promises(AT_ONCE, one.by, "write again", "+2 17:00")]
    steps += [*talk.steps[first + 1 : second + 1], keeps(AT_ONCE, one.by), *talk.steps[second + 1 :]]
    return replace(talk, steps=tuple(steps))


def _is_told_already(talk: Talk) -> bool:
    return any(_gives_words(step) for step in talk.steps)


def _gives_words(step: Step) -> bool:
    return step.verb in {"promises", "spams"}
