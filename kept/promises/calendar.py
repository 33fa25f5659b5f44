"""Promises as a calendar program reads them (RFC 5545)."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Component, Event, Todo, vDuration

from kept import VERSION
from kept.promises.base import State
from kept.promises.feed import Feed
from kept.promises.promise import Promise
from kept.ui.moments import clock


def calendar(feed: Feed, site: str, *, as_tasks: bool = False) -> bytes:
    """All of them as events, or as tasks for programs that show those; `site` is our own address, for the links."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Kept//{VERSION}//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Promises of %(who)s") % {"who": feed.member})
    calendar.add("refresh-interval", vDuration(timedelta(minutes=15)), {"value": "DURATION"})
    for promise in feed.promises:
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
    url = site + _where(promise)
    changed = promise.settled_at or promise.made_at
    entry.add("uid", f"promise-{promise.pk}@{host}")
    entry.add("sequence", promise.sequence)
    entry.add("dtstamp", changed)
    entry.add("summary", f"{_mark(promise)}{promise.what} · {promise.made_to}")
    entry.add("description", "\n".join(filter(None, [promise.quote, *_who_waits(promise), url])))
    entry.add("url", url)


def _where(promise: Promise) -> str:
    """Its conversation; the request for what was asked for, since its promiser may not open that."""
    if promise.was_asked_for:
        return reverse("promises:asking", args=[promise.asking.pk])
    return reverse("conversations:page", args=[promise.conversation_id])


def _who_waits(promise: Promise) -> list[str]:
    """The customers who wait for it in the end."""
    return [
        _("%(who)s waits: %(what)s, by %(due)s") % {"who": each.customer, "what": each.what, "due": clock(each.due)}
        for each in promise.ends
    ]


def _mark(promise: Promise) -> str:
    if promise.is_outstanding:
        return _("Late: ") if promise.is_late else ""
    if promise.state == State.WITHDRAWN:
        return ""
    return _("✓ Done late: ") if promise.is_broken else "✓ "
