"""Conversations in which something may go on: the customer's other ones first, then what words or a number find."""

from __future__ import annotations

from functools import reduce
from operator import and_

from django.db.models import Q

from kept.conversations import access
from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.people.member import Member

MOST = 12
# Words are looked for among so many of the newest in each state of each inbox; a number finds any.
NEWEST = 500


def candidates(member: Member, conversation: Conversation, words: str) -> list[Conversation]:
    rows = access.conversations(member).standing().exclude(pk=conversation.pk)
    rows = rows.select_related("customer", "inbox").prefetch_related("customer__addresses")
    rows = rows.order_by("-last_activity_at", "-pk")
    words = words.strip().lstrip("#")
    if words.isascii() and words.isdigit() and len(words) < 18:
        return list(rows.filter(pk=int(words)))
    theirs = list(rows.filter(customer=conversation.customer_id)[:MOST])
    if not words:
        return theirs
    found = rows.filter(pk__in=_newest(member)).filter(reduce(and_, map(_holds, words.split()[:8])))
    return list(dict.fromkeys([*(each for each in theirs if _fits(each, words)), *found.distinct()[:MOST]]))[:MOST]


def _newest(member: Member) -> list[int]:
    numbers: list[int] = []
    for inbox in Inbox.objects.of(member):
        for state in ("open", "snoozed", "closed"):
            rows = Conversation.objects.filter(inbox=inbox, state=state).order_by("-last_activity_at", "-pk")
            numbers += rows.values_list("pk", flat=True)[:NEWEST]
    return numbers


def _holds(word: str) -> Q:
    return (
        Q(subject__icontains=word) | Q(customer__name__icontains=word) | Q(customer__addresses__value__icontains=word)
    )


def _fits(conversation: Conversation, words: str) -> bool:
    return all(word in conversation.subject.casefold() for word in words.casefold().split())
