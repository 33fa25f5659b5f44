"""The history of a conversation, told by the stream."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TypeVar

from django.db import models
from django.db.models import prefetch_related_objects

from kept.conversations.attachment import Attachment
from kept.conversations.events import MessageReceived, MessageSent, NoteWritten, ReplyPostponed
from kept.conversations.message import Message, Note
from kept.conversations.relocation_events import Merged
from kept.conversations.retelling import Told, happened_and_told_in
from kept.conversations.slips import without_slips
from kept.conversations.undoing import undoable
from kept.events.event import Event
from kept.events.kinds import Kind
from kept.lib.written import Written, among, blank

Row = TypeVar("Row", Message, Note)

CARRIES_MESSAGE: tuple[type[Kind], ...] = (MessageReceived, MessageSent, ReplyPostponed)
# What the message itself already shows needs no line of its own.
# A page left open shows what came since in one go, within reason.
MOST_SINCE = 500
END = 2**63 - 1  # no event has that number
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
        size = size if since is None else MOST_SINCE
        since, before = since or 0, END if before is None else before
        if self.origins():
            newest_first = list(_bounded(self.events(), since, before, size))
        else:
            newest_first = _of_its_own(size).rows(conversation=self.pk, since=since, before=before)
        shown = newest_first[:size][::-1]
        return Page(_entries(shown), shown[0].pk if len(newest_first) > size else None)


@lru_cache(maxsize=8)
def _of_its_own(size: int) -> Written[Event]:
    events = partial(happened_and_told_in, blank("conversation"))
    return Written(lambda: _bounded(events(), blank("since"), blank("before"), size))


def _bounded(
    events: models.QuerySet[Event], since: int | models.Value, before: int | models.Value, size: int
) -> models.QuerySet[Event]:
    """The newest `size` of them between those two, and one more if there are more."""
    events = events.filter(pk__gte=since, pk__lt=before).exclude(kind__in=SHOWN_ELSEWHERE)
    return events.select_related("by").order_by("-pk")[: size + 1]


def _entries(events: list[Event]) -> list[Entry]:
    messages = _rows(MESSAGES, events, CARRIES_MESSAGE)
    notes = _rows(NOTES, events, (NoteWritten,))
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


def _with_files(rows: models.QuerySet[Row]) -> models.QuerySet[Row]:
    attachments = models.Prefetch("attachments", Attachment.objects.select_related("link").order_by("pk"))
    return rows.filter(among("pk", "numbers")).prefetch_related(attachments)


MESSAGES = Written(lambda: _with_files(Message.objects.select_related("member", "delivery")))
NOTES = Written(lambda: _with_files(Note.objects.select_related("member")))


def _rows(rows: Written[Row], events: list[Event], kinds: tuple[type[Kind], ...]) -> dict[int, Row]:
    names = {kind.name for kind in kinds}
    wanted = [event.subject for event in events if event.kind in names and event.subject is not None]
    if not wanted:
        return {}
    return {row.pk: row for row in rows.rows(numbers=wanted)}
