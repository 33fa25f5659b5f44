"""A colleague's promises in their own calendar, at a secret address that can be taken back (RFC 5545)."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Component, Event, Todo, vDuration

from kept import VERSION
from kept.events.event import record
from kept.lib import clock
from kept.people.member import Member
from kept.promises.base import State
from kept.promises.feed_events import FeedAddressMade, FeedAddressTakenBack
from kept.promises.promise import Promise

# What ended lately stays for a while, so that calendars learn what became of it.
LATELY = timedelta(days=30)
MOST = 1000


def new_token() -> str:
    """256 bits: nobody guesses one."""
    return secrets.token_urlsafe(32)


class FeedManager(models.Manager["Feed"]):
    @transaction.atomic
    def renew(self, member: Member) -> Feed:
        """A new address; the one before is dead from now on."""
        feed, _new = self.update_or_create(member=member, defaults={"token": new_token(), "made_at": clock.now()})
        record(FeedAddressMade(), by=member, subject=member.pk)
        return feed

    @transaction.atomic
    def take_back(self, member: Member) -> None:
        if self.filter(member=member).delete()[0]:
            record(FeedAddressTakenBack(), by=member, subject=member.pk)

    def behind(self, token: str) -> Feed | None:
        """Nothing for an address that was taken back, or of one who has left."""
        return self.filter(token=token, member__is_active=True).select_related("member").first()


class Feed(models.Model):
    member = models.OneToOneField(Member, models.CASCADE, related_name="promise_feed")
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    made_at = models.DateTimeField(default=clock.now)

    objects = FeedManager()

    def __str__(self) -> str:
        return f"feed of {self.member}"

    @property
    def promises(self) -> list[Promise]:
        """Those that stand open and those that ended lately, soonest first."""
        mine = Promise.objects.filter(promiser=self.member).visible_to(self.member).shown()
        open_ones = mine.filter(settled_at=None).order_by("due", "pk")[:MOST]
        ended = mine.filter(settled_at__gt=clock.now() - LATELY).order_by("-settled_at", "-pk")[:MOST]
        return [*open_ones, *ended]

    def calendar(self, site: str, *, as_tasks: bool = False) -> bytes:
        """All of them as events, or as tasks for programs that show those; `site` is our own address, for the links."""
        calendar = Calendar()
        calendar.add("prodid", f"-//Kept//{VERSION}//EN")
        calendar.add("version", "2.0")
        calendar.add("x-wr-calname", _("Promises of %(who)s") % {"who": self.member})
        calendar.add("refresh-interval", vDuration(timedelta(minutes=15)), {"value": "DURATION"})
        for promise in self.promises:
            calendar.add_component(task(promise, site) if as_tasks else event(promise, site))
        return bytes(calendar.to_ical())


def event(promise: Promise, site: str) -> Event:
    """A moment in the calendar: it takes no time away (RFC 5545 3.8.2.7)."""
    entry = Event()
    _say(entry, promise, site)
    entry.add("dtstart", promise.due)
    entry.add("transp", "TRANSPARENT")
    entry.add("status", "CANCELLED" if promise.state == State.WITHDRAWN else "CONFIRMED")
    return entry


def task(promise: Promise, site: str) -> Todo:
    entry = Todo()
    _say(entry, promise, site)
    entry.add("due", promise.due)
    entry.add("status", _task_status(promise))
    if promise.settled_at and promise.state != State.WITHDRAWN:
        entry.add("completed", promise.settled_at)
    return entry


def _task_status(promise: Promise) -> str:
    if promise.is_outstanding:
        return "NEEDS-ACTION"
    return "CANCELLED" if promise.state == State.WITHDRAWN else "COMPLETED"


def _say(entry: Component, promise: Promise, site: str) -> None:
    """What both say. The UID stays and the sequence grows, so that a change is no second entry (RFC 5546 2.1.4)."""
    host = site.partition("://")[2].partition("/")[0]
    url = site + reverse("conversations:page", args=[promise.conversation_id])
    changed = promise.settled_at or promise.made_at
    entry.add("uid", f"promise-{promise.pk}@{host}")
    entry.add("sequence", promise.sequence)
    entry.add("dtstamp", changed)
    entry.add("summary", f"{_mark(promise)}{promise.what} · {promise.made_to}")
    entry.add("description", "\n".join(filter(None, [promise.quote, url])))
    entry.add("url", url)


def _mark(promise: Promise) -> str:
    if promise.is_outstanding:
        return _("Late: ") if promise.is_late else ""
    return "✓ " if promise.state != State.WITHDRAWN else ""
