"""Promises in the rail: the place, and how many of one's own wait today or are late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from kept.people.member import Member
from kept.promises.callbacks.day import count_of
from kept.promises.promise import Promise
from kept.ui.frame import part

COUNT_UP_TO = 100


@dataclass(frozen=True)
class Ledger:
    member: Member

    @property
    def url(self) -> str:
        return reverse("promises:ledger")

    @property
    def count_url(self) -> str:
        return reverse("promises:rail")

    @property
    def count(self) -> int:
        """One's own that are late or fall due today, up to a hundred."""
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        mine = Promise.objects.outstanding().filter(promiser=self.member, due__lt=midnight + timedelta(days=1))
        return mine.visible_to(self.member)[:COUNT_UP_TO].count()  # type: ignore[no-any-return]


@part("ledger")
def ledger(request: HttpRequest) -> Ledger | None:
    return Ledger(request.user) if isinstance(request.user, Member) else None


@part("callbacks_now")
def callbacks_now(request: HttpRequest) -> int:
    """One's own calls whose time has come."""
    return count_of(request.user) if isinstance(request.user, Member) else 0
