"""What a colleague may do, and who may change that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kept.events.event import record
from kept.lib.refusal import Refusal
from kept.people import duties
from kept.people.events import RoleChanged

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from kept.people.member import Member


class Role(models.TextChoices):
    OWNER = "owner", gettext_lazy("Owner")
    ADMIN = "admin", gettext_lazy("Admin")
    AGENT = "agent", gettext_lazy("Member")
    LIGHT = "light", gettext_lazy("Light member")

    @property
    def duty(self) -> _StrPromise:
        return DUTIES[self]


DUTIES = {
    Role.OWNER: gettext_lazy("Everything, and the only one who makes or changes owners."),
    Role.ADMIN: gettext_lazy("Every inbox and every setting."),
    Role.AGENT: gettext_lazy("Answers customers in the inboxes they may open."),
    Role.LIGHT: gettext_lazy("Reads along and writes notes; does not write to customers."),
}


ADMINISTRATORS = {Role.OWNER, Role.ADMIN}


class NotPossible(Refusal):
    """A change among colleagues that may not be; the message says why, in the reader's language."""


class Ranked(models.Model):
    role = models.CharField(gettext_lazy("role"), max_length=10, choices=Role, default=Role.AGENT)

    class Meta:
        abstract = True

    @property
    def may_reply(self) -> bool:
        """Light members read along and write notes; words to customers come from the others."""
        return self.role != Role.LIGHT

    @property
    def may_administer(self) -> bool:
        return self.role in ADMINISTRATORS

    @property
    def role_label(self) -> str:
        return str(Role(self.role).label)

    @property
    def role_duty(self) -> str:
        return str(Role(self.role).duty)

    def may_change(self, other: Ranked) -> bool:
        """Owners are changed by owners only."""
        return self.may_administer and (self.role == Role.OWNER or other.role != Role.OWNER)

    def roles_to_give(self) -> list[Role]:
        if self.role == Role.OWNER:
            return list(Role)
        return [Role.ADMIN, Role.AGENT, Role.LIGHT] if self.may_administer else []

    def change_role(self: Member, role: Role, *, by: Member) -> None:  # type: ignore[misc]
        """Raises NotPossible when `by` may not, or when nobody would own the company any more."""
        with self.among_owners():
            before = Role(self.role)
            if before == role:
                return
            if not by.may_change(self) or role not in by.roles_to_give():
                raise NotPossible(_("Only an owner can make somebody an owner, or change one."))
            if before == Role.OWNER:
                self.refuse_last_owner()
            self.role = role
            self.save(update_fields=["role"])
            record(RoleChanged(str(self), before, role), by=by, subject=self.pk)
            duties.put_down_out_of_reach([self], by=by)

    @contextmanager
    def among_owners(self) -> Iterator[None]:
        """A transaction in which no two people take away the last two owners at once."""
        rows = type(self)._base_manager
        with transaction.atomic():
            list(rows.select_for_update().filter(models.Q(role=Role.OWNER) | models.Q(pk=self.pk)).order_by("pk"))
            self.refresh_from_db()
            yield

    def refuse_last_owner(self: Member) -> None:  # type: ignore[misc]
        others = type(self).objects.filter(role=Role.OWNER, is_active=True).exclude(pk=self.pk)
        if not others.exists():
            raise NotPossible(_("%(name)s is the only owner. Make somebody else an owner first.") % {"name": self})
