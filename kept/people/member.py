"""A colleague: one who serves customers, or looks after those who do."""

from __future__ import annotations

from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from kept.lib import clock
from kept.lib.clock import valid_time_zone, zone
from kept.people.absence import Absence, Away
from kept.people.leaving import Leaving
from kept.people.organisation import Organisation
from kept.people.roles import ADMINISTRATORS, Role
from kept.people.teams import Teaming

__all__ = ["Absence", "Member", "Membership", "Role", "Team"]


class MemberManager(BaseUserManager["Member"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Member:
        """A new colleague; without a password they sign in by link until they choose one."""
        member = self.model(email=email.strip().lower(), **fields)
        member.set_password(password)
        member.save()
        return member

    def get_by_natural_key(self, username: str | None) -> Member:
        return self.get(email=(username or "").strip().lower())

    def active(self) -> models.QuerySet[Member]:
        return self.filter(is_active=True)

    def administrators(self) -> models.QuerySet[Member]:
        """Owners and admins who are here, whom every inbox is open to."""
        return self.active().filter(role__in=ADMINISTRATORS)


class Member(Leaving, Away, AbstractBaseUser):
    """`time_zone` empty means the company's. An inactive member cannot sign in, but what they did stays theirs."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True, validators=[valid_time_zone])
    signature = models.TextField(_("signature"), blank=True, max_length=2000)
    joined_at = models.DateTimeField(default=clock.now)

    objects = MemberManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = [Lower("name"), "pk"]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def first_name(self) -> str:
        return str(self).split()[0]

    @cached_property
    def organisation(self) -> Organisation:
        """The company as it was when this member was read."""
        return Organisation.ours()

    @property
    def zone(self) -> ZoneInfo:
        return zone(self.time_zone or self.organisation.time_zone)


class Team(Teaming):
    """Colleagues who share a kind of work, such as the order line. `lead` is one of them, or nobody."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    members: models.ManyToManyField[Member, Membership] = models.ManyToManyField(
        Member, through="Membership", related_name="teams"
    )

    lead = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="leads")

    class Meta:
        ordering = [Lower("name")]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    team = models.ForeignKey(Team, models.CASCADE)
    member = models.ForeignKey(Member, models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "member"], name="member_once_in_team")]

    def __str__(self) -> str:
        return f"{self.member} in {self.team}"
