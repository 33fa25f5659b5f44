"""Looking for promises in what somebody writes: the one place that knows how they are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kept.conversations.conversation import Conversation
from kept.lib import clock
from kept.people.member import Member

if TYPE_CHECKING:
    from kept.promises.finding.found import Found

# What is found with less confidence is not proposed by itself.
SURE = 0.5
# Nobody writes that much by hand.
MOST = 50_000


def look(text: str, *, by: Member, in_: Conversation) -> list[Found]:
    """What a letter or note promises. Its times are meant in the customer's time zone, else in the writer's."""
    from kept.promises.finding import find  # its grammars take long to read, and few processes need them

    zone = in_.customer.zone or by.zone
    return [each for each in find(text[:MOST], now=clock.now(), zone=zone) if each.confidence >= SURE]
