"""What has arrived, as it arrived: stored before anybody is told that we have it.

What is large lies beside its row in pieces, so that nobody who stores or reads it holds it in memory; and in the
database, so that it is as safe as the row in one commit, in every backup, and at hand for a worker on another machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from kept.channels.events import ArrivalRetried
from kept.conversations.inbox import Inbox
from kept.conversations.message import Message
from kept.events.event import record
from kept.lib import clock
from kept.lib.bulk import PIECE, Content, gathered, pieces
from kept.people.member import Member


class InboundQuerySet(models.QuerySet["Inbound"]):
    def waiting(self) -> InboundQuerySet:
        return self.filter(state=Inbound.State.WAITING)

    def quarantined(self) -> InboundQuerySet:
        return self.filter(state=Inbound.State.QUARANTINED)

    def light(self) -> InboundQuerySet:
        """Without the raw bytes, which may be many."""
        return self.defer("raw")


class Inbound(models.Model):
    """One thing that arrived through a channel, byte for byte. Never changed, never deleted.

    `envelope` is what the channel knew besides the bytes (for mail: `sender`, '' when null, and `recipients` of
    RFC 5321, `client` and `helo` of the connection, the `mailbox` it was fetched from; each where it is known).
    `inbox` is set when the way it came says which inbox it is for. `tries` counts how often it was begun, also by a
    worker that died over it. `message` is what became of it, or for a duplicate the message that was there before.
    `raw` is empty where the bytes are in pieces: `content` is all of them in either case.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Taken in")
        DUPLICATE = "duplicate", _("Had it already")
        QUARANTINED = "quarantined", _("Could not be read")

    channel = models.CharField(max_length=20)
    inbox = models.ForeignKey(Inbox, models.PROTECT, null=True, related_name="+", db_index=False)
    raw = models.BinaryField()
    size = models.BigIntegerField()
    envelope = models.JSONField(default=dict)
    received_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    reason = models.TextField(blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    message = models.ForeignKey(Message, models.PROTECT, null=True, related_name="inbound")

    objects = InboundQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="inbound_waiting", condition=models.Q(state="waiting")),
            models.Index(fields=["-id"], name="inbound_quarantined", condition=models.Q(state="quarantined")),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}: {self.state}"

    @cached_property
    def content(self) -> Content:
        return bytes(self.raw) if self.raw or not self.size else gathered(self._pieces())

    def _pieces(self) -> Iterator[bytes]:
        at = 0
        while at < self.size:
            piece = bytes(Piece.objects.values_list("content", flat=True).get(inbound=self, at=at))
            yield piece
            at += len(piece)

    @transaction.atomic
    def retry(self, *, by: Member) -> None:
        """Let a quarantined arrival be read once more, on a person's word."""
        again = Inbound.objects.filter(pk=self.pk, state=self.State.QUARANTINED)
        if again.update(state=self.State.WAITING, tries=0, reason=""):
            record(ArrivalRetried(self.pk), by=by, subject=self.pk)
            transaction.on_commit(ask_for_intake)


class Piece(models.Model):
    """A part of a large arrival's bytes, from byte `at` on. None is empty."""

    inbound = models.ForeignKey(Inbound, models.CASCADE, related_name="pieces", db_index=False)
    at = models.BigIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["inbound", "at"], name="piece_once")]

    def __str__(self) -> str:
        return f"{self.inbound_id} from {self.at}"


# What `accept` writes, for who has only a plain line to the database: channel, raw, size, envelope; the arrival's id
# that the first one gives, at, content.
STORE = """
INSERT INTO channels_inbound (channel, raw, size, envelope, received_at, state, reason, tries)
VALUES (%s, %b, %s, %s, now(), 'waiting', '', 0) RETURNING id
"""
STORE_PIECE = "INSERT INTO channels_piece (inbound_id, at, content) VALUES (%s, %s, %b)"


@transaction.atomic
def accept(
    channel: str, raw: Content, *, inbox: Inbox | None = None, envelope: dict[str, Any] | None = None
) -> Inbound:
    """Store what arrived; once this returns (and an outer transaction has committed) it is safe on the disk."""
    whole, parts = divided(raw)
    inbound = Inbound.objects.create(channel=channel, raw=whole, size=len(raw), inbox=inbox, envelope=envelope or {})
    for at, piece in parts:
        Piece.objects.create(inbound=inbound, at=at, content=piece)
    transaction.on_commit(ask_for_intake)
    return inbound


def divided(raw: Content) -> tuple[bytes, Iterator[tuple[int, bytes]]]:
    """What goes into the row, and what beside it, each piece with its place."""
    if len(raw) <= PIECE:
        return raw[:], iter(())
    return b"", zip(range(0, len(raw), PIECE), pieces(raw), strict=True)


def ask_for_intake() -> None:
    """Have the job run that takes in what waits. One asking is enough for any number of arrivals.

    Only after the arrivals' commit: a job that was asked for before it could look too early and find nothing.
    """
    try:
        with transaction.atomic():
            app.configure_task("channels.take_in", lock="take_in", queueing_lock="take_in").defer()
    except AlreadyEnqueued:
        pass
