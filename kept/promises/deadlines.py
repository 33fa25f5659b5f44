"""Deadlines: what the clock has to do and when. A row each, with an index, so that a million open ones cost nothing.

Whoever sets one names its kind, and registers what is to be done under that name. What is done must be harmless the
second time: two clocks may ring for the same deadline, and one that was ringing may have died half-way.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import models, transaction

from kept.events import bell
from kept.lib import clock

CHANNEL = "kept_deadlines"
# The clock looks by itself so often: nobody needs to ring for what is farther away than that.
LOOK_EVERY = 5.0  # seconds
# A deadline whose work failed is tried again after that, and holds up no other.
TRY_AGAIN = timedelta(minutes=1)
BATCH = 100

Ring = Callable[[int], None]
RINGS: dict[str, Ring] = {}

log = logging.getLogger(__name__)


class Deadline(models.Model):
    """At that moment something is to be done about the row `subject`. One for each kind and row."""

    kind = models.CharField(max_length=20)
    subject = models.BigIntegerField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "subject"], name="deadline_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} at {self.at}"


def register(kind: str, ring: Ring) -> None:
    """`ring` gets the row's id when its deadline has come, and sets the next one or lifts this one."""
    RINGS[kind] = ring


def set(kind: str, subject: int, at: datetime) -> None:
    """In the transaction that wants it; the clock hears of it after the commit. Replaces the one there was."""
    row = Deadline(kind=kind, subject=subject, at=at)
    Deadline.objects.bulk_create([row], update_conflicts=True, unique_fields=["kind", "subject"], update_fields=["at"])
    if at - clock.now() < timedelta(seconds=2 * LOOK_EVERY):
        transaction.on_commit(lambda: bell.ring(CHANNEL), robust=True)


def lift(kind: str, subject: int) -> None:
    Deadline.objects.filter(kind=kind, subject=subject).delete()


def is_due(kind: str, subject: int) -> bool:
    """Whether it still is: it may have been set anew since the clock looked."""
    return Deadline.objects.filter(kind=kind, subject=subject, at__lte=clock.now()).exists()


def ring_due() -> int:
    """Do what is due now; returns how much that was."""
    done = 0
    while due := list(Deadline.objects.filter(at__lte=clock.now()).order_by("at")[:BATCH]):
        for each in due:
            _ring(each)
        done += len(due)
    return done


def _ring(deadline: Deadline) -> None:
    """Whatever it sets anew stands; what it leaves as it was is over."""
    try:
        with transaction.atomic():
            RINGS[deadline.kind](deadline.subject)
            Deadline.objects.filter(pk=deadline.pk, at=deadline.at).delete()
    except Exception:
        log.exception("%s could not be heard; it rings again in a minute", deadline)
        Deadline.objects.filter(pk=deadline.pk, at=deadline.at).update(at=clock.now() + TRY_AGAIN)


def until_next() -> float:
    """Seconds until the clock has to look again: to the earliest deadline, and never longer than `LOOK_EVERY`."""
    earliest = Deadline.objects.order_by("at").values_list("at", flat=True).first()
    if earliest is None:
        return LOOK_EVERY
    return min(max((earliest - clock.now()).total_seconds(), 0.0), LOOK_EVERY)
