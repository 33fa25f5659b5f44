"""Withdrawing: the promise is taken back, and it says why."""

from __future__ import annotations

from django.db import models

from kept.lib import clock
from kept.people.member import Member
from kept.promises.base import State
from kept.promises.events import PromiseWithdrawn, WithdrawalTakenBack
from kept.promises.keeping import Keepable


class Withdrawal(models.Model):
    """Who took it back, when, and why. Of a broken promise it says that it will not be fulfilled any more."""

    promise = models.OneToOneField("promises.Promise", models.CASCADE, related_name="withdrawal")
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(default=clock.now)
    why = models.TextField()

    def __str__(self) -> str:
        return f"withdrawal of {self.promise_id}"


class NoReason(Exception):
    """Whoever takes back a promise says why."""


class Withdrawable(Keepable):
    class Meta:
        abstract = True

    def withdraw(self, why: str, *, by: Member | None) -> None:
        """It will not be done. What has fallen due stays broken. Raises NoReason."""
        if not why.strip():
            raise NoReason
        with self.locked():
            if not self.is_outstanding:
                return
            self.fall_due()
            Withdrawal.objects.create(promise_id=self.pk, by=by, why=why.strip())
            self.settle(State.BROKEN if self.is_broken else State.WITHDRAWN)
            self.record(PromiseWithdrawn(self.what, why.strip()), by=by)

    def stand(self, *, by: Member | None) -> None:
        """The withdrawal was a mistake. Where it fell due meanwhile the promise is broken."""
        with self.locked():
            if not Withdrawal.objects.filter(promise_id=self.pk).delete()[0]:
                return
            self.reopen()
            self.record(WithdrawalTakenBack(self.what), by=by)
            self.fall_due()
