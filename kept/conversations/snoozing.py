"""Snoozing: out of sight until a time that somebody chose, or until the customer writes."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models

from kept.conversations.base import Rows, State
from kept.conversations.closing import Closeable
from kept.conversations.events import Snoozed, Woke
from kept.lib import clock
from kept.people.member import Member


class Snooze(models.Model):
    conversation = models.OneToOneField("conversations.Conversation", models.CASCADE, related_name="snooze_row")
    until = models.DateTimeField(db_index=True)
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"snooze of {self.conversation_id} until {self.until}"


class SnoozingQuerySet(Rows):
    def snoozed(self) -> Self:
        return self.filter(state=State.SNOOZED)

    def due_to_wake(self) -> Self:
        return self.filter(state=State.SNOOZED, snooze_row__until__lte=clock.now())


class Snoozeable(Closeable):
    class Meta:
        abstract = True

    @property
    def is_snoozed(self) -> bool:
        return self.state == State.SNOOZED

    @property
    def snoozed_until(self) -> datetime | None:
        return Snooze.objects.filter(conversation_id=self.pk).values_list("until", flat=True).first()

    def snooze(self, until: datetime, *, by: Member | None) -> None:
        """Out of the open places until that moment. Raises ValueError for a moment that has passed."""
        if until <= clock.now():
            raise ValueError("A conversation can be snoozed only until a time to come.")
        with self.locked():
            if self.is_snoozed and self.snoozed_until == until:
                return
            self._leave_state()
            Snooze.objects.create(conversation_id=self.pk, until=until, by=by)
            self._set(state=State.SNOOZED)
            self.record(Snoozed(until.isoformat()), by=by)

    def wake(self, *, by: Member | None = None) -> None:
        with self.locked():
            if not self.is_snoozed:
                return
            self._leave_state()
            self._set(state=State.OPEN)
            self.record(Woke(), by=by)

    def _leave_state(self) -> None:
        super()._leave_state()
        Snooze.objects.filter(conversation_id=self.pk).delete()
