"""Recounting: what is promised or when we work has changed, and every clock that it concerns is worked out anew."""

from __future__ import annotations

from django.db.models import Q
from procrastinate.contrib.django import app

from kept.lib import clock
from kept.promises.deadlines import Deadline
from kept.promises.standing.clock import Clock
from kept.promises.standing.following import HAPPENED, UNFINISHED

BATCH = 500


def ask(**which: int) -> None:
    """In the transaction that changed it: `calendar`, or `promise`, or neither for every clock there is."""
    app.configure_task("promises.recount").defer(**which)


def recount_those(calendar: int = 0, promise: int = 0) -> int:
    return recount(Q(promise__calendar=calendar) if calendar else Q(promise=promise) if promise else Q())


def recount(which: Q, after: int = 0) -> int:
    """Ask the clock to follow every conversation in which such a wait goes on; returns how many those are.

    In batches, each a transaction of its own, so that what has just happened is not held up for long.
    """
    done = 0
    while numbers := _next(which, after):
        rows = [Deadline(kind=HAPPENED, subject=number, at=clock.now()) for number in numbers]
        Deadline.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["kind", "subject"], update_fields=["at"]
        )
        done, after = done + len(numbers), numbers[-1]
    return done


def _next(which: Q, after: int) -> list[int]:
    waiting = Clock.objects.filter(which, state__in=UNFINISHED, conversation__gt=after)
    return list(waiting.order_by("conversation").values_list("conversation", flat=True).distinct()[:BATCH])
