"""What every capability of a promise stands on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.conversations.message import Message, Note
from kept.customers.customer import Customer
from kept.events.event import Event, record
from kept.events.kinds import Kind
from kept.lib import clock
from kept.people.member import Member, Team
from kept.promises.deeds import Deed

if TYPE_CHECKING:
    from kept.promises.promise import Promise  # noqa: F401 - ruff does not look into the brackets

Rows = models.QuerySet["Promise"]


class State(models.TextChoices):
    PENDING = "pending", _("Open")
    KEPT = "kept", _("Kept")
    BROKEN = "broken", _("Broken")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class _StandsElsewhere(Exception):
    """It was carried into another conversation between looking and locking."""


class Base(models.Model):
    """What a person of the company said that they will do, for whom, and by when.

    `what` is the deed in short, `deed` its kind, `quote` the words it was said in, `message` or `note` where they
    stand. It is made to the conversation's customer, or to a `colleague`. `promiser` is the one who keeps it: always a
    person, never nobody. `due` is a moment, `zone` the IANA name of the time zone it was said in. `conversation` is
    where it stands now, `origin` where it was made. `settled_at` is empty while something is left to do: also when it
    is broken and not fulfilled yet. `sequence` counts its changes, for calendars (RFC 5545 3.8.7.4).
    """

    what = models.CharField(max_length=300)
    deed = models.CharField(max_length=10, choices=Deed, default=Deed.OTHER)
    quote = models.TextField(blank=True)
    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="promises", db_index=False)
    origin = models.ForeignKey(Conversation, models.PROTECT, related_name="+")
    inbox = models.ForeignKey(Inbox, models.PROTECT, related_name="+", db_index=False)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="promises", db_index=False)
    colleague = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+", db_index=False)
    message = models.ForeignKey(Message, models.PROTECT, null=True, related_name="promises")
    note = models.ForeignKey(Note, models.PROTECT, null=True, related_name="promises")
    promiser = models.ForeignKey(Member, models.PROTECT, related_name="promises", db_index=False)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, related_name="+", db_index=False)
    due = models.DateTimeField()
    zone = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    made_by = models.ForeignKey(Member, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True)
    sequence = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    @property
    def is_outstanding(self) -> bool:
        """Whether something is left to do."""
        return self.settled_at is None

    @property
    def is_broken(self) -> bool:
        return self.state == State.BROKEN

    @property
    def said_zone(self) -> ZoneInfo:
        return clock.zone(self.zone)

    @property
    def made_to(self) -> Customer | Member:
        return self.colleague or self.customer

    @contextmanager
    def locked(self) -> Iterator[None]:
        """A transaction in which nobody else changes this promise or its conversation, with its row as it is now."""
        with transaction.atomic():
            while not self._hold():
                pass
            yield

    def _hold(self) -> bool:
        """The conversation before the promise, as in the verbs that hold both; False when it stands elsewhere now."""
        rows = type(self)._base_manager
        here = rows.values_list("conversation", flat=True).get(pk=self.pk)
        try:
            with transaction.atomic():
                Conversation._base_manager.select_for_update(no_key=True).get(pk=here)
                self.refresh_from_db(from_queryset=rows.select_for_update(no_key=True))
                if self.conversation_id != here:
                    raise _StandsElsewhere
        except _StandsElsewhere:
            return False
        return True

    def record(self, what: Kind, *, by: Member | None = None) -> Event:
        return record(what, by=by, conversation=self.conversation, customer=self.customer, subject=self.pk)

    def counted(self) -> None:
        """Let the numbers say what became of it: see `tally`."""
        raise NotImplementedError

    def _set(self, **columns: object) -> None:
        """Change it, and what the list says of its conversation."""
        for name, value in columns.items():
            setattr(self, name, value)
        self.sequence += 1
        self.save(update_fields=[*columns, "sequence"])
        tell_list(self.conversation_id)


def tell_list(*conversations: int) -> None:
    """Let the list's rows say again which of their promises falls due next, and whom the next of those held up waits
    for. Their conversations are locked."""
    from kept.promises.promise import Promise

    outstanding = Promise.objects.filter(settled_at=None, conversation__in=conversations).order_by("-due", "-pk")
    nearest, held_up = dict[int, datetime](), dict[int, str]()
    for number, due, who in outstanding.values_list("conversation", "due", "holdup__who"):
        nearest[number] = due
        if who:
            held_up[number] = who
    for number in conversations:
        said = {"promised_at": nearest.get(number), "held_up_by": held_up.get(number, "")}
        Conversation.objects.filter(pk=number).update(**said)
