"""Who keeps a promise when the one who gave it cannot: always a named person, who may open its conversation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kept.conversations.conversation import Conversation
from kept.people.member import Member, Team
from kept.promises.away import is_here
from kept.promises.making import may_promise

if TYPE_CHECKING:
    from kept.people.absence import Absence


def deputy(
    conversation: Conversation, *, instead_of: Member, team: Team | None, absence: Absence | None = None
) -> Member | None:
    """Whoever they named to stand in, else the conversation's holder, the team's lead, an owner or admin: the first of
    these who is here. None where nobody else is."""
    asked = (*_named(absence), conversation.assignee, team.lead if team else None)
    for each in [*asked, *Member.objects.administrators().order_by("pk")]:
        if each is not None and each != instead_of and is_here(each) and may_promise(each, conversation):
            return each
    return None


def _named(absence: Absence | None) -> Iterator[Member]:
    """Who stands in; and while that one is away too, who stands in for them, and so on."""
    asked: set[int] = set()
    while absence is not None and absence.stands_in is not None and absence.stands_in.pk not in asked:
        asked.add(absence.stands_in.pk)
        yield absence.stands_in
        absence = absence.stands_in.absence()
