"""How long before it falls due a promise is worth a word: as long as such things take, where history says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from kept.lib import clock
from kept.promises.hours import MINUTE, WorkingHours

if TYPE_CHECKING:
    from kept.promises.reminding import Reminding

# So many of 1 such things were done in the time that is left after the word.
SHARE = 0.5
LONGEST_LEAD = timedelta(hours=4)
SHORTEST_LEAD = timedelta(minutes=15)


def lead(made: datetime, due: datetime) -> timedelta:
    """A quarter of the time there was, within bounds; of what is due in the next minutes half of the time."""
    whole = due - made
    return min(max(whole / 4, SHORTEST_LEAD), LONGEST_LEAD, whole / 2)


def lead_as_history(made: datetime, due: datetime, took: timedelta, hours: WorkingHours) -> timedelta:
    """So that `took` of working time is left then: at least the same quarter of an hour, and never before a quarter of
    the time there was has gone."""
    longest = (due - made) * 3 / 4
    return min(max(due - _latest(due - longest, due, took, hours), SHORTEST_LEAD), longest)


def _latest(earliest: datetime, due: datetime, took: timedelta, hours: WorkingHours) -> datetime:
    """The last minute from which so much is worked until then; the earliest where there is not so much time."""
    low, high = earliest.astimezone(UTC), due.astimezone(UTC)
    if hours.between(low, high) <= took:
        return low
    while high - low > MINUTE:
        middle = low + (high - low) / 2
        low, high = (middle, high) if hours.between(middle, due) >= took else (low, middle)
    return low


def lead_of(promise: Reminding, acts_at: datetime) -> timedelta:
    """From what its deed took its team, or the whole company: a few queries, however long the history is.

    Before `acts_at`: when it is due, or a callback's window begins.
    """
    from kept.promises.likeness import learn  # which knows what a promise is made of
    from kept.promises.standing.calendar import company_hours

    now, hours = clock.now(), company_hours()
    found = learn(promise.deed, promise.team_id, hours=hours, now=now)
    took = found[1].time_for(SHARE) if found else None
    return lead(now, acts_at) if took is None else lead_as_history(now, acts_at, took, hours)
