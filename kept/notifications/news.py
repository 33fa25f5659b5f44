"""Who should hear of what: one follower of the stream, so that no verb has to think of it."""

from __future__ import annotations

from kept.conversations.events import (
    Assigned,
    DeliveryFailed,
    MarkedAsSpamByReader,
    MessageReceived,
    NoteWritten,
    RecipientRefused,
    ReplyHeldBack,
)
from kept.conversations.message import Message
from kept.events.event import Event
from kept.events.stream import Consumer
from kept.notifications.notice import Notice


class News(Consumer):
    """Tells whoever holds a conversation what others do in it, and a writer that their words did not arrive."""

    name = "notifications"

    def handle(self, event: Event) -> None:
        member = _concerned(event)
        if member is not None and member != event.by_id:
            Notice.objects.get_or_create(member_id=member, event=event)


def _concerned(event: Event) -> int | None:
    """The member whom an event concerns."""
    match event.what:
        case Assigned(to=to):
            return to
        case DeliveryFailed() | RecipientRefused() | MarkedAsSpamByReader() if event.subject is not None:
            return Message.objects.filter(pk=event.subject).values_list("member", flat=True).first()
        case ReplyHeldBack() if event.subject is not None:
            return _writer_or_holder(event)
        case MessageReceived() | NoteWritten() if event.conversation is not None:
            return event.conversation.assignee_id
    return None


def _writer_or_holder(event: Event) -> int | None:
    """Who wrote it; whoever has the conversation now where that one has left."""
    message = Message.objects.filter(pk=event.subject or 0, member__is_active=True).first()
    if message is not None:
        return message.member_id
    return event.conversation.assignee_id if event.conversation else None
