"""Who has it in hand: a person, a team, both or nobody yet."""

from __future__ import annotations

from typing import Self

from django.db import models

from kept.conversations.base import Base, Rows
from kept.conversations.events import Assigned, HandedToTeam
from kept.lib import clock
from kept.people.member import Member, Team


class Assignment(models.Model):
    """A conversation's present holder: who, by whom, since when."""

    conversation = models.OneToOneField("conversations.Conversation", models.CASCADE, related_name="assignment")
    to = models.ForeignKey(Member, models.PROTECT, related_name="+")
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.conversation_id} with {self.to}"


class AssigningQuerySet(Rows):
    def mine(self, member: Member) -> Self:
        return self.filter(assignee=member)

    def unassigned(self) -> Self:
        return self.filter(assignee=None)


class Assignable(Base):
    assignee = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="conversations", db_index=False
    )
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True, related_name="conversations")

    class Meta:
        abstract = True

    def assign(self, to: Member | None, *, by: Member | None) -> None:
        """Put it into that colleague's hands, or into nobody's. Raises NotAllowedHere for one who cannot open it."""
        if to is not None and not self._may_be_held_by(to):
            raise NotAllowedHere(to)
        with self.locked():
            if self.assignee == to:
                return
            Assignment.objects.filter(conversation_id=self.pk).delete()
            if to is not None:
                Assignment.objects.create(conversation_id=self.pk, to=to, by=by)
            self._set(assignee=to)
            self.record(Assigned(to.pk if to else None, str(to or "")), by=by)

    def put_down_if_lost(self) -> None:
        """For one that opens again: a holder who left meanwhile, or may not open it any more, holds it no longer."""
        if self.assignee is not None and not self._may_be_held_by(self.assignee):
            self.assign(None, by=None)

    def _may_be_held_by(self, member: Member) -> bool:
        return self.inbox.__class__.objects.of(member).filter(pk=self.inbox_id).exists()

    def hand_to(self, team: Team | None, *, by: Member | None) -> None:
        with self.locked():
            if self.team == team:
                return
            self._set(team=team)
            self.record(HandedToTeam(team.pk if team else None, str(team or "")), by=by)


class NotAllowedHere(Exception):
    """The colleague in `args[0]` has no access to the conversation's inbox."""
