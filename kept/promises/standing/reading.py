"""Reading from the stream what happened in a conversation, for the clocks of its waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from kept.conversations.conversation import Conversation
from kept.conversations.events import (
    Closed,
    DeliveryFailed,
    DeliveryRetried,
    FiledAsSpam,
    FoundNotSpam,
    MarkedSpam,
    MessageReceived,
    MessageSent,
    Reopened,
    ReplyPostponed,
    ReplyTakenBack,
    Snoozed,
    Woke,
)
from kept.conversations.message import Message
from kept.events.event import Event
from kept.events.kinds import Kind
from kept.promises.finding_out import FindingOut
from kept.promises.standing.history import Happening, What

# What these say is so of the conversation in which they happened, wherever they are told.
STATES = {
    Closed.name: What.CLOSED,
    Reopened.name: What.OPENED,
    Snoozed.name: What.SNOOZED,
    Woke.name: What.OPENED,
    MarkedSpam.name: What.SIFTED_OUT,
    FiledAsSpam.name: What.SIFTED_OUT,
    FoundNotSpam.name: What.OPENED,
}
WRITTEN: list[type[Kind]] = [MessageReceived, MessageSent, ReplyPostponed, ReplyTakenBack]
SENT: list[type[Kind]] = [DeliveryFailed, DeliveryRetried]
READ = [*STATES, *(each.name for each in [*WRITTEN, *SENT])]


def happenings(conversation: Conversation) -> list[Happening]:
    """In the order in which it happened; a few queries, whatever the length of the history."""
    events = list(conversation.events().filter(kind__in=READ).order_by("pk"))
    return list(_Reader(conversation, events).read())


class _Reader:
    def __init__(self, conversation: Conversation, events: list[Event]) -> None:
        self.conversation = conversation
        self.events = events
        numbers = {each.subject or 0 for each in events if each.kind not in STATES}
        self.messages = Message.objects.only("direction", "member", "automatic", "at").in_bulk(numbers)
        self.taken_back = {each.subject for each in events if each.kind == ReplyTakenBack.name}
        told = FindingOut.objects.filter(told__in=numbers)
        self.by_itself = set(told.values_list("told", flat=True))

    def read(self) -> Iterator[Happening]:
        for event in self.events:
            if event.kind in STATES:
                if event.conversation_id == self.conversation.pk:
                    yield Happening(STATES[event.kind], event.at)
            elif (message := self.messages.get(event.subject or 0)) and (what := self._what(event, message)):
                yield Happening(what, self._at(event, message), int(message.pk))

    def _what(self, event: Event, message: Message) -> What | None:
        """What that event means for those who wait; None for nothing."""
        match event.what:
            case MessageReceived() if not message.automatic:
                return What.ASKED if message.is_question else What.ANSWERED
            case ReplyPostponed():
                return What.OPENED
            case MessageSent() | DeliveryRetried() if self._is_said(message):
                return What.ANSWERED
            case DeliveryFailed():
                return What.CAME_BACK
        return None

    def _is_said(self, message: Message) -> bool:
        """Whether a person said it: neither taken back, nor by Kept itself."""
        by_itself = message.automatic or message.pk in self.by_itself
        return message.member_id is not None and not by_itself and message.pk not in self.taken_back

    def _at(self, event: Event, message: Message) -> datetime:
        """Who wrote waits since we received it, also when it took us a while to read it."""
        return min(event.at, message.at) if isinstance(event.what, MessageReceived) else event.at
