"""The append-only stream: one row for each thing that happened, written in the transaction that made it happen."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction

from kept.events import bell
from kept.events.kinds import Kind, kind
from kept.lib import clock
from kept.lib.together import write_all

if TYPE_CHECKING:
    from kept.conversations.conversation import Conversation
    from kept.customers.customer import Customer
    from kept.people.member import Member


# In no conversation and about no customer: few, and yet to be found among all the others.
OF_NOBODY = models.Q(conversation__isnull=True, customer__isnull=True)


class EventQuerySet(models.QuerySet["Event"]):
    def placed(self) -> EventQuerySet:
        """Those that have their place in the stream: committed, and in the order every reader sees."""
        return self.filter(position__isnull=False).order_by("position")

    def of(self, *kinds: type[Kind]) -> EventQuerySet:
        return self.filter(kind__in=[each.name for each in kinds])


class Event(models.Model):
    """Something that happened. The database refuses to change or delete it.

    `position` is given after the commit (see `kept.events.stream`); `by` is the colleague who did it, or None
    when a customer or Kept itself did; `subject` is the id of the row the kind speaks of.
    """

    position = models.BigIntegerField(null=True, unique=True, editable=False)
    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    conversation = models.ForeignKey("conversations.Conversation", models.PROTECT, null=True, db_index=False)
    customer = models.ForeignKey("customers.Customer", models.PROTECT, null=True, db_index=False)
    subject = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    caused_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="effects", db_index=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["conversation", "id"], name="event_of_conversation"),
            models.Index(fields=["customer", "id"], name="event_of_customer"),
            models.Index(fields=["id"], name="event_unplaced", condition=models.Q(position__isnull=True)),
            models.Index(fields=["id"], name="event_of_nobody", condition=OF_NOBODY),
            models.Index(fields=["by", "id"], name="event_of_nobody_by", condition=OF_NOBODY),
            models.Index(fields=["kind", "id"], name="event_of_nobody_kind", condition=OF_NOBODY),
            models.Index(fields=["by", "kind", "id"], name="event_of_nobody_by_kind", condition=OF_NOBODY),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"

    @cached_property
    def what(self) -> Kind:
        return kind(self.kind).from_data(self.data)

    @property
    def sentence(self) -> str:
        return self.what.sentence(self)


def record(
    what: Kind,
    *,
    by: Member | None = None,
    conversation: Conversation | None = None,
    customer: Customer | None = None,
    subject: int | None = None,
    caused_by: Event | None = None,
) -> Event:
    """Write down what happened, in the transaction that did it.

    Raises TransactionManagementError outside a transaction: an event without its deed, or a deed without its
    event, must not be possible. Among things that are written together it has no id before it is written.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(f"{what.name} recorded outside a transaction")
    event = Event(
        at=clock.now(),
        kind=what.name,
        by=by,
        conversation=conversation,
        customer=customer,
        subject=subject,
        data=what.as_data(),
        caused_by=caused_by,
    )
    write_all([event])
    bell.ring_on_commit()
    return event


def depth(event: Event | None) -> int:
    """How many events led to this one; automation stops at a small number, so it cannot loop."""
    steps = 0
    while event is not None:
        steps, event = steps + 1, event.caused_by
    return steps
