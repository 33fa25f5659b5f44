"""The history of a conversation, told by the stream."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from django.db import models
from django.db.models import prefetch_related_objects

from kept.conversations.attachment import Attachment
from kept.conversations.events import MessageReceived, MessageSent, NoteWritten, ReplyPostponed
from kept.conversations.message import Message, Note
from kept.conversations.relocation_events import Merged
from kept.conversations.retelling import Told
from kept.conversations.slips import without_slips
from kept.conversations.undoing import undoable
from kept.events.event import Event
from kept.events.kinds import Kind

Row = TypeVar("Row", Message, Note)

CARRIES_MESSAGE: tuple[type[Kind], ...] = (MessageReceived, MessageSent, ReplyPostponed)
# What the message itself already shows needs no line of its own.
# A page left open shows what came since in one go, within reason.
MOST_SINCE = 500
SHOWN_ELSEWHERE = ["delivery.sent", "conversation.opened", "customer.met"]


@dataclass(frozen=True)
class Entry:
    """One event, with the message or note it is about when it is about one.

    `undone_at` is the noun of the address at which what it tells can be undone, '' where it cannot.
    """

    event: Event
    message: Message | None = None
    note: Note | None = None
    undone_at: str = ""

    @property
    def leads_to(self) -> int:
        """The number of another conversation that the line speaks of; 0 for none that stands on its own."""
        return 0 if isinstance(self.event.what, Merged) else int(getattr(self.event.what, "number", 0))


@dataclass(frozen=True)
class Page:
    """Entries in the order they happened; `earlier` is where the page before begins, None at the beginning."""

    entries: list[Entry]
    earlier: int | None


class Timeline(Told):
    class Meta:
        abstract = True

    def timeline(self, *, before: int | None = None, since: int | None = None, size: int = 50) -> Page:
        """The newest `size` entries, or those before an event; with `since` what came from that event on."""
        events = self.events()
        if since is None:
            return page_of(events, before, size)
        return page_of(events.filter(pk__gte=since), before, MOST_SINCE)


def page_of(events: models.QuerySet[Event], before: int | None, size: int) -> Page:
    events = events.exclude(kind__in=SHOWN_ELSEWHERE).select_related("by").order_by("-pk")
    if before is not None:
        events = events.filter(pk__lt=before)
    newest_first = list(events[: size + 1])
    shown = newest_first[:size][::-1]
    return Page(_entries(shown), shown[0].pk if len(newest_first) > size else None)


def _entries(events: list[Event]) -> list[Entry]:
    messages = _rows(Message.objects.select_related("member", "delivery"), events, CARRIES_MESSAGE)
    notes = _rows(Note.objects.select_related("member"), events, (NoteWritten,))
    nouns = undoable(events)
    prefetch_related_objects([each for each in messages.values() if not each.author], "customer")
    entries = [
        Entry(
            event,
            _message(event, messages),
            notes.get(event.subject or 0) if isinstance(event.what, NoteWritten) else None,
            nouns.get(event.pk, ""),
        )
        for event in without_slips(events)
    ]
    return [entry for entry in entries if not _taken_back(entry)]


def _message(event: Event, messages: dict[int, Message]) -> Message | None:
    """The message that stands where the event happened. One that was to go out later stands where it left."""
    message = messages.get(event.subject or 0) if isinstance(event.what, CARRIES_MESSAGE) else None
    if message is not None and isinstance(event.what, ReplyPostponed) and message.delivery.has_begun_to_leave:
        return None
    return message


def _taken_back(entry: Entry) -> bool:
    message = entry.message
    return message is not None and not message.is_incoming and message.delivery.state == "taken_back"


def _rows(rows: models.QuerySet[Row], events: list[Event], kinds: tuple[type[Kind], ...]) -> dict[int, Row]:
    names = {kind.name for kind in kinds}
    wanted = [event.subject for event in events if event.kind in names and event.subject is not None]
    if not wanted:
        return {}
    attachments = models.Prefetch("attachments", Attachment.objects.select_related("link").order_by("pk"))
    return {row.pk: row for row in rows.filter(pk__in=wanted).prefetch_related(attachments)}
