"""When the one who promised is away as it falls due: the clock sees to it that somebody who is here keeps it."""

from __future__ import annotations

from datetime import datetime

from kept.lib import clock
from kept.people.absence import Absence
from kept.people.member import Member
from kept.promises import deadlines

# Rings for one promise, whose promiser is away or back.
DEADLINE = "stand_in"


def absence_over(promiser: int, due: datetime) -> Absence | None:
    """The absence that lasts now and beyond that moment, or beyond which it is late already."""
    return Absence.objects.at().filter(member=promiser, until__gt=due).first()


def look(promise: int, promiser: int, due: datetime) -> None:
    """Where they are away over it, let the clock see to it at once, in a transaction of its own."""
    if absence_over(promiser, due) is not None:
        deadlines.set(DEADLINE, promise, clock.now())


def is_here(member: Member, at: datetime | None = None) -> bool:
    """Whether they work here and are not away then; now unless another moment is named."""
    return member.is_active and member.absence(at) is None
