"""The words a promise was made in are marked where they stand, with what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from kept.conversations.conversation import Conversation
from kept.conversations.marking import MARKERS, Mark, ours
from kept.conversations.message import Message, Note
from kept.conversations.timeline import Entry
from kept.lib.written import Written, among
from kept.promises.base import State
from kept.promises.promise import Promise
from kept.ui import moments

ICONS = {"open": "handshake", "late": "triangle-alert", "kept": "check", "done-late": "check", "withdrawn": "x"}


def marks(conversation: Conversation, entries: Sequence[Entry]) -> Mapping[Message | Note, Sequence[Mark]]:
    words = ours(entries)
    said = [each for each in words if isinstance(each, Message)], [each for each in words if isinstance(each, Note)]
    found: dict[Message | Note, list[Mark]] = {each: [] for each in words}
    numbers = [[each.pk for each in part] for part in said]
    promises = QUOTED.rows(messages=numbers[0], notes=numbers[1]) if words else []
    by_place = {(type(each), each.pk): each for each in words}
    for promise in promises:
        place = by_place.get((Message, promise.message_id or 0)) or by_place[Note, promise.note_id or 0]
        found[place].append(_mark(promise, conversation, entries))
    return found


def _mark(promise: Promise, conversation: Conversation, entries: Sequence[Entry]) -> Mark:
    state = state_of(promise)
    return Mark(promise.quote, _leads_to(promise, conversation, entries), _says(promise, state), state, ICONS[state])


def state_of(promise: Promise) -> str:
    if promise.is_outstanding:
        return "late" if promise.is_late or promise.is_broken else "open"
    if promise.state == State.BROKEN:
        return "done-late" if hasattr(promise, "keeping") else "withdrawn"
    return "kept" if promise.state == State.KEPT else "withdrawn"


def _says(promise: Promise, state: str) -> str:
    words = {"what": promise.what, "due": moments.due(promise.due)}
    return {
        "open": _("Promised by %(due)s: %(what)s"),
        "late": _("Promised by %(due)s and late: %(what)s"),
        "kept": _("Promise kept: %(what)s"),
        "done-late": _("Promise kept late: %(what)s"),
        "withdrawn": _("Promise withdrawn: %(what)s"),
    }[state] % words


def _leads_to(promise: Promise, conversation: Conversation, entries: Sequence[Entry]) -> str:
    """To the promise where it is still open, else to the line that says what became of it."""
    if promise.is_outstanding:
        here = promise.conversation_id == conversation.pk
        return f"{'' if here else reverse('conversations:page', args=[promise.conversation_id])}#promise-{promise.pk}"
    about = [each.event.pk for each in entries if each.event.subject == promise.pk and _is_told(each)]
    return f"#event-{about[-1]}" if about else f"{reverse('promises:ledger')}?of=company&by=done"


def _is_told(entry: Entry) -> bool:
    return entry.event.kind.startswith("promise.")


def _quoted() -> QuerySet[Promise]:
    said = among("message", "messages") | among("note", "notes")
    return Promise.objects.filter(said).exclude(quote="").order_by("pk")  # type: ignore[no-any-return]


QUOTED = Written(_quoted)
MARKERS.append(marks)
