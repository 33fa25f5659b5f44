"""What a row of the list says besides who, when and what: at most two marks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kept.conversations.conversation import Conversation
from kept.conversations.delivery import Delivery
from kept.conversations.drafting import Draft
from kept.conversations.visiting import Visit
from kept.people.member import Member


@dataclass(frozen=True)
class Row:
    conversation: Conversation
    is_new: bool
    has_draft: bool
    is_stuck: bool


def marked(conversations: list[Conversation], member: Member) -> list[Row]:
    """The list's rows with what they mean to this member, in three queries however many there are."""
    numbers = [each.pk for each in conversations]
    visits = dict(Visit.objects.filter(member=member, conversation__in=numbers).values_list("conversation", "at"))
    drafts = Draft.objects.filter(member=member, conversation__in=numbers).exclude(text="")
    begun = set(drafts.values_list("conversation", flat=True))
    failed = Delivery.objects.filter(message__conversation__in=numbers, state__in=["failed", "bounced"])
    stuck = set(failed.values_list("message__conversation", flat=True))
    return [Row(each, _is_new(each, visits), each.pk in begun, each.pk in stuck) for each in conversations]


def _is_new(conversation: Conversation, visits: dict[int, datetime]) -> bool:
    """Whether something was said since the member's last visit; what is done with is never new."""
    if conversation.state in {"closed", "spam"}:
        return False
    seen = visits.get(conversation.pk)
    return seen is None or seen < conversation.last_activity_at
