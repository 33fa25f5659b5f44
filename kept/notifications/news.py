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
from kept.people.member import Member, Team
from kept.promises.callbacks.events import CallbackBooked, CallbackCancelled, CallbackDue, CallbackMoved, CallbackSoon
from kept.promises.chain.events import AskingTakenBack
from kept.promises.events import PromiseBroken, PromiseDueSoon, PromiseHandedOver, PromiseMade, PromiseNotArrived
from kept.promises.finding_out_events import LateWordSent, QuestionHandedOver
from kept.promises.leads import leads_of
from kept.promises.promise import Promise
from kept.promises.standing.events import DueMissed, DueSoon


class News(Consumer):
    """Tells whoever holds a conversation what others do in it, a writer that their words did not arrive, and who gave
    their word that it falls due; that it was broken, their team's lead hears too, or those who look after the company.
    So with what is promised everybody. Whoever is asked for something hears so, and whoever waits for it what becomes
    of it."""

    name = "notifications"

    def handle(self, event: Event) -> None:
        match event.what:
            case CallbackDue():
                _soon_is_now(event)
            case AskingTakenBack():
                Notice.objects.filter(asking=event.what.asking).unseen().delete()  # one word is enough: that it is over
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
        case AccessRefused() | AccessEnding() | SecretEnding():
            return Member.objects.administrators().values_list("pk", flat=True)
        case DueSoon():
            return _holders(event)
        case DueMissed():
            return [*_holders(event), *_leads(event.conversation.team if event.conversation else None, event)]
    return _concerned_by_promise(event)


def _concerned_by_promise(event: Event) -> list[int]:
    match event.what:
        case PromiseHandedOver(of=before):
            return [*_promiser(event), *([before] if before else [])]
        case (
            PromiseDueSoon()
            | PromiseMade()
            | PromiseNotArrived()
            | QuestionHandedOver()
            | (CallbackBooked() | CallbackCancelled() | CallbackDue() | CallbackMoved() | CallbackSoon())
        ):
            return _promiser(event)
        case PromiseBroken() | LateWordSent():
            return [*_promiser(event), *_leads_of_promise(event)]
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


def _leads_of_promise(event: Event) -> list[int]:
    promise = Promise.objects.filter(pk=event.subject).select_related("team__lead").first()
    return _leads(promise.team if promise else None, event)


def _leads(team: Team | None, event: Event) -> list[int]:
    """The team's lead, else those who look after the company."""
    return [each.pk for each in leads_of(team, event.conversation, event.at)]


def _soon_is_now(event: Event) -> None:
    """One word of a call at a time: that it comes soon makes room for that it is time."""
    soon = Notice.objects.filter(event__conversation=event.conversation_id, event__kind=CallbackSoon.name)
    soon.filter(event__subject=event.subject).delete()
