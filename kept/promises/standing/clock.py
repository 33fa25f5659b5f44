"""The clock of a wait: a row for each time that a customer waits for something we promise everybody."""

from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from kept.conversations.conversation import Conversation
from kept.conversations.message import Message
from kept.lib import clock
from kept.promises.hours import NeverOpen
from kept.promises.lead_time import lead
from kept.promises.standing.events import DueMet, DueMissed, DueRests, DueSet, DueSoon, OfWait
from kept.promises.standing.history import Round
from kept.promises.standing.reckoning import Reckoning, Stretch, reckon
from kept.promises.standing.standing_promise import StandingPromise
from kept.promises.standing.target import Target


class State(models.TextChoices):
    RUNNING = "running", _("Running")
    STANDING = "standing", _("Standing")
    MET = "met", _("Kept")
    BROKEN = "broken", _("Broken")


class Clock(models.Model):
    """`begun_by` is the message since which somebody waits, `moments` are those at which the clock began and ceased to
    run, in turn. `due_at` is empty while it stands with time left. Broken stays broken: `met_at` says when it was done
    late. `warned` is whether it was said that it falls due soon.
    """

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="clocks", db_index=False)
    target = models.CharField(max_length=10, choices=Target)
    begun_by = models.ForeignKey(Message, models.PROTECT, related_name="+", db_index=False)
    promise = models.ForeignKey(StandingPromise, models.PROTECT, related_name="clocks", db_index=False)
    state = models.CharField(max_length=10, choices=State, default=State.STANDING)
    moments = ArrayField(models.DateTimeField(), default=list)
    due_at = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)
    broken_at = models.DateTimeField(null=True)
    warned = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["begun_by", "target"], name="clock_once"),
        ]
        indexes = [
            models.Index(fields=["conversation"], name="clock_of_conversation"),
            models.Index(
                fields=["promise", "conversation"],
                name="clock_unfinished",
                condition=models.Q(state__in=[State.RUNNING, State.STANDING]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target} in {self.conversation_id}: {self.state}"

    @property
    def runs(self) -> bool:
        return len(self.moments) % 2 == 1

    @property
    def is_late(self) -> bool:
        """Whether somebody waits longer than we promised, whether or not the clock has been round."""
        return self.met_at is None and self.due_at is not None and self.due_at <= clock.now()

    @property
    def stretches(self) -> list[Stretch]:
        ends = [*self.moments[1::2], None]
        return [Stretch(since, until) for since, until in zip(self.moments[::2], ends, strict=False)]

    def reckoning(self) -> Reckoning:
        """Raises NeverOpen."""
        return reckon(self.promise.allowed, self.stretches, self.promise.calendar.hours())

    def set_by(self, told: Round, promise: StandingPromise, conversation: Conversation) -> None:
        """Stand as this round says, under that promise, and record what changed. The conversation is locked."""
        moments = [at for each in told.stretches for at in (each.since, each.until) if at is not None]
        stands = (self.moments, self.met_at, self.conversation_id) == (moments, told.met_at, conversation.pk)
        if stands and self.state in {State.MET, State.BROKEN}:
            return
        before = (self.state, self.due_at, self.met_at) if self.pk else ("", None, None)
        self.promise, self.conversation, self.moments, self.met_at = promise, conversation, moments, told.met_at
        if self.broken_at is None:
            self._reckon()
        self.state = self._present()
        self._warn_again()
        self.save()
        if (self.state, self.due_at, self.met_at) != before:
            self._record_change(*before)

    def warn(self) -> None:
        """Say once that it falls due soon, when that is so."""
        if self.state == State.RUNNING and not self.warned and (self.warns_at or clock.now()) <= clock.now():
            self.warned = True
            self.save(update_fields=["warned"])
            self._record(DueSoon(self.target, self._due))

    @property
    def warns_at(self) -> datetime | None:
        return self.due_at - lead(self.moments[0], self.due_at) if self.due_at else None

    @property
    def rings_at(self) -> datetime | None:
        """When there is something to do about it."""
        if self.state != State.RUNNING:
            return None
        return self.due_at if self.warned else self.warns_at

    def _reckon(self) -> None:
        try:
            self.due_at = self.reckoning().due
        except NeverOpen:
            self.due_at = None
        if self.due_at and (self.due_at < self.met_at if self.met_at else self.due_at <= clock.now()):
            self.broken_at = self.due_at

    def _present(self) -> State:
        if self.broken_at:
            return State.BROKEN
        if self.met_at:
            return State.MET
        return State.RUNNING if self.runs else State.STANDING

    def _warn_again(self) -> None:
        """A deadline that has moved away is worth another warning."""
        if self.warned and self.warns_at and self.warns_at > clock.now():
            self.warned = False

    def _record_change(self, state: str, due_at: datetime | None, met_at: datetime | None) -> None:
        """At the moment at which it was so, also when nobody looked."""
        if self.state == State.BROKEN and state != State.BROKEN:
            self._record(DueMissed(self.target, self._due), self.due_at)
        if self.met_at and not met_at:
            self._record(DueMet(self.target, self._due, late=self.state == State.BROKEN), self.met_at)
        elif self.state == State.STANDING:
            self._record(DueRests(self.target))
        elif self.state == State.RUNNING:
            self._record(DueSet(self.target, self._due))

    def _record(self, what: OfWait, at: datetime | None = None) -> None:
        with clock.telling(at or clock.now()):
            self.conversation.record(what, subject=self.pk)

    @property
    def _due(self) -> str:
        return self.due_at.isoformat() if self.due_at else ""
