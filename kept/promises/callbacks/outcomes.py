"""What comes of ringing: reached, not reached, or not wanted any more; and another time the customer chose."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _

from kept.lib import clock
from kept.people.member import Member
from kept.promises import deadlines
from kept.promises.callbacks.events import CallbackCancelled, CallbackMoved, CallbackNotReached, CallbackReached
from kept.promises.callbacks.ringing import DEADLINE
from kept.promises.making import DueInThePast
from kept.promises.renegotiating import Told

if TYPE_CHECKING:
    from kept.promises.promise import Promise


class CallbackTry(models.Model):
    """Who rang, when, and whether the customer was reached."""

    callback = models.ForeignKey("promises.Callback", models.CASCADE, related_name="tries")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(default=clock.now)
    reached = models.BooleanField()

    def __str__(self) -> str:
        return f"try of {self.callback_id} at {self.at}"


class Outcomes(models.Model):
    promise: Promise
    minutes: int
    again_at: datetime | None

    class Meta:
        abstract = True

    def reached(self, *, by: Member, note: str = "") -> None:
        """They spoke, which keeps the promise; `note` is what to remember of it."""
        with self.promise.locked():
            if not self.promise.is_outstanding:
                return
            CallbackTry.objects.create(callback_id=self.pk, by=by, reached=True)
            self.promise.record(CallbackReached(self.promise.what), by=by)
            self.promise.keep(by=by)
            if note.strip():
                self.promise.conversation.note(note, by=by)

    def not_reached(self, again: datetime, *, by: Member) -> None:
        """Nobody answered; the next window begins at `again` (aware). Raises DueInThePast.

        Ringing was what was promised, so in its time another one is agreed by it; what is broken stays so.
        """
        if again <= clock.now():
            raise DueInThePast(again)
        self.promise.fall_due()
        with self.promise.locked():
            if not self.promise.is_outstanding:
                return
            CallbackTry.objects.create(callback_id=self.pk, by=by, reached=False)
            tries = CallbackTry.objects.filter(callback=self.pk, reached=False).count()
            self.promise.record(CallbackNotReached(self.promise.what, tries, again.isoformat()), by=by)
            self._ring_from(again, by=by, told=Told.PHONE)

    def move(self, start: datetime) -> None:
        """The customer chose another time. Raises DueInThePast."""
        if start <= clock.now():
            raise DueInThePast(start)
        self.promise.fall_due()
        with self.promise.locked():
            if self.promise.is_outstanding:
                self._ring_from(start, by=None, told=Told.ASKED)
                self.promise.record(CallbackMoved(self.promise.what, start.isoformat()))

    def cancel(self, why: str = "", *, by: Member | None = None) -> None:
        """The customer needs no call any more; `by` is the colleague whom they told, None when they said so here."""
        with self.promise.locked():
            if not self.promise.is_outstanding:
                return
            self.promise.record(CallbackCancelled(self.promise.what, why.strip()), by=by)
            self.promise.withdraw(why.strip() or _("The customer needs no call any more."), by=by)

    def _ring_from(self, start: datetime, *, by: Member | None, told: Told) -> None:
        """For who holds the promise."""
        if self.promise.is_broken:
            self._set(again_at=start)
        else:
            self.promise.renegotiate(start + timedelta(minutes=self.minutes), by=by, told=told)
        deadlines.set(DEADLINE, self.promise.pk, start)

    def _set(self, **columns: object) -> None:
        for name, value in columns.items():
            setattr(self, name, value)
        self.save(update_fields=list(columns))
