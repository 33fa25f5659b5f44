"""What is like a promise: this company's own of the same kind of deed, and how long each took in working time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import accumulate, takewhile
from typing import Any

from django.db.models import QuerySet

from kept.promises.forecasting import MOST, Case, History, history
from kept.promises.foreseeing import Group
from kept.promises.hours import WorkingHours
from kept.promises.promise import Promise

# What is older says nothing: it would weigh less than a fiftieth of what is new.
OLDEST = timedelta(days=365)
# The group of a whole company instead of one team's.
EVERY_TEAM = 0

Times = tuple[datetime, datetime | None, datetime | None]


def learn(deed: str, team: int | None, *, hours: WorkingHours, now: datetime) -> tuple[Group, History] | None:
    """What that deed took that team, else the whole company; None where there are too few cases of either."""
    alike = Promise.objects.filter(deed=deed, made_at__gt=now - OLDEST, made_at__lt=now)
    for group, rows in [((deed, team), alike.filter(team=team)), ((deed, EVERY_TEAM), alike)]:
        if group[1] is not None and (known := history(cases(rows, hours, now))).is_enough:
            return (deed, group[1] or EVERY_TEAM), known
    return None


def cases(rows: QuerySet[Any], hours: WorkingHours, now: datetime) -> list[Case]:
    """The newest of them. What was withdrawn leaves then without having been done; what is still to do, now."""
    found: list[Times] = list(rows.order_by("-made_at").values_list("made_at", "keeping__at", "withdrawal__at")[:MOST])
    worked = Worked(hours, found, now)
    return [_case(*each, worked=worked, now=now) for each in found]


def _case(made: datetime, kept: datetime | None, withdrawn: datetime | None, *, worked: Worked, now: datetime) -> Case:
    done = kept is not None and kept <= now
    left = min(each for each in (kept, withdrawn, now) if each is not None)
    return Case(made, worked.until(left) - worked.until(made), done)


class Worked:
    """How much was worked until a moment, since the first of those promises: reckoned once for all of them."""

    def __init__(self, hours: WorkingHours, made: Sequence[Times], now: datetime) -> None:
        first = min((each[0] for each in made), default=now)
        spans = list(takewhile(lambda span: span[0] < now, hours.open_from(first)))
        self.begins = [begin for begin, _end in spans]
        self.spans = spans
        self.before = list(accumulate((end - begin for begin, end in spans), initial=timedelta()))

    def until(self, at: datetime) -> timedelta:
        last = bisect_right(self.begins, at) - 1
        if last < 0:
            return timedelta()
        begin, end = self.spans[last]
        return self.before[last] + min(at, end) - begin
