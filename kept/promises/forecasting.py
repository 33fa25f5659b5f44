"""What history supports: by when 9 of 10 such things were done, and how often one was done in a given time. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from math import exp, log

# With fewer cases than these, counted by their weight, nothing is said.
ENOUGH = 20
# A case this much older than the newest speaks half as loudly: a company is not as fast as it was a year ago.
HALF_LIFE = timedelta(days=60)
# So many cases of the newest are looked at, so that asking costs the same after ten years.
MOST = 400
# How strongly each forecast that was right or wrong bends the next ones.
STEP = 0.03
LEAST_LEVEL, HIGHEST_LEVEL = 0.5, 0.995


@dataclass(frozen=True, slots=True)
class Case:
    """One such thing that was done, or that still waits: then `took` is how long it has waited so far.

    `took` is counted in working time, `began` is aware.
    """

    began: datetime
    took: timedelta
    done: bool


@dataclass(frozen=True, slots=True)
class History:
    """How long such things took: the share of them done within each time, by Kaplan and Meier.

    What still waits counts as long as it has waited and then leaves without having been done (right-censored), so the
    many quick ones of this week do not hide the slow ones that are still under way. `cases` is their number by weight
    (Kish's effective sample size).

    Source: E. L. Kaplan, P. Meier, Nonparametric estimation from incomplete observations, 1958.
    """

    times: tuple[timedelta, ...]
    shares: tuple[float, ...]
    cases: float

    @property
    def is_enough(self) -> bool:
        return self.cases >= ENOUGH

    def share_within(self, took: timedelta) -> float | None:
        """How many of 1 were done in that time; None when too few are known, or none was ever watched for as long."""
        if not self.is_enough:
            return None
        at = bisect_right(self.times, took)
        return self.shares[at - 1] if at else 0.0

    def time_for(self, share: float) -> timedelta | None:
        """The time in which that share of them was done, on the safe side for so few cases; None when not known."""
        if not self.is_enough:
            return None
        wanted = min(share * (self.cases + 1) / self.cases, 1.0) - 1e-9
        return next((time for time, done in zip(self.times, self.shares, strict=True) if done >= wanted), None)


def history(cases: Iterable[Case]) -> History:
    """What these cases teach, the newest the most."""
    newest = sorted(cases, key=lambda case: case.began)[-MOST:]
    weighed = sorted((case.took, not case.done, _weight(case, newest[-1])) for case in newest)
    waiting = sum(weight for _, _, weight in weighed)
    effective = waiting**2 / sum(weight**2 for _, _, weight in weighed) if weighed else 0.0
    left, times, shares = 1.0, [], []
    for took, at_once in groupby(weighed, key=lambda each: each[0]):
        gone = list(at_once)
        done = sum(weight for _, still_waits, weight in gone if not still_waits)
        if done:
            left *= max(1 - done / waiting, 0.0)
            times.append(took)
            shares.append(1 - left)
        waiting -= sum(weight for _, _, weight in gone)
    return History(tuple(times), tuple(shares), effective)


def _weight(case: Case, newest: Case) -> float:
    return exp(-log(2) * ((newest.began - case.began) / HALF_LIFE))


def next_level(asked: float, share: float, *, came_true: bool) -> float:
    """The level to ask history for from now on, so that `share` of the forecasts come true whatever changes meanwhile.

    `asked` is the level asked for so far, at first `share` itself. Call it once for each forecast, as soon as it is
    known whether it came true. Each miss asks for more, each hit for a little less, so that in the long run there are
    as many misses as were said.

    Source: I. Gibbs, E. Candès, Adaptive conformal inference under distribution shift, 2021.
    """
    return min(max(asked + STEP * (share - came_true), LEAST_LEVEL), HIGHEST_LEVEL)
