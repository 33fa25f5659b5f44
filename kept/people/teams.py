"""What a team does: take colleagues in, let them go, change its name, end."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import models, transaction

from kept.events.event import record
from kept.people import duties
from kept.people.events import TeamDisbanded, TeamFormed, TeamJoined, TeamLeft, TeamRenamed

if TYPE_CHECKING:
    from kept.people.member import Member, Team


class TeamManager(models.Manager["Team"]):
    @transaction.atomic
    def form(self, name: str, *, by: Member, members: Collection[Member] = ()) -> Team:
        team = self.create(name=name)
        record(TeamFormed(name), by=by, subject=team.pk)
        team.set_members(members, by=by)
        return team


class Teaming(models.Model):
    objects: TeamManager = TeamManager()

    class Meta:
        abstract = True

    @transaction.atomic
    def rename(self: Team, name: str, *, by: Member) -> None:  # type: ignore[misc]
        before = type(self).objects.select_for_update().get(pk=self.pk).name
        if before == name:
            return
        self.name = name
        self.save(update_fields=["name"])
        record(TeamRenamed(before, name), by=by, subject=self.pk)

    @transaction.atomic
    def set_members(self: Team, members: Collection[Member], *, by: Member) -> None:  # type: ignore[misc]
        """Exactly these. Who is let go puts down what only the team opened for them."""
        before, after = set(self.members.all()), set(members)
        for member in after - before:
            self.members.add(member)
            record(TeamJoined(str(self), str(member)), by=by, subject=self.pk)
        for member in before - after:
            self.members.remove(member)
            record(TeamLeft(str(self), str(member)), by=by, subject=self.pk)
        duties.put_down_out_of_reach(before - after, by=by)

    @transaction.atomic
    def disband(self: Team, *, by: Member) -> None:  # type: ignore[misc]
        """Its conversations stay where they are, with no team."""
        members, pk = list(self.members.all()), self.pk
        self.delete()
        record(TeamDisbanded(self.name), by=by, subject=pk)
        duties.put_down_out_of_reach(members, by=by)
