"""What a colleague or a team may be let into. Rooms register what they have; this room knows none of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from kept.people.member import Member, Team


class Doors(Protocol):
    """One sort of door, such as the inboxes. `name` is its name in forms and in what an invitation remembers."""

    name: str

    @property
    def label(self) -> str | _StrPromise: ...

    def every(self) -> Iterable[tuple[int, str]]:
        """Id and name of each."""

    def open_for(self, holder: Member | Team) -> set[int]:
        """Those this holder was given themselves, not through a role or a team."""

    def set(self, holder: Member | Team, ids: Collection[int], *, by: Member) -> None:
        """Open exactly these; unknown ids are passed over. Records an event for each change."""


DOORS: dict[str, Doors] = {}


def register(doors: Doors) -> None:
    DOORS[doors.name] = doors
