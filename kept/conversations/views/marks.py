"""What a row of the list says besides who, when and what: at most two marks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from kept.conversations.conversation import Conversation
from kept.lib import clock
from kept.people.member import Member

MARKS = """
SELECT row.id, visit.at, snooze.until,
    EXISTS (SELECT FROM conversations_draft draft
        WHERE draft.conversation_id = row.id AND draft.member_id = %(member)s AND draft.text <> ''),
    EXISTS (SELECT FROM conversations_message message
        JOIN conversations_delivery delivery ON delivery.message_id = message.id
        WHERE message.conversation_id = row.id AND delivery.state IN ('failed', 'bounced'))
FROM unnest(%(numbers)s::bigint[]) row (id)
LEFT JOIN conversations_visit visit ON visit.conversation_id = row.id AND visit.member_id = %(member)s
LEFT JOIN conversations_snooze snooze ON snooze.conversation_id = row.id
"""


@dataclass(frozen=True)
class Row:
    """A conversation as the list shows it; `who` is its customer in words."""

    conversation: Conversation
    who: str
    is_new: bool
    has_draft: bool
    is_stuck: bool
    snoozed_until: datetime | None

    @property
    def number(self) -> str:
        """As it stands in addresses."""
        return str(self.conversation.pk)

    @property
    def mark(self) -> str:
        """The one thing about it that matters most, '' for most rows; besides it stands what was not delivered."""
        if due := self._due():
            is_held_up = self.conversation.held_up_by and due not in {"late", "answer-late"}
            return "held-up" if is_held_up else due
        if self.snoozed_until:
            return "snoozed"
        return "draft" if self.has_draft else "complaint" if self.conversation.kind == "complaint" else ""

    @property
    def has_two_marks(self) -> bool:
        """What did not arrive, and one thing more; a third would be a wall."""
        return self.is_stuck and bool(self.mark)

    @property
    def due_at(self) -> datetime | None:
        """The nearest time that somebody waits for, None where nobody does."""
        both = self.conversation.promised_at, self.conversation.answer_due_at
        return min(filter(None, both), default=None)

    def _due(self) -> str:
        """Which comes first: what somebody promised here, or what is promised everybody."""
        if (due := self.due_at) is None:
            return ""
        if due == self.conversation.promised_at:
            return "late" if due <= clock.now() else "promised"
        return "answer-late" if due <= clock.now() else "answer"


def marked(conversations: list[Conversation], member: Member) -> list[Row]:
    """The list's rows with what they mean to this member, in one query however many there are."""
    with connection.cursor() as cursor:
        cursor.execute(MARKS, {"member": member.pk, "numbers": [each.pk for each in conversations]})
        marks = {number: found for number, *found in cursor.fetchall()}
    return [_row(each, *marks[each.pk]) for each in conversations]


def _row(conversation: Conversation, seen: datetime | None, until: datetime | None, begun: bool, stuck: bool) -> Row:
    who = conversation.customer.display_name
    return Row(conversation, who, _is_new(conversation, seen), begun, stuck, until)


def _is_new(conversation: Conversation, seen: datetime | None) -> bool:
    """Whether something was said since the member's last visit; what is done with is never new."""
    if conversation.state in {"closed", "spam"}:
        return False
    return seen is None or seen < conversation.last_activity_at
