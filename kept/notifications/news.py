"""Who should hear of what: one follower of the stream, so that no verb has to think of it."""

from __future__ import annotations

from collections.abc import Iterable

from kept.channels.email.accounts.events import AccessEnding, AccessRefused, SecretEnding
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
from kept.notifications import along_chains
from kept.notifications.notice import Notice
from kept.people.member import Member
from kept.promises.callbacks.events import CallbackBooked, CallbackCancelled, CallbackDue, CallbackMoved
from kept.promises.events import PromiseBroken, PromiseDueSoon, PromiseHandedOver
from kept.promises.finding_out_events import QuestionHandedOver
from kept.promises.promise import Promise
from kept.promises.standing.events import DueMissed, DueSoon


class News(Consumer):
    """Tells whoever holds a conversation what others do in it, a writer that their words did not arrive, and who gave
    their word that it falls due; that it was broken, those who look after the company hear too. So with what is
    promised everybody. Whoever is asked for something hears so, and whoever waits for it what becomes of it."""

    name = "notifications"

    def handle(self, event: Event) -> None:
        concerned = {*_concerned(event), *along_chains.concerned(event)} - {event.by_id}
        asking = along_chains.asking_of(event) if concerned else None
        for member in concerned:
            Notice.objects.get_or_create(member_id=member, event=event, defaults={"asking_id": asking})


def _concerned(event: Event) -> Iterable[int]:
    """The members whom an event concerns."""
    match event.what:
        case Assigned(to=to):
            return [to] if to else []
        case DeliveryFailed() | RecipientRefused() | MarkedAsSpamByReader():
            return Message.objects.filter(pk=event.subject or 0, member__isnull=False).values_list("member", flat=True)
        case ReplyHeldBack():
            return _writer_or_holder(event)
        case MessageReceived() | NoteWritten() if event.conversation is not None:
            return [event.conversation.assignee_id] if event.conversation.assignee_id else []
        case (
            PromiseDueSoon()
            | PromiseHandedOver()
            | QuestionHandedOver()
            | (CallbackBooked() | CallbackCancelled() | CallbackDue() | CallbackMoved())
        ):
            return _promiser(event)
        case AccessRefused() | AccessEnding() | SecretEnding():
            return _leads()
        case PromiseBroken():
            return [*_promiser(event), *_leads()]
        case DueSoon():
            return _holders(event)
        case DueMissed():
            return [*_holders(event), *_leads()]
    return []


def _writer_or_holder(event: Event) -> list[int]:
    """Who wrote it; whoever has the conversation now where that one has left."""
    message = Message.objects.filter(pk=event.subject or 0, member__is_active=True).first()
    holder = event.conversation.assignee_id if event.conversation else None
    concerned = message.member_id if message else holder
    return [concerned] if concerned else []


def _holders(event: Event) -> list[int]:
    """Who has the conversation; while nobody has, those of its team."""
    conversation = event.conversation
    if conversation is None or conversation.assignee_id:
        return [conversation.assignee_id] if conversation and conversation.assignee_id else []
    if conversation.team is None:
        return []
    return list(conversation.team.members.filter(is_active=True).values_list("pk", flat=True))


def _promiser(event: Event) -> list[int]:
    return list(Promise.objects.filter(pk=event.subject).values_list("promiser", flat=True))


def _leads() -> Iterable[int]:
    return Member.objects.administrators().values_list("pk", flat=True)
