"""Keeping a promise: what was said is done."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models

from kept.conversations.message import Message
from kept.lib import clock
from kept.people.member import Member
from kept.promises.base import State
from kept.promises.breaking import Breakable
from kept.promises.events import KeepingTakenBack, OfPromise, PromiseKept

# What is done with at least this part of the time still left was kept early.
EARLY = 0.25
LATELY = timedelta(days=1)


class Keeping(models.Model):
    """Who kept it, when it was done, and the message that shows it. A late one fulfils a promise that stays broken."""

    promise = models.OneToOneField("promises.Promise", models.CASCADE, related_name="keeping")
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+", db_index=False)
    message = models.ForeignKey(Message, models.PROTECT, null=True, related_name="keepings")
    at = models.DateTimeField(default=clock.now)
    late = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"keeping of {self.promise_id}"


class Keepable(Breakable):
    keeping: Keeping

    class Meta:
        abstract = True

    @property
    def is_kept(self) -> bool:
        return self.state == State.KEPT

    def keep(self, *, by: Member | None, with_: Message | None = None, at: datetime | None = None) -> None:
        """It is done, by the message `with_` where one shows it; `at` (aware) is when, if not now.

        What is done after it fell due stays broken, and yet is done. Raises ValueError for a time to come, or before
        it was promised.
        """
        at = at or (with_.at if with_ else clock.now())
        if not self.made_at <= at <= clock.now():
            raise ValueError("A promise is kept after it was made, and not in time to come.")
        with self.locked():
            if not self.is_outstanding:
                return
            if self.state == State.PENDING and at > self.due:
                self._break()
            late = self.is_broken
            Keeping.objects.create(promise_id=self.pk, by=by, message=with_, at=at, late=late)
            self.settle(self.state if late else State.KEPT)
            self.record(PromiseKept(self.what, late), by=by)

    def is_still_to_do(self, *, by: Member | None, told: OfPromise | None = None) -> None:
        """The keeping was said by mistake, its reply was taken back, or what else is `told`.

        Where it fell due meanwhile it is broken.
        """
        with self.locked():
            if not Keeping.objects.filter(promise_id=self.pk).delete()[0]:
                return
            self.reopen()
            self.record(told or KeepingTakenBack(self.what), by=by)
            self.fall_due()

    @property
    def is_fresh(self) -> bool:
        """Whether it was settled so lately that it may have been a slip."""
        return self.settled_at is not None and self.settled_at > clock.now() - LATELY

    @property
    def was_early(self) -> bool:
        """Whether much of the time was left when it was kept."""
        if not self.is_kept:
            return False
        return self.due - self.keeping.at >= EARLY * (self.due - self.made_at)
