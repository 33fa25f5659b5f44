"""Asking somebody to join."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kept.events.event import record
from kept.people.doors import DOORS
from kept.people.events import InvitationRepeated, InvitationWithdrawn, MemberInvited, MemberJoined
from kept.people.key import Key, KeyQuerySet
from kept.people.member import Member, Team
from kept.people.roles import NotPossible, Role

if TYPE_CHECKING:
    from typing import Self

GOOD_FOR = timedelta(days=7)


class InvitationQuerySet(KeyQuerySet):
    def open(self) -> Self:
        """Neither accepted nor withdrawn; may have expired."""
        return self.filter(accepted_at=None, withdrawn_at=None)


class InvitationManager(models.Manager.from_queryset(InvitationQuerySet)):  # type: ignore[misc]
    @transaction.atomic
    def make(
        self,
        email: str,
        *,
        by: Member,
        name: str = "",
        role: Role = Role.AGENT,
        teams: Collection[Team] = (),
        doors: Mapping[str, Collection[int]] | None = None,
    ) -> Invitation:
        """A new one, not yet mailed. `doors` are what they may open, by the names in `kept.people.doors`.

        Raises NotPossible for somebody who is here or invited already, and for a role `by` cannot give.
        """
        email = email.strip().lower()
        self._refuse(email, role, by)
        opened = {key: sorted(ids) for key, ids in (doors or {}).items()}
        invitation = Invitation(email=email, name=name.strip(), role=role, doors=opened, invited_by=by)
        invitation.cut(GOOD_FOR)
        invitation.save()
        invitation.teams.set(teams)
        record(MemberInvited(email), by=by, subject=invitation.pk)
        return invitation

    def _refuse(self, email: str, role: Role, by: Member) -> None:
        if role not in by.roles_to_give():
            raise NotPossible(_("Only an owner can invite an owner."))
        if here := Member.objects.filter(email=email).first():
            refuse_colleague(here)
        if self.open().filter(email=email).exists():
            raise NotPossible(_("%(email)s is invited already. You can send that invitation again.") % {"email": email})


def refuse_colleague(member: Member) -> None:
    words = {"email": member.email, "name": member}
    if member.is_active:
        raise NotPossible(_("%(email)s is already a colleague: %(name)s.") % words)
    raise NotPossible(_("%(email)s belongs to %(name)s, who left. Bring them back under Members.") % words)


class Invitation(Key):
    """`trouble` says why the last mail could not be sent; `doors` what the new colleague may open."""

    url_name = "people:accept"

    email = models.EmailField(gettext_lazy("e-mail address"))
    name = models.CharField(gettext_lazy("name"), max_length=120, blank=True)
    role = models.CharField(gettext_lazy("role"), max_length=10, choices=Role, default=Role.AGENT)
    teams = models.ManyToManyField(Team, blank=True)
    doors = models.JSONField(default=dict)
    invited_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True)
    trouble = models.TextField(blank=True)
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationManager()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                name="invited_once",
                condition=models.Q(accepted_at=None, withdrawn_at=None),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_good(self) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and not self.is_expired

    @property
    def role_label(self) -> str:
        return str(Role(self.role).label)

    def renew(self) -> None:
        """A new link for another week; earlier ones open nothing any more."""
        self.cut(GOOD_FOR)
        self.save(update_fields=["digest", "expires_at"])

    @transaction.atomic
    def repeat(self, *, by: Member) -> None:
        self.renew()
        record(InvitationRepeated(self.email), by=by, subject=self.pk)

    @transaction.atomic
    def withdraw(self, *, by: Member) -> None:
        now = timezone.now()
        if Invitation.objects.open().filter(pk=self.pk).update(withdrawn_at=now):
            self.withdrawn_at = now
            record(InvitationWithdrawn(self.email), by=by, subject=self.pk)

    @transaction.atomic
    def accept(self, *, name: str, password: str, time_zone: str = "") -> Member:
        """The invited person becomes a colleague. Raises NotPossible when it is too late."""
        now = timezone.now()
        if not Invitation.objects.open().filter(pk=self.pk, expires_at__gt=now).update(accepted_at=now):
            raise NotPossible(_("This invitation is no longer good."))
        if here := Member.objects.filter(email=self.email).first():
            refuse_colleague(here)
        self.refresh_from_db()
        member = Member.objects.create_user(self.email, password, name=name, role=self.role, time_zone=time_zone)
        record(MemberJoined(name), by=member, subject=member.pk)
        for team in self.teams.all():
            team.set_members([*team.members.all(), member], by=self.invited_by)
        for key, doors in DOORS.items():
            doors.set(member, self.doors.get(key, ()), by=self.invited_by)
        return member
