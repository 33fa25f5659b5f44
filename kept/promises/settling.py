"""Settling: nothing is left to do, until somebody says otherwise."""

from __future__ import annotations

from kept.lib import clock
from kept.promises.base import State
from kept.promises.reminding import Reminding


class Settling(Reminding):
    """For who holds the promise."""

    class Meta:
        abstract = True

    def settle(self, state: str) -> None:
        self._set(state=state, settled_at=clock.now())
        self.rest()
        self.counted()

    def reopen(self) -> None:
        """Something is left to do after all. What was broken stays so."""
        is_broken = self.state == State.BROKEN
        self._set(state=State.BROKEN if is_broken else State.PENDING, settled_at=None)
        if not is_broken:
            self.begin()
        self.counted()
