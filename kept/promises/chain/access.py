"""Finding requests through the person who asks: what they have no part in does not exist for them."""

from __future__ import annotations

from django.db.models import Q
from django.shortcuts import get_object_or_404

from kept.conversations.inbox import Inbox
from kept.people.member import Member
from kept.promises.chain.asking import Asking


def asking(member: Member, pk: int) -> Asking:
    """For who was asked, their team, who asked, who promised it back, and who may open the conversation."""
    rows = Asking.objects.shown()
    if not member.may_administer:
        part = Q(asked=member) | Q(by=member) | Q(promise__promiser=member) | Q(team__in=member.teams.all())
        rows = rows.filter(part | Q(upper__inbox__in=Inbox.objects.of(member)))
    return get_object_or_404(rows, pk=pk)
