"""Breaking: it fell due and was not kept. The clock says so, once, and it stays so."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from kept.lib import clock
from kept.people.member import Member
from kept.promises.base import Rows, State
from kept.promises.events import BreakingExplained, PromiseBroken
from kept.promises.settling import Settling


class Cause(models.TextChoices):
    FORGOTTEN = "forgotten", _("Forgotten")
    NO_TIME = "no_time", _("Too much else to do")
    COLLEAGUE = "colleague", _("Waited for a colleague")
    SUPPLIER = "supplier", _("Waited for somebody outside")
    CUSTOMER = "customer", _("Waited for the customer")
    TOO_SOON = "too_soon", _("Promised too early a time")
    CAME_BACK = "came_back", _("What was written did not arrive")
    NOT_WRITTEN = "not_written", _("Kept in time, but written down late")
    OTHER = "other", _("Something else")


class Breaking(models.Model):
    """The time that was missed, and why, once somebody said so."""

    promise = models.OneToOneField("promises.Promise", models.CASCADE, related_name="breaking")
    due = models.DateTimeField()
    at = models.DateTimeField(default=clock.now)
    cause = models.CharField(max_length=12, choices=Cause, blank=True)
    explained_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"breaking of {self.promise_id}"


class BreakingQuerySet(Rows):
    def outstanding(self) -> Self:
        """Those of which something is left to do, broken or not."""
        return self.filter(settled_at=None)

    def overdue(self, now: datetime | None = None) -> Self:
        return self.outstanding().filter(due__lte=now or clock.now())


class Breakable(Settling):
    class Meta:
        abstract = True

    @property
    def is_late(self) -> bool:
        """Whether it is past due and still not done, whether or not the clock has been round."""
        return self.is_outstanding and self.due <= clock.now()

    def fall_due(self) -> bool:
        """Break it if its time has passed and it is not kept; whether that happened just now."""
        with self.locked():
            if self.state != State.PENDING or self.due > clock.now():
                return False
            self._break()
            return True

    def _break(self) -> None:
        """For who holds it already and has seen that its time has passed."""
        Breaking.objects.create(promise_id=self.pk, due=self.due)
        self._set(state=State.BROKEN)
        self.record(PromiseBroken(self.what, self.due.isoformat(), str(self.promiser)))
        self.rest()
        self.counted()

    def explain(self, cause: Cause, *, by: Member | None) -> None:
        """Say why it was broken; the last word stands."""
        with self.locked():
            row = Breaking.objects.filter(promise_id=self.pk).first()
            if row is None or row.cause == cause:
                return
            row.cause, row.explained_by = cause, by
            row.save(update_fields=["cause", "explained_by"])
            self.record(BreakingExplained(self.what, cause), by=by)
            self.counted()
