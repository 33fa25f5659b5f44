"""Finding things through the person who asks: what they may not see does not exist for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.shortcuts import get_object_or_404

from kept.conversations.attachment import Attachment
from kept.conversations.conversation import Conversation, ConversationQuerySet
from kept.conversations.delivery import Delivery
from kept.conversations.inbox import Inbox
from kept.conversations.merging import standing_for
from kept.conversations.message import Message
from kept.customers.customer import Customer
from kept.lib.written import Written, blank
from kept.people.member import Member


def conversations(member: Member) -> ConversationQuerySet:
    return Conversation.objects.visible_to(member)  # type: ignore[no-any-return]


def conversation(member: Member, number: int) -> Conversation:
    """The conversation of that number, or in which that one goes on since it was merged.

    Raises Http404 for what the member may not open, as for what does not exist.
    """
    found = STANDING.rows(member, number=number)
    return found[0] if found else get_object_or_404(_shown(conversations(member)), pk=standing_for(number))


def _shown(rows: ConversationQuerySet) -> ConversationQuerySet:
    """With what its page says of each."""
    return rows.select_related("inbox", "customer__company", "assignee", "team")


class Opened:
    """A question about conversations, asked of those alone that the member may open. See `Written`."""

    def __init__(self, question: Callable[[ConversationQuerySet], ConversationQuerySet]) -> None:
        self._of_all = Written(lambda: question(Conversation.objects.all()))
        self._of_opened = Written(lambda: question(Conversation.objects.opened_to(blank("member"))))

    def rows(self, member: Member, **values: Any) -> list[Conversation]:
        if member.may_administer:
            return self._of_all.rows(**values)
        return self._of_opened.rows(member=member.pk, **values) if member.is_active else []


STANDING = Opened(lambda rows: _shown(rows.standing()).filter(pk=blank("number")))


def message(member: Member, pk: int) -> Message:
    return get_object_or_404(Message.objects.filter(conversation__inbox__in=Inbox.objects.of(member)), pk=pk)


def delivery(member: Member, pk: int) -> Delivery:
    rows = Delivery.objects.select_related("message__conversation__customer", "message__conversation__inbox")
    return get_object_or_404(rows.filter(message__conversation__inbox__in=Inbox.objects.of(member)), pk=pk)


def attachment(member: Member, pk: int) -> Attachment:
    """A draft's files are its writer's alone."""
    inboxes = Inbox.objects.of(member)
    mine = Q(message__conversation__inbox__in=inboxes) | Q(note__conversation__inbox__in=inboxes)
    return get_object_or_404(Attachment.objects.filter(mine | Q(draft__member=member)).distinct(), pk=pk)


def customer(member: Member, pk: int) -> Customer:
    """Owner and admins see every customer; others those who have a conversation they may open."""
    rows = Customer.objects.select_related("group", "company__group")
    if not member.may_administer:
        rows = rows.filter(pk__in=conversations(member).filter(customer_id=pk).values("customer"))
    return get_object_or_404(rows, pk=pk)
