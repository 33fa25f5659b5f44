"""The arithmetic of a deadline: which working time of which stretch was spent, step by step. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kept.promises.hours import WorkingHours


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which the clock ran, from its start or the end of a pause; `until` is None while it still runs."""

    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Working time in one piece that counts, from `since` until `until` (in UTC), after which `left` is allowed."""

    since: datetime
    until: datetime
    left: timedelta

    @property
    def worked(self) -> timedelta:
        return self.until - self.since


@dataclass(frozen=True, slots=True)
class Reckoning:
    """When the allowed working time is used up: `due` (in UTC); None while the clock stands with some of it `left`."""

    due: datetime | None
    left: timedelta
    steps: tuple[Step, ...]


def reckon(allowed: timedelta, stretches: Iterable[Stretch], hours: WorkingHours) -> Reckoning:
    """Spend the allowed working time, more than none, in these stretches, which are in order and do not overlap.

    A deadline that falls on closing time is due then, not as the next day opens. Raises NeverOpen.
    """
    left, steps = allowed, []
    for since, until in (piece for stretch in stretches for piece in _open_in(stretch, hours)):
        until = min(until, since + left)
        left -= until - since
        steps.append(Step(since, until, left))
        if not left:
            return Reckoning(until, left, tuple(steps))
    return Reckoning(None, left, tuple(steps))


def _open_in(stretch: Stretch, hours: WorkingHours) -> Iterator[tuple[datetime, datetime]]:
    """The open pieces of a stretch: without end, while it still runs."""
    if stretch.until is None:
        yield from hours.open_from(stretch.since)
        return
    last = stretch.until.astimezone(UTC)
    for since, until in hours.open_from(stretch.since):
        if since >= last:
            return
        yield since, min(until, last)
