"""The numbers, maintained as promises end: each promise is counted in one row, and each number opens its promises."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F

from kept.lib import clock
from kept.people.member import Member
from kept.people.organisation import Organisation
from kept.promises.base import State
from kept.promises.breaking import Breaking
from kept.promises.handing_over import Transferable
from kept.promises.renegotiating import Renegotiation


class Outcome(models.TextChoices):
    EARLY = "early"
    IN_TIME = "in_time"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


class Tally(models.Model):
    """How many promises of one month (its first day, by the company's calendar), team, kind of conversation and person
    ended in one way. `team` is 0 for none: a number outlives its team. `cause` is why they were broken, if anybody
    said so; `moved` is whether another time had been agreed before it fell due."""

    month = models.DateField()
    team = models.BigIntegerField(default=0)
    kind = models.CharField(max_length=12, blank=True)
    member = models.ForeignKey(Member, models.PROTECT, related_name="+", db_index=False)
    outcome = models.CharField(max_length=10, choices=Outcome)
    cause = models.CharField(max_length=12, blank=True)
    moved = models.BooleanField(default=False)
    n = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["month", "team", "kind", "member", "outcome", "cause", "moved"], name="tally_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.n} {self.outcome} in {self.month:%Y-%m}"


class Counted(Transferable):
    """`counted_in` is the row of numbers it is part of, empty while it is open."""

    counted_in = models.ForeignKey(Tally, models.PROTECT, null=True, editable=False, related_name="promises")

    class Meta:
        abstract = True

    def counted(self) -> None:
        before, after = self.counted_in_id, self._row()
        if before == after:
            return
        for pk, step in sorted((pk, step) for pk, step in [(before, -1), (after, 1)] if pk is not None):
            Tally.objects.filter(pk=pk).update(n=F("n") + step)
        self.counted_in_id = after
        self.save(update_fields=["counted_in"])

    def _row(self) -> int | None:
        """The row it belongs in now, made when it is the first there."""
        if self.state == State.PENDING:
            return None
        row, _new = Tally.objects.get_or_create(
            month=self._month(),
            team=self.team_id or 0,
            kind=self.conversation.kind,
            member=self.promiser,
            outcome=self._outcome(),
            cause=Breaking.objects.filter(promise_id=self.pk).values_list("cause", flat=True).first() or "",
            moved=Renegotiation.objects.filter(promise_id=self.pk).exists(),
        )
        return row.pk

    def _outcome(self) -> Outcome:
        if self.state == State.KEPT:
            return Outcome.EARLY if self.was_early else Outcome.IN_TIME
        return Outcome.BROKEN if self.is_broken else Outcome.WITHDRAWN

    def _month(self) -> date:
        return self.due.astimezone(clock.zone(Organisation.ours().time_zone)).date().replace(day=1)
