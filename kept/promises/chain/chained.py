"""Chained: what a promise rests on, and what rests on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import transaction

from kept.people.member import Member
from kept.promises.chain.asking import Asking
from kept.promises.chain.events import PromiseRests, RestingTakenBack
from kept.promises.chain.resting import Resting, hold_links, link, look_again_at
from kept.promises.chain.waiting import above
from kept.promises.foreseeing import Foreseen

if TYPE_CHECKING:
    from kept.promises.chain.holdup import Holdup
    from kept.promises.promise import Promise

# What of a promise others depend on.
MATTERS = {"due", "state", "settled_at"}


class Circle(Exception):
    """It would wait for itself, perhaps by way of others."""


class NothingToWaitFor(Exception):
    """What is done with is waited for no more, and waits for nothing."""


class Chained(Foreseen):
    """`ends` are the promises to customers that wait for it in the end, where a page has looked for them,
    and `word_due` the new time to tell the customer, where it has looked for that."""

    asking: Asking
    holdup: Holdup
    ends: Sequence[Promise] = ()
    word_due: datetime | None = None

    class Meta:
        abstract = True

    @property
    def was_asked_for(self) -> bool:
        """Whether somebody asked its promiser for it, who then needs no way to the conversation."""
        return hasattr(self, "asking")

    @property
    def is_held_up(self) -> bool:
        return self.is_outstanding and hasattr(self, "holdup")

    def may_be_kept_by(self, member: Member) -> bool:
        return self.was_asked_for or super().may_be_kept_by(member)

    @transaction.atomic
    def rest_on(self, lower: Self, *, by: Member) -> None:
        """It waits for `lower` from now on. Raises Circle and NothingToWaitFor."""
        hold_links()
        with self.locked():
            if not (self.is_outstanding and type(self)._base_manager.filter(pk=lower.pk, settled_at=None).exists()):
                raise NothingToWaitFor
            if lower.pk == self.pk or lower.pk in above([self.pk])[self.pk]:
                raise Circle(lower)
            if link(self, lower, by=by):  # type: ignore[arg-type]  # what is chained is a Promise
                self.record(PromiseRests(self.what, lower.what, str(lower.promiser)), by=by)

    def rest_no_more_on(self, lower: Self, *, by: Member) -> None:
        """It waits for `lower` no more."""
        with self.locked():
            if Resting.objects.filter(upper=self.pk, lower=lower.pk).delete()[0]:
                look_again_at(self.pk)
                self.record(RestingTakenBack(self.what, lower.what), by=by)

    def _set(self, **columns: object) -> None:
        super()._set(**columns)
        if MATTERS & columns.keys():
            look_again_at(*self._dependent())

    def _dependent(self) -> list[int]:
        """The promises that rest on it, and itself where it rests on something."""
        carried = Resting.objects.filter(lower=self.pk).values_list("upper", flat=True)
        own = Resting.objects.filter(upper=self.pk).values_list("upper", flat=True)
        asks = Asking.objects.filter(upper=self.pk).values_list("upper", flat=True)
        return list(carried.union(own, asks))
