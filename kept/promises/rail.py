"""Promises in the rail: the place, how many of one's own wait today or are late, and whom to ring now."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from kept.lib.counting import Count, bounded
from kept.people.member import Member
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
    mine = Promise.objects.outstanding().filter(promiser=member, due__lt=midnight + timedelta(days=1))
    return bounded(mine.visible_to(member))


@counts("callbacks")
def to_ring(member: Member) -> Count:
    return bounded(begun(member))
