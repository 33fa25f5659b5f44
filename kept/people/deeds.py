"""What colleagues did to Kept itself: the events in no conversation and about no customer, the newest first."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from kept.events.event import Event, EventQuerySet
from kept.events.kinds import KINDS
from kept.people.member import Member

PAGE = 50


class Area(models.TextChoices):
    MEMBERS = "members", _("Members and signing in")
    TEAMS = "teams", _("Teams")
    COMPANY = "company", _("The company")
    GROUPS = "groups", _("Customer groups")
    INBOXES = "inboxes", _("Inboxes")
    MAILBOXES = "mailboxes", _("Mailboxes and access to them")
    DOMAINS = "domains", _("Domains")
    ARRIVALS = "arrivals", _("Arrivals that could not be read")


# The kinds of event in each, by what stands before the dot.
FAMILIES = {
    Area.MEMBERS: {"member"},
    Area.TEAMS: {"team"},
    Area.COMPANY: {"company"},
    Area.GROUPS: {"group"},
    Area.INBOXES: {"inbox"},
    Area.MAILBOXES: {"mailbox", "access"},
    Area.DOMAINS: {"domain"},
    Area.ARRIVALS: {"arrival"},
}


@dataclass(frozen=True)
class Page:
    """`older` is where the next one begins, None on the last."""

    events: list[Event]
    older: int | None


def page(*, area: str = "", by: Member | None = None, before: int | None = None) -> Page:
    """A walk along an index, however much lies behind it: one a kind, merged, where only some kinds are asked for."""
    rows = Event.objects.filter(conversation=None, customer=None)
    rows = rows.filter(by=by) if by else rows
    rows = rows.filter(pk__lt=before) if before else rows
    found = list(_merged(rows, kinds(area)) if area else _newest(rows))
    models.prefetch_related_objects(found, "by")
    return Page(found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None)


def kinds(area: str) -> list[str]:
    return sorted(each for each in KINDS if each.partition(".")[0] in FAMILIES[Area(area)])


def _newest(rows: EventQuerySet) -> EventQuerySet:
    return rows.order_by("-pk")[: PAGE + 1]


def _merged(rows: EventQuerySet, names: list[str]) -> models.QuerySet[Event]:
    first, *others = (_newest(rows.filter(kind=each)) for each in names)
    return first.union(*others, all=True).order_by("-id")[: PAGE + 1]
