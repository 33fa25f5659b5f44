"""What the clock does along a chain."""

from __future__ import annotations

from kept.promises import deadlines
from kept.promises.chain import asking, resting
from kept.promises.chain.asking import Asking
from kept.promises.chain.events import AskingUnanswered
from kept.promises.chain.holdup import look_again
from kept.promises.chain.resting import look_again_at


def unanswered(pk: int) -> None:
    """The time that was wished for has passed without an answer: whoever is asked hears so, and what waits is seen."""
    row = Asking.objects.select_related("upper").filter(pk=pk).first()
    if row is None:
        return
    with row.upper.locked():
        if deadlines.is_due(asking.DEADLINE, pk) and Asking.objects.open().filter(pk=pk).exists():
            row.upper.record(AskingUnanswered(row.upper.what, row.who, row.what, pk))
            deadlines.lift(asking.DEADLINE, pk)
            look_again_at(row.upper_id)


deadlines.register(resting.DEADLINE, look_again)
deadlines.register(asking.DEADLINE, unanswered)
