"""A promise: what one of us said they will do, for whom, and by when."""

from __future__ import annotations

from django.db import models
from django.db.models import Prefetch, Q, Value

from kept.conversations.inbox import Inbox, InboxQuerySet
from kept.people.member import Member
from kept.promises.breaking import BreakingQuerySet
from kept.promises.chain.asking import Asking
from kept.promises.chain.chained import Chained
from kept.promises.chain.resting import Resting
from kept.promises.making import MakingQuerySet, Promises

OUTSTANDING = Q(settled_at=None)
SETTLED = Q(settled_at__isnull=False)


class PromiseQuerySet(BreakingQuerySet, MakingQuerySet):
    def visible_to(self, member: Member) -> PromiseQuerySet:
        """Those in the inboxes they may open, and those that they were asked for and promised back."""
        if member.may_administer:
            return self
        return self._in_or_asked_of(Inbox.objects.of(member), member)

    def opened_to(self, member: Value) -> PromiseQuerySet:
        """The same for one who is no owner or admin, and active."""
        return self._in_or_asked_of(Inbox.objects.opened_to(member), member)

    def _in_or_asked_of(self, inboxes: InboxQuerySet, member: Member | Value) -> PromiseQuerySet:
        return self.filter(Q(inbox__in=inboxes) | Q(promiser=member, asking__isnull=False))

    def shown(self) -> PromiseQuerySet:
        """With what a row says of each."""
        rows = self.select_related("promiser", "customer", "colleague", "conversation__assignee", "team")
        rows = rows.select_related("asking__team", "asking__upper", "holdup")
        return rows.select_related("keeping", "breaking", "withdrawal", "callback").prefetch_related(
            "customer__addresses"
        )

    def listed(self) -> PromiseQuerySet:
        """With what one line says of each; see `paging.page` for customers that it must call by their address."""
        return self.select_related("promiser", "customer", "colleague", "conversation", "keeping", "holdup", "asking")

    def with_links(self) -> PromiseQuerySet:
        """With what each waits for, and what waits for it; three queries, however many there are."""
        below = Resting.objects.select_related("lower__promiser", "lower__asking__team", "lower__customer")
        above = Resting.objects.filter(upper__settled_at=None).select_related("upper__customer", "upper__promiser")
        asked = Asking.objects.filter(promise=None, taken_back_at=None).select_related("asked", "team", "declining")
        return self.prefetch_related(
            Prefetch("rests", below.order_by("pk")),
            Prefetch("carries", above.order_by("upper__due")),
            Prefetch("askings", asked.order_by("pk")),
        )


class PromiseManager(Promises.from_queryset(PromiseQuerySet)):  # type: ignore[misc]
    pass


class Promise(Chained):
    objects = PromiseManager()

    class Meta:
        indexes = [
            models.Index(fields=["conversation", "due"], name="promise_of_conversation", condition=OUTSTANDING),
            models.Index(fields=["customer", "due"], name="promise_to_customer", condition=OUTSTANDING),
            models.Index(fields=["promiser", "due", "id"], name="promise_of_member", condition=OUTSTANDING),
            models.Index(fields=["team", "due", "id"], name="promise_of_team", condition=OUTSTANDING),
            models.Index(fields=["inbox", "due", "id"], name="promise_of_inbox", condition=OUTSTANDING),
            models.Index(fields=["promiser", "customer", "due", "id"], name="promise_by_cust_m", condition=OUTSTANDING),
            models.Index(fields=["team", "customer", "due", "id"], name="promise_by_cust_t", condition=OUTSTANDING),
            models.Index(fields=["inbox", "customer", "due", "id"], name="promise_by_cust_i", condition=OUTSTANDING),
            models.Index(fields=["promiser", "-settled_at", "-id"], name="promise_settled_m", condition=SETTLED),
            models.Index(fields=["team", "-settled_at", "-id"], name="promise_settled_t", condition=SETTLED),
            models.Index(fields=["inbox", "-settled_at", "-id"], name="promise_settled_i", condition=SETTLED),
            models.Index(fields=["deed", "team", "-made_at"], name="promise_alike_team"),
            models.Index(fields=["deed", "-made_at"], name="promise_alike"),
        ]

    def __str__(self) -> str:
        return f"{self.what} by {self.due}"
