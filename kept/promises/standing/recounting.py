"""Recounting: what is promised, to whom, or when we work has changed, and every clock it concerns is worked out anew.

Those it concerns are conversations in which such a wait goes on, and open ones in which one may go on from now on.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from procrastinate.contrib.django import app

from kept.conversations.base import State
from kept.conversations.conversation import Conversation
from kept.lib import clock
from kept.promises.deadlines import Deadline
from kept.promises.standing.clock import Clock
from kept.promises.standing.following import HAPPENED, UNFINISHED
from kept.promises.standing.standing_promise import StandingPromise

BATCH = 500


def ask(**which: int) -> None:
    """In the transaction that changed it: `calendar`, `promise`, `group` of customers or `company`."""
    app.configure_task("promises.recount").defer(**which)


def recount_those(calendar: int = 0, promise: int = 0, group: int = 0, company: int = 0) -> int:
    """How many conversations were looked at."""
    if calendar:
        return recount(_waiting(Q(promise__calendar=calendar)))
    if company:
        return recount(open_of(customer__company=company))
    changed = StandingPromise.objects.filter(group=group) if group else StandingPromise.objects.filter(pk=promise)
    return sum(recount(_waiting(Q(promise=each))) + recount(_that_fit(each)) for each in changed)


def open_of(**whose: Any) -> QuerySet[Conversation, int]:
    """The numbers of those in which somebody may wait."""
    rows = Conversation.objects.filter(state__in=[State.OPEN, State.SNOOZED], **whose)
    return rows.values_list("pk", flat=True)  # type: ignore[no-any-return]


def _waiting(which: Q) -> QuerySet[Clock, int]:
    return Clock.objects.filter(which, state__in=UNFINISHED).values_list("conversation", flat=True).distinct()


def _that_fit(promise: StandingPromise) -> QuerySet[Conversation, int]:
    """The open ones for which it holds, unless another does; somebody said something there since it began."""
    if promise.retired_at is not None:
        return open_of().none()
    named = {"inbox": promise.inbox_id, "kind": promise.kind, "priority": promise.priority}
    named |= {"customer__company": promise.company_id}
    rows = open_of(last_activity_at__gte=promise.begins_at, **{key: value for key, value in named.items() if value})
    if promise.group_id:
        rows = rows.filter(Q(customer__group=promise.group_id) | Q(customer__company__group=promise.group_id))
    return rows


def recount(numbers: QuerySet[Conversation, int] | QuerySet[Clock, int]) -> int:
    """Ask the clock to follow each of these conversations.

    In batches, each a transaction of its own, so that what has just happened is not held up for long.
    """
    name = "conversation" if numbers.model is Clock else "pk"
    done, after = 0, 0
    while batch := list(numbers.filter(**{f"{name}__gt": after}).order_by(name)[:BATCH]):
        follow_all(batch, clock.now())
        done, after = done + len(batch), batch[-1]
    return done


def follow_all(numbers: Iterable[int], at: datetime) -> None:
    rows = [Deadline(kind=HAPPENED, subject=number, at=at) for number in numbers]
    Deadline.objects.bulk_create(rows, update_conflicts=True, unique_fields=["kind", "subject"], update_fields=["at"])
