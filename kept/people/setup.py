"""The first run: an installation without colleagues waits for its owner."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kept.events.event import record
from kept.people.events import CompanySetUp, MemberJoined
from kept.people.key import Key, KeyQuerySet
from kept.people.member import Member
from kept.people.organisation import Organisation
from kept.people.roles import NotPossible, Role

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class SetupKey(Key):
    """Lets its holder set up an installation nobody has set up yet."""

    url_name = "people:welcome_by_key"
    objects = KeyQuerySet.as_manager()

    def __str__(self) -> str:
        return f"set-up key until {self.expires_at}"


class Step(forms.Form):
    """A part of the set-up page that another room brings, such as the first inbox."""

    heading: str | _StrPromise
    lead: str | _StrPromise = ""

    def take(self, owner: Member) -> None:
        """Do it, once the owner exists and all of the page is valid."""
        raise NotImplementedError


STEPS: list[type[Step]] = []


def is_needed() -> bool:
    return not Member.objects.exists()


def opens(token: str) -> bool:
    return SetupKey.objects.of(token).filter(expires_at__gt=timezone.now()).exists()


@transaction.atomic
def setup_url(hours: int = 24) -> str | None:
    """The address where this installation's owner sets it up; None once that is done.

    Each call makes a new one, and the one before opens nothing any more.
    """
    if not is_needed():
        return None
    SetupKey.objects.all().delete()
    key = SetupKey()
    key.cut(timedelta(hours=hours))
    key.save()
    return key.url


@transaction.atomic
def set_up(owner: Member, company: str, time_zone: str, then: Callable[[Member], None] | None = None) -> Member:
    """Make the unsaved `owner` and name the company. Raises NotPossible when somebody was faster."""
    Organisation.ours()
    ours = Organisation.objects.select_for_update().get(only=True)
    if not is_needed():
        raise NotPossible(_("Kept is set up already."))
    ours.name, ours.time_zone = company, time_zone
    ours.save()
    owner.role = Role.OWNER
    owner.save()
    SetupKey.objects.all().delete()
    record(CompanySetUp(company), by=owner, subject=owner.pk)
    record(MemberJoined(owner.name), by=owner, subject=owner.pk)
    if then:
        then(owner)
    return owner
