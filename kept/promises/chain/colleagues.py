"""What this room tells the room of people: a request never lies with somebody who has gone."""

from __future__ import annotations

from django.utils.translation import ngettext

from kept.people import duties
from kept.people.member import Member
from kept.promises.chain.asking import Asking, AskingQuerySet


class RequestsInHand:
    def in_hand(self, member: Member) -> str:
        n = self._of(member).count()
        return ngettext("%(n)s unanswered request", "%(n)s unanswered requests", n) % {"n": n} if n else ""

    def hand_over(self, member: Member, to: Member | None, *, by: Member) -> None:
        """To the successor; a team's to another of the team; else to whoever sees the colleague off."""
        for each in self._of(member).select_related("team").order_by("upper__conversation", "pk"):
            others = each.team.members.filter(is_active=True).exclude(pk=member.pk) if each.team else None
            each.pass_on(to or (others and others.order_by("pk").first()) or by, by=by)

    def put_down_out_of_reach(self, member: Member, *, by: Member) -> None:
        """A request needs no way to the conversation."""

    def _of(self, member: Member) -> AskingQuerySet:
        return Asking.objects.open().filter(asked=member).select_related("upper")


duties.DUTIES.append(RequestsInHand())
