"""What this room tells the room of people: whose word stands open, and who keeps it when they go."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import ngettext

from kept.conversations.inbox import Inbox
from kept.people import duties
from kept.people.member import Member
from kept.promises.confirming import Confirmation
from kept.promises.handing_over import Why
from kept.promises.making import may_promise
from kept.promises.promise import Promise


class PromisesInHand:
    def in_hand(self, member: Member) -> str:
        n = self._of(member).count()
        return ngettext("%(n)s open promise", "%(n)s open promises", n) % {"n": n} if n else ""

    def hand_over(self, member: Member, to: Member | None, *, by: Member) -> None:
        """Never to nobody: what no successor takes, whoever sees the colleague off keeps."""
        self._give(self._of(member), to or by, by, Why.LEFT)
        self._take_on(Confirmation.objects.filter(promiser=member), to or by, by)

    def put_down_out_of_reach(self, member: Member, *, by: Member) -> None:
        """But what they were asked for: that needs no way to the conversation."""
        out_of_reach = self._of(member).exclude(inbox__in=Inbox.objects.of(member)).filter(asking=None)
        self._give(out_of_reach, by, by, Why.SHUT_OUT)
        shut = Confirmation.objects.filter(promiser=member).exclude(conversation__inbox__in=Inbox.objects.of(member))
        self._take_on(shut, by, by)

    def _of(self, member: Member) -> QuerySet[Promise]:
        return Promise.objects.outstanding().filter(promiser=member)  # type: ignore[no-any-return]

    def _give(self, promises: QuerySet[Promise], to: Member, by: Member, why: Why) -> None:
        for promise in promises.select_related("conversation").order_by("conversation", "pk"):
            promise.hand_over(to if promise.may_be_kept_by(to) else by, by=by, why=why)

    def _take_on(self, waiting: QuerySet[Confirmation], to: Member, by: Member) -> None:
        """What is to be promised when words leave that wait for it: for later, or in somebody's draft."""
        for each in waiting.select_related("conversation"):
            each.promiser = to if may_promise(to, each.conversation) else by
            each.save(update_fields=["promiser"])


duties.DUTIES.append(PromisesInHand())
