"""Where a promise stands: with the words it was said in, else where it was made, or where that goes on."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import Q

from kept.conversations.relocating import TRAVELLERS, Relocating
from kept.conversations.retelling import tell_in
from kept.promises.base import tell_list
from kept.promises.confirming import bring
from kept.promises.promise import Promise, PromiseQuerySet


class PromisesTravel:
    told = Q(kind__startswith="promise.")

    def go_along(self, origin: Relocating, into: Relocating, messages: Sequence[int], notes: Sequence[int]) -> None:
        """With their words, and with a promise what was asked for so that it can be kept."""
        said = Promise.objects.filter(conversation=origin.pk).of_words(messages, notes)
        _carry(Promise.objects.filter(conversation=origin.pk, pk__in=_with_asked_for(said)), origin, into)

    def go_on(self, origin: Relocating, into: Relocating) -> None:
        bring(origin.pk, into.pk)
        _carry(Promise.objects.filter(conversation=origin.pk), origin, into)

    def come_back(self, home: Relocating, origin: Relocating, family: Collection[int]) -> None:
        wordless = Promise.objects.filter(conversation=home.pk, message=None, note=None)
        _carry(wordless.filter(origin__in=family), home, origin)


def _with_asked_for(promises: PromiseQuerySet) -> set[int]:
    """Those and what was promised back for them, however far down."""
    found, newest = set[int](), set(promises.values_list("pk", flat=True))
    while newest:
        found |= newest
        asked_for = Promise.objects.filter(asking__upper__in=newest).exclude(pk__in=found)
        newest = set(asked_for.values_list("pk", flat=True))
    return found


def _carry(promises: PromiseQuerySet, origin: Relocating, into: Relocating) -> None:
    """Put them there, and tell there what the stream knows of them. Both conversations are locked."""
    rows = list(promises.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    if not rows:
        return
    tell_in(into, origin.events().filter(PromisesTravel.told, subject__in=rows))
    Promise.objects.filter(pk__in=rows).update(conversation=into.pk, inbox=into.inbox_id)
    tell_list(origin.pk, into.pk)


TRAVELLERS.append(PromisesTravel())
