"""What every capability of a conversation stands on."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from kept.conversations.inbox import Inbox
from kept.customers.customer import Customer
from kept.events.event import Event, record
from kept.events.kinds import Kind
from kept.lib import clock
from kept.people.member import Member

if TYPE_CHECKING:
    from kept.conversations.conversation import Conversation  # noqa: F401 - ruff does not look into the brackets

Rows = models.QuerySet["Conversation"]


class State(models.TextChoices):
    OPEN = "open", _("Open")
    SNOOZED = "snoozed", _("Snoozed")
    CLOSED = "closed", _("Closed")
    SPAM = "spam", _("Spam")
    MERGED = "merged", _("Merged")


class WaitingOn(models.TextChoices):
    US = "us", _("Waiting on us")
    CUSTOMER = "customer", _("Waiting on the customer")


def new_token() -> str:
    """Sixteen letters that fit any local part of a mail address; 80 bits, so nobody guesses one."""
    return base64.b32encode(secrets.token_bytes(10)).decode().lower()


class MergedMeanwhile(Exception):
    """`args[0]`, a conversation, goes on in another one since it was looked at: look again."""


class Base(models.Model):
    """The columns the list needs are here, each written only by the verb that owns it.

    `last_activity_at` orders the list: the newest message or note, not a change of hands. `promised_at` is when the
    next of its open promises falls due or fell due, and `held_up_by` whom they wait for, late, written by the verbs of
    promises. `answer_due_at` is when the nearest of the standing promises falls due or fell due, and `due_is` which
    one, written by their clock.
    """

    inbox = models.ForeignKey(Inbox, models.PROTECT, related_name="conversations", db_index=False)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="conversations", db_index=False)
    channel = models.CharField(max_length=20)
    token = models.CharField(max_length=16, unique=True, default=new_token, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    waiting_on = models.CharField(max_length=10, choices=WaitingOn, default=WaitingOn.US)
    snippet = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    last_activity_at = models.DateTimeField(default=clock.now)
    promised_at = models.DateTimeField(null=True, editable=False)
    held_up_by = models.CharField(max_length=150, default="", db_default="", editable=False)
    answer_due_at = models.DateTimeField(null=True, editable=False)
    due_is = models.CharField(max_length=10, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def number(self) -> int:
        """What people call the conversation by."""
        return int(self.pk)

    @property
    def is_merged(self) -> bool:
        """Whether it goes on in another one: see `merging`."""
        return self.state == State.MERGED

    @contextmanager
    def locked(self) -> Iterator[None]:
        """A transaction in which nobody else changes this conversation, with its row as it is now.

        Raises MergedMeanwhile.
        """
        with transaction.atomic():
            self.hold()
            yield

    def hold(self, *, merged_too: bool = False) -> None:
        """Lock the row until the transaction ends, and read it as it is now. Raises MergedMeanwhile."""
        self.refresh_from_db(from_queryset=type(self)._base_manager.select_for_update(no_key=True))
        if self.is_merged and not merged_too:
            raise MergedMeanwhile(self)

    def record(
        self,
        what: Kind,
        *,
        by: Member | None = None,
        subject: int | None = None,
        customer: Customer | None = None,
    ) -> Event:
        return record(what, by=by, conversation=self, customer=customer or self.customer, subject=subject)  # type: ignore[arg-type]

    def _set(self, **columns: object) -> None:
        for name, value in columns.items():
            setattr(self, name, value)
        self.save(update_fields=list(columns))
