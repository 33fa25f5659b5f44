"""Promises in the rail: the place, how many of one's own wait today or are late, and whom to ring now."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from kept.lib.counting import NONE, Count, bounded
from kept.people.member import Member
from kept.promises.callbacks.day import begun
from kept.promises.promise import Promise, PromiseQuerySet
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
def due_today(request: HttpRequest) -> Count:
    return bounded(until_midnight(request.user)) if isinstance(request.user, Member) else NONE


@counts("callbacks")
def to_ring(request: HttpRequest) -> Count:
    return bounded(begun(request.user)) if isinstance(request.user, Member) else NONE


def until_midnight(member: Member) -> PromiseQuerySet:
    """One's own that are late or fall due today."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    mine = Promise.objects.outstanding().filter(promiser=member, due__lt=midnight + timedelta(days=1))
    return mine.visible_to(member)  # type: ignore[no-any-return]
