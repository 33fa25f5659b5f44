"""What a team does: take colleagues in, let them go, change its name, end."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.translation import gettext as _

from kept.events.event import record
from kept.people import duties
from kept.people.events import TeamDisbanded, TeamFormed, TeamJoined, TeamLed, TeamLeft, TeamRenamed
from kept.people.roles import NotPossible

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
        """Exactly these. Who is let go puts down what only the team opened for them, and leads it no longer."""
        before, after = set(self.members.all()), set(members)
        for member in after - before:
            self.members.add(member)
            record(TeamJoined(str(self), str(member)), by=by, subject=self.pk)
        for member in before - after:
            self.members.remove(member)
            record(TeamLeft(str(self), str(member)), by=by, subject=self.pk)
        if self.lead in before - after:
            self.be_led_by(None, by=by)
        duties.put_down_out_of_reach(before - after, by=by)

    @transaction.atomic
    def be_led_by(self: Team, member: Member | None, *, by: Member) -> None:  # type: ignore[misc]
        """Who hears of its broken promises and sees its numbers. Raises NotPossible for one who is not in it."""
        before = type(self).objects.select_for_update().get(pk=self.pk).lead
        if before == member:
            return
        if member is not None and not self.members.filter(pk=member.pk).exists():
            raise NotPossible(_("Whoever leads the team is one of it."))
        self.lead = member
        self.save(update_fields=["lead"])
        record(TeamLed(str(self), str(member or "")), by=by, subject=self.pk)

    @transaction.atomic
    def disband(self: Team, *, by: Member) -> None:  # type: ignore[misc]
        """Its conversations stay where they are, with no team."""
        members, pk = list(self.members.all()), self.pk
        self.delete()
        record(TeamDisbanded(self.name), by=by, subject=pk)
        duties.put_down_out_of_reach(members, by=by)
