"""Who looks after what a team promised: its lead; owners and admins where it has none who is here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kept.conversations.conversation import Conversation
from kept.people.member import Member, Team
from kept.promises.away import is_here
from kept.promises.making import may_promise


def leads_of(team: Team | None, conversation: Conversation | None, at: datetime) -> Iterable[Member]:
    """Those who hear that it was broken then. A lead who may not open the conversation would hear nothing."""
    lead = team.lead if team else None
    if lead is not None and conversation is not None and is_here(lead, at) and may_promise(lead, conversation):
        return [lead]
    return Member.objects.administrators()
