"""Reminding: before it falls due its promiser hears of it, while there is time to act."""

from __future__ import annotations

from django.db import models

from kept.lib import clock
from kept.promises import away, deadlines
from kept.promises.base import Base
from kept.promises.callbacks.events import CallbackSoon
from kept.promises.callbacks.ringing import begins, follow
from kept.promises.events import PromiseDueSoon
from kept.promises.lead_time import lead_of

# Named by whoever sets a deadline on a promise, and heard by `ring`.
DEADLINE = "promise"


class Reminding(Base):
    """`reminded` is whether the promiser has heard that it falls due soon."""

    reminded = models.BooleanField(default=False)

    class Meta:
        abstract = True

    def begin(self) -> None:
        """From now on the clock has an eye on it, and the list shows it."""
        self._set(reminded=False)
        acts_at = begins(self) or self.due  # type: ignore[arg-type]  # what is reminded of is a Promise
        deadlines.set(DEADLINE, self.pk, acts_at - lead_of(self, acts_at))
        away.look(self.pk, self.promiser_id, self.due)
        follow(self)  # type: ignore[arg-type]  # the same

    def rest(self) -> None:
        """The clock has nothing more to do with it."""
        deadlines.lift(DEADLINE, self.pk)

    def remind(self) -> None:
        """Harmless when it was said already, is settled, or is not due so soon any more."""
        with self.locked():
            if self.reminded or not self.is_outstanding or not deadlines.is_due(DEADLINE, self.pk):
                return
            self.reminded = True
            self.save(update_fields=["reminded"])
            self._say_soon()
            deadlines.set(DEADLINE, self.pk, self.due)

    def _say_soon(self) -> None:
        """Of a call whose window has begun it has been said that it is time."""
        start = begins(self)  # type: ignore[arg-type]  # what is reminded of is a Promise
        if start is None:
            self.record(PromiseDueSoon(self.what, self.due.isoformat()))
        elif start > clock.now():
            self.record(CallbackSoon(self.what, start.isoformat()))
