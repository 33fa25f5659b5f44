"""Looking for promises in what somebody writes: the one place that knows how they are found."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.utils.functional import SimpleLazyObject

from kept.conversations.conversation import Conversation
from kept.lib import clock
from kept.people.member import Member
from kept.promises.hours import WorkingHours
from kept.promises.standing.calendar import company_hours

if TYPE_CHECKING:
    from kept.promises.finding.found import Found

# What is found with less confidence is not proposed by itself.
SURE = 0.5
# Nobody writes that much by hand.
MOST = 50_000


def look(text: str, *, by: Member, in_: Conversation, hours: WorkingHours | None = None) -> list[Found]:
    """What a letter or note promises. Its times are meant in the customer's time zone, else in the writer's.

    `hours` are the company's, for who has read them already.
    """
    from kept.promises.finding import find  # its grammars take long to read, and few processes need them

    zone = in_.customer.zone or by.zone
    hours = hours_for(by) if hours is None else hours
    found = find(text[:MOST], now=clock.now(), zone=zone, hours=hours)
    return [each for each in found if each.confidence >= SURE]


def hours_for(member: Member) -> WorkingHours:
    """The company's, read when there is a time to reckon with: most words hold none."""
    return cast(WorkingHours, SimpleLazyObject(lambda: company_hours(member.organisation)))
