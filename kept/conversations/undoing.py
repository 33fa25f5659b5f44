"""Which lines of a timeline can still be undone."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from kept.conversations.merging import Merging
from kept.conversations.moving import Moving
from kept.conversations.relocation_events import Merged, MovedHere, MovedThere, SplitFrom, SplitOff
from kept.conversations.splitting import Splitting
from kept.events.event import Event

# A kind, the row that stands while what it tells is so, and the noun of the address that takes it back.
UNDONE_AT: dict[str, tuple[type[models.Model], str]] = {
    Merged.name: (Merging, "merging"),
    SplitOff.name: (Splitting, "splitting"),
    SplitFrom.name: (Splitting, "splitting"),
    MovedThere.name: (Moving, "moving"),
    MovedHere.name: (Moving, "moving"),
}


def undoable(events: Iterable[Event]) -> dict[int, str]:
    """For each event that can be undone the noun to delete; asks nothing where no such event is among them."""
    wanted: dict[type[models.Model], set[int]] = {}
    relocations = [each for each in events if each.kind in UNDONE_AT and each.subject is not None]
    for event in relocations:
        wanted.setdefault(UNDONE_AT[event.kind][0], set()).add(event.subject or 0)
    standing = {
        (model, pk)
        for model, subjects in wanted.items()
        for pk in model._default_manager.filter(pk__in=subjects).values_list("pk", flat=True)
    }
    return {
        event.pk: UNDONE_AT[event.kind][1]
        for event in relocations
        if (UNDONE_AT[event.kind][0], event.subject) in standing
    }
