"""What merging, splitting and moving have in common: words that come to stand in another conversation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from kept.conversations.base import Base, WaitingOn
from kept.conversations.message import Message, Note
from kept.conversations.postponing import Postponing
from kept.conversations.receiving import Participant
from kept.conversations.retelling import Told, tell_in
from kept.events.event import Event
from kept.lib import clock
from kept.people.member import Member

# Any constant will do, as long as nothing else in this database uses it.
RELOCATING = 0x6D6F7665

# One for later stands where it was written, and once it has left where it left.
CARRIES_MESSAGE = ["message.received", "message.sent", "message.postponed"]
# The `subject` of kinds that are called so is a message.
ABOUT_MESSAGE = models.Q(kind__startswith="message.") | models.Q(kind__startswith="delivery.")
ABOUT_NOTE = models.Q(kind__startswith="note.")


class Traveller(Protocol):
    """Rows of another room that stand in a conversation, and go where it goes. Rooms register theirs.

    `told` picks the events that speak of them; these are told where the row stands.
    """

    told: models.Q

    def go_along(self, origin: Relocating, into: Relocating, messages: Sequence[int], notes: Sequence[int]) -> None:
        """What belongs to those messages and notes goes with them."""

    def go_on(self, origin: Relocating, into: Relocating) -> None:
        """All of `origin` goes on in `into`."""

    def come_back(self, home: Relocating, origin: Relocating, family: Collection[int]) -> None:
        """`origin` stands on its own again: what began in one of `family` and belongs to no words returns to it."""


TRAVELLERS: list[Traveller] = []


class CannotRelocate(Exception):
    """It cannot go there; `args[0]` says why, for people."""


class Relocation(models.Model):
    """Who brought what there, and when. It stands while that is so: undone, the row is gone and the stream remembers.

    `messages` and `notes` are the rows that went along, in case somebody wants them back.
    """

    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(default=clock.now)
    messages = ArrayField(models.BigIntegerField(), default=list)
    notes = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        abstract = True


class Relocating(Postponing, Told):
    class Meta:
        abstract = True

    def settle(self) -> None:
        """Let the columns that lists show say again what stands here, after words came or went."""
        messages = Message.objects.filter(conversation_id=self.pk).exclude(delivery__state="taken_back")
        newest = messages.order_by("-pk").first()
        written = messages.filter(automatic="").order_by("-pk").first()
        noted = Note.objects.filter(conversation_id=self.pk).order_by("-pk").values_list("at", flat=True).first()
        moments = [each for each in (newest.at if newest else None, noted) if each]
        answered = written is not None and (not written.is_incoming or written.member_id is not None)
        self._set(
            snippet=newest.snippet if newest else "",
            last_activity_at=max(moments, default=self.last_activity_at),
            waiting_on=WaitingOn.CUSTOMER if answered else WaitingOn.US,
        )

    def those_in(self, messages: Iterable[Message]) -> list[str]:
        """The addresses of everybody who wrote or got those messages, besides our own."""
        ours = self.own_addresses()
        named = (each["address"].lower() for message in messages for each in message.parties if each.get("address"))
        return [each for each in dict.fromkeys(named) if not ours.covers(each)]

    def forget_participants(self, addresses: Iterable[str]) -> None:
        """Those of them who neither wrote here nor were written to take no part any more."""
        here = Message.objects.filter(conversation_id=self.pk)
        stay = {*self.those_in(here), *self.customer.addresses.values_list("value", flat=True)}
        gone = Participant.objects.filter(conversation_id=self.pk, address__in=set(addresses) - stay)
        gone.delete()
        self.__dict__.pop("participant_addresses", None)


def carry(origin: Relocating, into: Relocating, messages: Sequence[int], notes: Sequence[int] = ()) -> None:
    """Put those messages and notes there, and tell there what the stream knows of them."""
    tell_in(into, origin.events().filter(of(messages, notes)))
    Message.objects.filter(pk__in=messages).update(conversation_id=into.pk)
    Note.objects.filter(pk__in=notes).update(conversation_id=into.pk)
    for each in TRAVELLERS:
        each.go_along(origin, into, messages, notes)


def about_rows() -> models.Q:
    """Events that are told where the row stands which they speak of, whichever conversation they happened in."""
    about = ABOUT_MESSAGE | ABOUT_NOTE
    for each in TRAVELLERS:
        about |= each.told
    return about


def of(messages: Sequence[int], notes: Sequence[int]) -> models.Q:
    """Events that speak of those."""
    return (ABOUT_MESSAGE & models.Q(subject__in=messages)) | (ABOUT_NOTE & models.Q(subject__in=notes))


def said(events: models.QuerySet[Event]) -> tuple[list[int], list[int]]:
    """The messages and notes that those events carry, in order."""
    carrying = events.filter(kind__in=[*CARRIES_MESSAGE, "note.written"]).order_by("pk")
    rows = [(kind, subject) for kind, subject in carrying.values_list("kind", "subject") if subject is not None]
    messages = dict.fromkeys(subject for kind, subject in rows if kind != "note.written")
    return list(messages), [subject for kind, subject in rows if kind == "note.written"]


def hold_relocations(*, alone: bool = True) -> None:
    """Until the transaction ends nobody relocates anything, nor, if `alone`, takes in what arrived.

    Intake holds several conversations at once, in the order in which they are written to; who relocates holds two.
    Taking turns keeps them from waiting for each other for ever, and what intake has found stays where it is.
    """
    function = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [RELOCATING])


def hold(*conversations: Base) -> None:
    """Lock their rows, always in the same order, and read them as they are now."""
    for each in sorted(conversations, key=lambda each: int(each.pk)):
        each.hold(merged_too=True)
