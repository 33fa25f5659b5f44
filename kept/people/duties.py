"""What colleagues have in hand elsewhere, for when they leave or lose their way to it. Rooms register theirs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from kept.people.member import Member


class Duty(Protocol):
    def in_hand(self, member: Member) -> str:
        """In words, such as "12 open conversations"; empty for nothing."""

    def hand_over(self, member: Member, to: Member | None, *, by: Member) -> None:
        """Give all of it to a colleague where they may have it, else to nobody."""

    def put_down_out_of_reach(self, member: Member, *, by: Member) -> None:
        """Take from them what they may not open any more, so that it does not lie unseen."""


DUTIES: list[Duty] = []


def in_hand(member: Member) -> list[str]:
    return [words for duty in DUTIES if (words := duty.in_hand(member))]


def hand_over(member: Member, to: Member | None, *, by: Member) -> None:
    for duty in DUTIES:
        duty.hand_over(member, to, by=by)


def put_down_out_of_reach(members: Iterable[Member], *, by: Member) -> None:
    for member in members:
        for duty in DUTIES:
            duty.put_down_out_of_reach(member, by=by)
