"""The requests that wait for an answer, as the ledger shows them: mine, my team's, all that one may see."""

from __future__ import annotations

from django.db.models import Q

from kept.conversations.inbox import Inbox
from kept.people.member import Member
from kept.promises.chain.asking import Asking
from kept.promises.chain.waiting import customers, waiting
from kept.promises.ledger import Scope

MOST = 50


def asked_of(member: Member, scope: Scope) -> list[Asking]:
    """The nearest first, each with the customers who wait for it in the end."""
    rows = Asking.objects.open()
    if scope == Scope.MINE:
        rows = rows.filter(asked=member)
    elif scope == Scope.TEAM:
        rows = rows.answerable_by(member)
    else:
        rows = rows.filter(Q(asked=member) | Q(upper__inbox__in=Inbox.objects.of(member)))
    numbers = list(rows.order_by("wished", "pk").values_list("pk", flat=True)[:MOST])
    found = list(Asking.objects.shown().filter(pk__in=numbers).order_by("wished", "pk")) if numbers else []
    ends = waiting({each.upper_id for each in found}, too=True)
    for each in found:
        each.ends = customers(ends[each.upper_id])
    return found
