"""Promises in the rail: the place, how many of one's own wait today or are late, and whom to ring now."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from kept.lib import clock
from kept.lib.counting import Count, bounded
from kept.lib.written import blank, filled
from kept.people.member import Member
from kept.promises.callbacks.callback import LONGEST
from kept.promises.callbacks.day import begun
from kept.promises.promise import Promise
from kept.ui.frame import counts, part


class Ledger:
    @cached_property
    def url(self) -> str:
        return reverse("promises:ledger")

    @cached_property
    def count_url(self) -> str:
        return reverse("promises:rail")


@part("ledger")
def ledger(request: HttpRequest) -> Ledger | None:
    return Ledger() if isinstance(request.user, Member) else None


@counts("promises")
def due_today(member: Member) -> Count:
    """One's own that are late or fall due today."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return _due_before(member, member.may_administer, midnight + timedelta(days=1))


@lru_cache(maxsize=1024)
def _due_before(member: Member, _sees_all: bool, moment: datetime) -> Count:
    """Remembered: it is the same all day for a member of that role, and takes longer to write than to ask."""
    mine = Promise.objects.outstanding().filter(promiser=member, due__lt=moment)
    return bounded(mine.visible_to(member))


@counts("callbacks")
def to_ring(member: Member) -> Count:
    sql, parameters = _begun(member, member.may_administer)
    now = clock.now()
    return sql, filled(parameters, now=now, soon=now + LONGEST)


@lru_cache(maxsize=1024)
def _begun(member: Member, _sees_all: bool) -> Count:
    return bounded(begun(member, blank("now"), blank("soon")))
