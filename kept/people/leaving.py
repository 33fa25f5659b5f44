"""A colleague leaves, or comes back. What they did stays theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from kept.events.event import record
from kept.people import duties
from kept.people.events import MemberDeactivated, MemberReactivated
from kept.people.roles import NotPossible, Ranked, Role

if TYPE_CHECKING:
    from kept.people.member import Member


class Leaving(Ranked):
    """`sign_outs` counts how often all of a member's sessions were ended; every session remembers the count."""

    is_active = models.BooleanField(default=True)
    sign_outs = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def deactivate(self: Member, *, by: Member, successor: Member | None = None) -> None:  # type: ignore[misc]
        """From now on they cannot sign in, and are signed out everywhere.

        What they had in hand goes to `successor` where that one may have it, else to nobody. Raises NotPossible.
        """
        with self.among_owners():
            if not self.is_active:
                return
            self._refuse_to_deactivate(by)
            self.is_active = False
            self.sign_outs += 1
            self.save(update_fields=["is_active", "sign_outs"])
            self.sign_in_links.all().delete()
            record(MemberDeactivated(str(self)), by=by, subject=self.pk)
            duties.hand_over(self, successor, by=by)

    def reactivate(self: Member, *, by: Member) -> None:  # type: ignore[misc]
        with self.among_owners():
            if self.is_active:
                return
            if not by.may_change(self):
                raise NotPossible(_("Only an owner can bring back an owner."))
            self.is_active = True
            self.save(update_fields=["is_active"])
            record(MemberReactivated(str(self)), by=by, subject=self.pk)

    def _refuse_to_deactivate(self: Member, by: Member) -> None:  # type: ignore[misc]
        if self == by:
            raise NotPossible(_("Nobody can deactivate themselves. Ask another owner or admin."))
        if not by.may_change(self):
            raise NotPossible(_("Only an owner can deactivate an owner."))
        if self.role == Role.OWNER:
            self.refuse_last_owner()

    def _get_session_auth_hash(self: Member, secret: str | bytes | None = None) -> str:  # type: ignore[misc]
        """What Django compares a session with at each request."""
        words = f"{self.password}:{self.sign_outs}"
        return salted_hmac("kept.people.session", words, secret=secret, algorithm="sha256").hexdigest()
