"""Sifting out spam. Nothing is deleted: it stands in a place of its own and comes back with one verb."""

from __future__ import annotations

from typing import Self

from kept.conversations.base import Rows, State
from kept.conversations.events import FiledAsSpam, FoundNotSpam, MarkedSpam
from kept.conversations.withholding import Withholding
from kept.people.member import Member


class SiftingQuerySet(Rows):
    def spam(self) -> Self:
        return self.filter(state=State.SPAM)


class Siftable(Withholding):
    class Meta:
        abstract = True

    @property
    def is_spam(self) -> bool:
        return self.state == State.SPAM

    def mark_spam(self, *, by: Member | None, why: FiledAsSpam | None = None) -> None:
        """`why` is what Kept itself had for a reason."""
        with self.locked():
            if self.is_spam:
                return
            self._leave_state()
            self._set(state=State.SPAM)
            self.hold_back("spam")
            self.record(why or MarkedSpam(), by=by)

    def unmark_spam(self, *, by: Member | None) -> None:
        with self.locked():
            if not self.is_spam:
                return
            self._set(state=State.OPEN)
            self.record(FoundNotSpam(), by=by)
            self.put_down_if_lost()
