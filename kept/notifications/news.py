"""Who should hear of what: one follower of the stream, so that no verb has to think of it."""

from __future__ import annotations

from kept.channels.email.accounts.events import AccessEnding, AccessRefused, SecretEnding
from kept.conversations.events import (
    Assigned,
    DeliveryFailed,
    MarkedAsSpamByReader,
    MessageReceived,
    NoteWritten,
    RecipientRefused,
)
from kept.conversations.message import Message
from kept.events.event import Event
from kept.events.stream import Consumer
from kept.notifications.notice import Notice
from kept.people.member import Member
from kept.people.roles import Role


class News(Consumer):
    """Tells whoever holds a conversation what others do in it, and a writer that their words did not arrive."""

    name = "notifications"

    def handle(self, event: Event) -> None:
        for member in _concerned(event):
            if member != event.by_id:
                Notice.objects.get_or_create(member_id=member, event=event)


def _concerned(event: Event) -> list[int]:
    """The members whom an event concerns."""
    if isinstance(event.what, AccessRefused | AccessEnding | SecretEnding):
        return list(Member.objects.active().filter(role__in=[Role.OWNER, Role.ADMIN]).values_list("pk", flat=True))
    one = _holder(event)
    return [] if one is None else [one]


def _holder(event: Event) -> int | None:
    """The one member whom an event in a conversation concerns."""
    match event.what:
        case Assigned(to=to):
            return to
        case DeliveryFailed() | RecipientRefused() | MarkedAsSpamByReader() if event.subject is not None:
            return Message.objects.filter(pk=event.subject).values_list("member", flat=True).first()
        case MessageReceived() | NoteWritten() if event.conversation is not None:
            return event.conversation.assignee_id
    return None
