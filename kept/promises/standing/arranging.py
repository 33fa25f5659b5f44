"""Arranging what is promised to everybody and when we work: each with its event, and a recount of what it concerns."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from kept.events.event import record
from kept.lib import clock
from kept.people.member import Member
from kept.promises.standing import recounting
from kept.promises.standing.calendar import Calendar, SpecialDay
from kept.promises.standing.events import CalendarKept, StandingPromiseKept, StandingPromiseRetired
from kept.promises.standing.standing_promise import AIM, StandingPromise


@transaction.atomic
def keep_calendar(calendar: Calendar, days: Iterable[SpecialDay], *, by: Member | None) -> None:
    """Save it with exactly these special days, unsaved rows."""
    calendar.save()
    calendar.special_days.all().delete()
    for each in days:
        each.calendar = calendar
    SpecialDay.objects.bulk_create(days)
    record(CalendarKept(calendar.name), by=by, subject=calendar.pk)
    recounting.ask(calendar=calendar.pk)


@transaction.atomic
def keep_promise(promise: StandingPromise, *, by: Member | None) -> None:
    """It holds for waits that begin from now on; what is changed in it holds for those that go on, too."""
    before = StandingPromise.objects.filter(pk=promise.pk).values_list(*AIM).first()
    if before is not None and before != tuple(getattr(promise, name) for name in AIM):
        promise.aimed_at = clock.now()
    promise.save()
    record(StandingPromiseKept(promise.target, promise.minutes), by=by, subject=promise.pk)
    recounting.ask(promise=promise.pk)


@transaction.atomic
def retire(promise: StandingPromise, *, by: Member) -> None:
    """Nobody is promised it any more. What was kept and broken under it stays on record."""
    promise.refresh_from_db(from_queryset=StandingPromise.objects.select_for_update())
    if promise.retired_at is not None:
        return
    promise.retired_at = clock.now()
    promise.save(update_fields=["retired_at"])
    record(StandingPromiseRetired(promise.target), by=by, subject=promise.pk)
    recounting.ask(promise=promise.pk)
