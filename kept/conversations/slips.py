"""Slips: what was done and taken back at once, or is told by another line, needs no line of its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from kept.events.event import Event

# Whoever takes something back so soon had slipped; nobody asks later who, when and why.
SLIP = timedelta(minutes=1)
# What is recorded in one go.
AT_ONCE = timedelta(seconds=1)


def without_slips(events: Iterable[Event]) -> list[Event]:
    """Those, in order, that are worth a line. The stream keeps all of them."""
    left: list[Event] = []
    for event in events:
        slips = [each for each in left if _takes_back(event, each)] if event.what.undoes else []
        left = [each for each in left if each not in slips] if slips else [*left, event]
    telling = [each for each in left if each.what.covers]
    return [each for each in left if not any(_tells(one, each) for one in telling)]


def _takes_back(event: Event, earlier: Event) -> bool:
    is_same = (earlier.subject, earlier.by_id) == (event.subject, event.by_id)
    return is_same and earlier.kind in event.what.undoes and event.at - earlier.at < SLIP


def _tells(event: Event, other: Event) -> bool:
    is_covered = other.subject == event.subject and other.kind in event.what.covers
    return is_covered and abs(event.at - other.at) < AT_ONCE
