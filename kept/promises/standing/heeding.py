"""What the clocks of waits take heed of: one follower of the stream, so that no verb has to think of them."""

from __future__ import annotations

from kept.conversations.events import Classified, Prioritised
from kept.conversations.relocation_events import (
    BroughtBack,
    Merged,
    MergedAway,
    MovedHere,
    MovedThere,
    SentBack,
    SplitFrom,
    SplitOff,
    StandsAlone,
    Unmerged,
)
from kept.customers.events import CompanyChanged, CompanyGrouped, CustomerGrouped, GroupBroughtBack, GroupRetired
from kept.events.event import Event
from kept.events.stream import Consumer
from kept.promises import deadlines
from kept.promises.standing import recounting
from kept.promises.standing.following import HAPPENED
from kept.promises.standing.reading import READ

RELOCATED = [
    Merged,
    MergedAway,
    Unmerged,
    StandsAlone,
    SplitOff,
    SplitFrom,
    MovedHere,
    MovedThere,
    BroughtBack,
    SentBack,
]
HEEDED = {*READ, Classified.name, Prioritised.name, *(each.name for each in RELOCATED)}


class Waits(Consumer):
    """Asks for each conversation in which something happened to be followed, by the clock that rings for promises.

    It holds no conversation, since it reads many events in one transaction; the deadlines, from the events' own
    moments, come out the same however late it is.
    """

    name = "standing promises"

    def handle(self, event: Event) -> None:
        if event.kind in {CompanyChanged.name, CustomerGrouped.name}:
            recounting.follow_all(recounting.open_of(customer=event.customer_id), event.at)
        elif event.kind == CompanyGrouped.name:
            recounting.ask(company=event.subject or 0)
        elif event.kind in {GroupRetired.name, GroupBroughtBack.name}:
            recounting.ask(group=event.subject or 0)
        elif event.kind in HEEDED and event.conversation_id is not None:
            deadlines.set(HAPPENED, event.conversation_id, event.at)
