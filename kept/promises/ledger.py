"""The ledger: everything promised, mine, my team's and the company's, and how the day stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kept.conversations.inbox import Inbox
from kept.lib.counting import bounded, counted
from kept.people.member import Member
from kept.promises.base import State
from kept.promises.paging import BY_CUSTOMER, BY_DUE, BY_END, Walk
from kept.promises.promise import Promise, PromiseQuerySet

EVENING = 16  # from this hour on one looks back at the day


class Scope(models.TextChoices):
    MINE = "mine", _("Mine")
    TEAM = "team", _("My team’s")
    COMPANY = "company", _("The company’s")


class View(models.TextChoices):
    WHEN = "when", _("By when")
    DAY = "day", _("By day")
    CUSTOMER = "customer", _("By customer")
    DONE = "done", _("Done lately")

    @property
    def walk(self) -> Walk:
        return {View.CUSTOMER: BY_CUSTOMER, View.DONE: BY_END}.get(self, BY_DUE)


def rows_of(member: Member, scope: Scope) -> list[PromiseQuerySet]:
    """One queryset for each walk along an index; only of the inboxes the member may open."""
    if scope == Scope.COMPANY:
        return [Promise.objects.filter(inbox=each) for each in Inbox.objects.of(member)]
    seen: PromiseQuerySet = Promise.objects.all().visible_to(member)
    if scope == Scope.TEAM:
        return [seen.filter(team=each) for each in member.teams.all()]
    return [seen.filter(promiser=member)]


def narrowed(rows: list[PromiseQuerySet], view: View) -> list[PromiseQuerySet]:
    return [each.filter(settled_at__isnull=view != View.DONE) for each in rows]


@dataclass(frozen=True)
class Day:
    """How the day stands: due today and still open, late, and kept today; each up to a hundred."""

    due: int
    late: int
    kept: int
    is_evening: bool

    @property
    def sentences(self) -> list[str]:
        words = [self._due()]
        if self.late:
            late = ngettext("%(n)s is late.", "%(n)s are late.", self.late)
            words.append(late % {"n": _capped(self.late)})
        if self.kept:
            kept = ngettext("%(n)s was kept today.", "%(n)s were kept today.", self.kept)
            words.append(kept % {"n": _capped(self.kept)})
        return words

    def _due(self) -> str:
        if not self.due:
            return gettext("Nothing more falls due today.") if self.is_evening else gettext("Nothing falls due today.")
        if self.is_evening:
            words = ngettext("%(n)s promise is still due today.", "%(n)s promises are still due today.", self.due)
        else:
            words = ngettext("%(n)s promise falls due today.", "%(n)s promises fall due today.", self.due)
        return words % {"n": _capped(self.due)}


def day_of(rows: list[PromiseQuerySet]) -> Day:
    now = timezone.localtime()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    tonight = (midnight + timedelta(days=1)).replace(tzinfo=now.tzinfo)
    groups = [
        [each.filter(settled_at=None, due__gt=now, due__lt=tonight) for each in rows],
        [each.filter(settled_at=None, due__lte=now) for each in rows],
        [each.filter(settled_at__gte=midnight, state=State.KEPT) for each in rows],
    ]
    due, late, kept = counted([bounded(*group) for group in groups])
    return Day(due, late, kept, now.hour >= EVENING)


def _capped(n: int) -> str:
    return "99+" if n > 99 else str(n)


def grouped(promises: list[Promise], view: View) -> Iterator[tuple[str, list[Promise]]]:
    """The page's rows under their headings."""
    now = timezone.localtime()
    for heading, rows in groupby(promises, lambda each: _heading(each, view, now)):
        yield heading, list(rows)


def _heading(promise: Promise, view: View, now: datetime) -> str:
    if view == View.CUSTOMER:
        return promise.customer.display_name
    if view == View.DONE:
        return _on_day(timezone.localtime(promise.settled_at or now), now)
    due = timezone.localtime(promise.due)
    return _on_day(due, now) if view == View.DAY else _by_when(due, now)


def _by_when(due: datetime, now: datetime) -> str:
    if due <= now:
        return gettext("Overdue")
    days = (due.date() - now.date()).days
    if days < 2:
        return gettext("Tomorrow") if days else gettext("Today")
    return gettext("This week") if days <= 6 - now.weekday() else gettext("Later")


def _on_day(moment: datetime, now: datetime) -> str:
    near = {-1: gettext("Yesterday"), 0: gettext("Today"), 1: gettext("Tomorrow")}
    return near.get((moment.date() - now.date()).days) or date_format(
        moment, "l j F" if moment.year == now.year else "l j F Y"
    )
