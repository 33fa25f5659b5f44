"""Renegotiating: another time is agreed with whom it was promised to, before it falls due."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from kept.conversations.message import Message
from kept.lib import clock
from kept.people.member import Member
from kept.promises.base import State
from kept.promises.events import PromiseMoved
from kept.promises.making import DueInThePast
from kept.promises.withdrawing import Withdrawable


class Told(models.TextChoices):
    MESSAGE = "message", _("In writing")
    PHONE = "phone", _("By phone")
    PERSON = "person", _("In person")
    ASKED = "asked", _("They asked for it")
    HERE = "here", _("Kept told them")


class Renegotiation(models.Model):
    """Who agreed another time, when, from which to which, and how it was told: by `message` where it was written."""

    promise = models.ForeignKey("promises.Promise", models.CASCADE, related_name="renegotiations")
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(default=clock.now)
    before = models.DateTimeField()
    after = models.DateTimeField()
    told = models.CharField(max_length=8, choices=Told)
    message = models.ForeignKey(Message, models.PROTECT, null=True, related_name="renegotiations")

    def __str__(self) -> str:
        return f"{self.promise_id} from {self.before} to {self.after}"


class FellDue(Exception):
    """It is broken, and stays so: another time can be promised anew, but not instead."""


class NotTold(Exception):
    """Nobody was told: a message to them after it was promised, a call or a word in person must say so first."""


class Renegotiable(Withdrawable):
    class Meta:
        abstract = True

    def renegotiate(
        self, due: datetime, *, by: Member | None, message: Message | None = None, told: Told | None = None
    ) -> None:
        """Another time was agreed: told by `message`, or as `told` says.

        Raises FellDue, NotTold and DueInThePast.
        """
        if due <= clock.now():
            raise DueInThePast(due)
        self.fall_due()
        with self.locked():
            if self.state != State.PENDING or self.due <= clock.now():
                raise FellDue(self)
            if self.due == due:
                return
            self._check_told(message, told)
            before = self.due
            how = Told.MESSAGE if message or told is None else told
            Renegotiation.objects.create(promise_id=self.pk, by=by, before=before, after=due, told=how, message=message)
            self._set(due=due)
            self.begin()
            self.record(PromiseMoved(self.what, before.isoformat(), due.isoformat()), by=by)

    def _check_told(self, message: Message | None, told: Told | None) -> None:
        if message is None:
            if told in {None, Told.MESSAGE}:
                raise NotTold(self)
        elif message.is_incoming or message.conversation_id != self.conversation_id or message.at < self.made_at:
            raise NotTold(self)

    def time_stands(self, renegotiation: Renegotiation, *, by: Member | None) -> None:
        """It was a slip, or what told of the other time was taken back, or came back: the time before stands, unless it
        has passed."""
        with self.locked():
            if self.state != State.PENDING or self.due != renegotiation.after:
                return
            renegotiation.delete()
            self._set(due=renegotiation.before)
            self.begin()
            self.record(PromiseMoved(self.what, renegotiation.after.isoformat(), self.due.isoformat()), by=by)
        self.fall_due()
