"""Closing: what there was to do is done, until somebody says otherwise."""

from __future__ import annotations

from typing import Self

from django.db import models

from kept.conversations.assigning import Assignable
from kept.conversations.base import Rows, State
from kept.conversations.events import Closed, Reopened
from kept.lib import clock
from kept.people.member import Member


class Closure(models.Model):
    """Who closed it, and when. Gone again when the conversation reopens; the stream remembers."""

    conversation = models.OneToOneField("conversations.Conversation", models.CASCADE, related_name="closure")
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"closure of {self.conversation_id}"


class ClosingQuerySet(Rows):
    def open(self) -> Self:
        return self.filter(state=State.OPEN)

    def closed(self) -> Self:
        return self.filter(state=State.CLOSED)


class Closeable(Assignable):
    class Meta:
        abstract = True

    @property
    def is_closed(self) -> bool:
        return self.state == State.CLOSED

    def close(self, *, by: Member | None) -> None:
        """Nothing is left to do here. A snooze ends with it."""
        with self.locked():
            if self.is_closed:
                return
            self._leave_state()
            Closure.objects.create(conversation_id=self.pk, by=by)
            self._set(state=State.CLOSED)
            self.record(Closed(), by=by)

    def reopen(self, *, by: Member | None) -> None:
        with self.locked():
            if not self.is_closed:
                return
            self._leave_state()
            self._set(state=State.OPEN)
            self.record(Reopened(), by=by)
            self.put_down_if_lost()

    def _leave_state(self) -> None:
        """Take away the row of the state that ends."""
        Closure.objects.filter(conversation_id=self.pk).delete()
