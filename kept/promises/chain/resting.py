"""Resting: a promise can only be kept once another one is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection, models
from django.db.models import F, Q

from kept.lib import clock
from kept.people.member import Member
from kept.promises import deadlines
from kept.promises.standing.calendar import company_hours

if TYPE_CHECKING:
    from kept.promises.promise import Promise

# The clock looks whether the promise is held up by what it rests on.
DEADLINE = "chain"
# Any constant will do, as long as nothing else in this database uses it.
LINKING = 0x6C696E6B


class Resting(models.Model):
    """`upper` waits for `lower`; who said so, and when. Taken back, the row is gone and the stream remembers.

    `room` is the working time that lay between them when it was said: what is needed once `lower` is done. `freed_at`
    is when whoever keeps `upper` heard that they can go on.
    """

    upper = models.ForeignKey("promises.Promise", models.CASCADE, related_name="rests")
    lower = models.ForeignKey("promises.Promise", models.CASCADE, related_name="carries")
    room = models.DurationField(default=timedelta)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(default=clock.now)
    freed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["upper", "lower"], name="rests_once"),
            models.CheckConstraint(condition=~Q(upper=F("lower")), name="rests_on_another"),
        ]

    def __str__(self) -> str:
        return f"{self.upper_id} on {self.lower_id}"


def link(upper: Promise, lower: Promise, *, by: Member) -> bool:
    """For who has seen that no circle comes of it; whether it is new."""
    room = company_hours().between(lower.due, upper.due)
    _row, is_new = Resting.objects.get_or_create(upper=upper, lower=lower, defaults={"room": room, "by": by})
    look_again_at(upper.pk)
    return is_new


def look_again_at(*promises: int) -> None:
    """The clock does it, one promise a transaction, so that links between conversations wait for nobody."""
    for pk in sorted(promises):
        deadlines.set(DEADLINE, pk, clock.now())


def hold_links() -> None:
    """Until the transaction ends nobody else ties two promises that were there before: two at once may make a circle.

    A promise that is made now carries nothing yet, or rests on nothing, so it needs no turn.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LINKING])
