"""The callbacks in a person's day: now, next, later today, tomorrow; and those that somebody should take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext

from kept.conversations.inbox import Inbox
from kept.lib import clock
from kept.people.member import Member
from kept.promises.callbacks.callback import Callback, CallbackQuerySet, Moment

MOST = 100


@dataclass(frozen=True)
class Part:
    heading: str
    callbacks: list[Callback]
    is_now: bool = False
    is_offered: bool = False


def mine(member: Member) -> CallbackQuerySet:
    seen = Callback.objects.outstanding().filter(promise__promiser=member)
    return seen.filter(promise__inbox__in=Inbox.objects.of(member)).order_by("promise__due", "pk")


def offered_to(member: Member) -> CallbackQuerySet:
    """Those of the inboxes the member may open that nobody has taken, theirs by rule apart."""
    theirs = Callback.objects.outstanding().filter(offered=True, promise__inbox__in=Inbox.objects.of(member))
    return theirs.exclude(promise__promiser=member).order_by("promise__due", "pk")


def parts_of(member: Member) -> list[Part]:
    """What is not empty, in order."""
    rows = sorted(mine(member).shown()[:MOST], key=lambda each: each.start)
    now = clock.now()
    ringing = [each for each in rows if each.start <= now]
    later = [each for each in rows if each.start > now]
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    today, tomorrow = midnight + timedelta(days=1), midnight + timedelta(days=2)
    parts = [
        Part(gettext("Now"), ringing, is_now=True),
        Part(gettext("Next"), [each for each in later[:1] if each.start < today]),
        Part(gettext("Later today"), [each for each in later[1:] if each.start < today]),
        Part(gettext("Tomorrow"), [each for each in later if today <= each.start < tomorrow]),
        Part(gettext("Later"), [each for each in later if each.start >= tomorrow]),
        Part(gettext("Who takes these?"), list(offered_to(member).shown()[:MOST]), is_offered=True),
    ]
    return [each for each in parts if each.callbacks]


def begun(member: Member, now: Moment | None = None, soon: Moment | None = None) -> CallbackQuerySet:
    """Those to ring now; `soon` is `LONGEST` after that."""
    return mine(member).begun(now, soon)
