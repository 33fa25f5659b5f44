"""A conversation: everything said about one matter, between one customer and us."""

from __future__ import annotations

from django.db import models, transaction
from django.db.models import F, Q, Value

from kept.conversations.assigning import AssigningQuerySet
from kept.conversations.base import State
from kept.conversations.closing import ClosingQuerySet
from kept.conversations.disclosing import Disclosing
from kept.conversations.events import ConversationOpened
from kept.conversations.falling_due import DUE_AT, HAS_DUE, FallingDueQuerySet
from kept.conversations.inbox import Inbox
from kept.conversations.linking import Linked
from kept.conversations.message import Message
from kept.conversations.moving import Movable
from kept.conversations.places import PlacingQuerySet
from kept.conversations.prioritising import Prioritisable
from kept.conversations.sifting import SiftingQuerySet
from kept.conversations.snoozing import SnoozingQuerySet
from kept.conversations.timeline import Timeline
from kept.conversations.titling import Titled
from kept.conversations.visiting import Visited
from kept.conversations.vouching import Vouchable
from kept.customers.customer import Customer
from kept.lib.together import write
from kept.people.member import Member


class ConversationQuerySet(
    AssigningQuerySet, ClosingQuerySet, FallingDueQuerySet, PlacingQuerySet, SiftingQuerySet, SnoozingQuerySet
):
    def visible_to(self, member: Member) -> ConversationQuerySet:
        return self if member.may_administer else self.filter(inbox__in=Inbox.objects.of(member))

    def opened_to(self, member: Value) -> ConversationQuerySet:
        """Those in inboxes opened to that member by name or by team, whatever their role."""
        return self.filter(inbox__in=Inbox.objects.opened_to(member))

    def standing(self) -> ConversationQuerySet:
        """Without those that go on in another one."""
        return self.exclude(state=State.MERGED)

    def for_list(self) -> ConversationQuerySet:
        """With whom a row speaks of; see `places.page` for those it must call by their address."""
        return self.select_related("customer", "assignee")


class ConversationManager(models.Manager.from_queryset(ConversationQuerySet)):  # type: ignore[misc]
    def begin(
        self,
        *,
        inbox: Inbox,
        customer: Customer,
        subject: str,
        channel: str,
        by: Member | None = None,
        first: Message | None = None,
    ) -> Conversation:
        """A new one with the next number. Its first message belongs in the same transaction: `receive(new=True)`."""
        news = {"snippet": first.snippet, "last_activity_at": first.at} if first else {}
        subject = subject.strip()[:250]
        with transaction.atomic(savepoint=False):
            conversation = write(self.model(inbox=inbox, customer=customer, subject=subject, channel=channel, **news))
            conversation.record(ConversationOpened(), by=by)
        return conversation  # type: ignore[no-any-return]


class Conversation(Disclosing, Movable, Linked, Titled, Prioritisable, Visited, Vouchable, Timeline):
    objects = ConversationManager()

    class Meta:
        indexes = [
            models.Index(fields=["inbox", "state", "-last_activity_at", "-id"], name="conversations_in_state"),
            models.Index(
                fields=["inbox", "-last_activity_at", "-id"],
                name="conversations_unassigned",
                condition=Q(state=State.OPEN, assignee=None),
            ),
            models.Index(
                fields=["inbox", "waiting_on", "-last_activity_at", "-id"],
                name="conversations_waiting",
                condition=Q(state=State.OPEN),
            ),
            models.Index(fields=["assignee", "state", "-last_activity_at", "-id"], name="conversations_of_member"),
            models.Index(fields=["customer", "-last_activity_at", "-id"], name="conversations_of_customer"),
            models.Index(F("inbox"), DUE_AT, F("id"), name="conversations_due", condition=HAS_DUE),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.subject}"
