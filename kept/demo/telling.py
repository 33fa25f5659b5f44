"""Telling the demo company's story into an empty installation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from kept.channels.email.lookup import Silent, asking
from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.conversations.visiting import Visit
from kept.demo import firm
from kept.demo.calendar import Calendar
from kept.demo.firm import Firm
from kept.demo.script import Step, Talk
from kept.demo.story import TALKS
from kept.demo.teller import Teller
from kept.events.event import Event
from kept.lib import clock
from kept.lib.refusal import Refusal
from kept.people.member import Member
from kept.promises.chain import asking as chain_asking
from kept.promises.chain import resting as chain_resting
from kept.promises.deadlines import RINGS, Deadline
from kept.promises.standing.following import DUE, follow

CHAIN = (chain_resting.DEADLINE, chain_asking.DEADLINE)

# What is older than this everybody has read.
READ_AFTER = timedelta(hours=20)

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Moment:
    """One step at its time; `number` keeps the order of what happens at once."""

    at: datetime
    number: int
    step: Step
    teller: Teller


def ensure(say: Progress = lambda done, of: None) -> bool:
    """Tell the story unless it was told before; whether it was told now.

    Raises Refusal where somebody else's work has begun.
    """
    if Member.objects.filter(email=f"ruth@{firm.DOMAIN}").exists():
        return False
    if Conversation.objects.exists() or Inbox.objects.exists() or Member.objects.exists():
        raise Refusal("This installation is in use already: the demo company needs an empty one (another KEPT_HOME).")
    tell(clock.now(), say=say)
    return True


def tell(end: datetime, *, talks: Sequence[Talk] = TALKS, say: Progress = lambda done, of: None) -> None:
    """The whole story or nothing of it, in one transaction, so that it happened by `end` (aware).

    No mail leaves and no job is left behind: what would have been sent in the past was sent in the past. Nor is
    anybody asked about the customers' domains, which do not exist.
    """
    end = end.replace(second=0, microsecond=0)
    with asking(Silent()), app.replace_connector(InMemoryConnector()), transaction.atomic():
        with clock.telling(end - timedelta(days=400)):
            company = firm.found()
        moments = plan(talks, company, end)
        for done, moment in enumerate(moments):
            _ring_until(moment.at)
            with clock.telling(moment.at):
                moment.teller.tell(moment.step, moment.at)
                if moment.at >= end - READ_AFTER:
                    moment.teller.see(moment.step)
            say(done + 1, len(moments))
        _ring_until(end)
        _read_up(company, end)
        with clock.telling(end):
            firm.go_away(company, end)


def _ring_until(at: datetime) -> None:
    """What falls due of our standing promises until then, and along chains of promises, each at its time."""
    due = Deadline.objects.filter(kind__in=[DUE, *CHAIN], at__lte=at).order_by("at", "pk")
    while (nearest := due.first()) is not None:
        with clock.telling(nearest.at):
            if nearest.kind == DUE:
                follow(nearest.subject)
            else:
                RINGS[nearest.kind](nearest.subject)
                Deadline.objects.filter(pk=nearest.pk, at=nearest.at).delete()


def plan(talks: Sequence[Talk], company: Firm, end: datetime) -> list[Moment]:
    """Every step of every talk in the order of their times. Raises Impossible."""
    calendar = Calendar(end)
    moments: list[Moment] = []
    for talk in talks:
        begin = at = calendar.moment(talk.steps[0].when, None)
        teller = Teller(talk, company, calendar, calendar.dates(begin, talk.dates))
        for step in talk.steps:
            at = at if step is talk.steps[0] else calendar.moment(step.when, at)
            moments.append(Moment(at, len(moments), step, teller))
            moments.extend(_waking(step, at, teller, len(moments)))
            moments.extend(_falling_due(step, at, teller, len(moments)))
    return sorted(moments, key=lambda each: (each.at, each.number))


def _waking(step: Step, at: datetime, teller: Teller, number: int) -> list[Moment]:
    """The end of a snooze that ended within the story."""
    until = step.more.get("until" if step.verb == "snoozes" else "snoozes")
    if until is None or (wake := teller.calendar.moment(until, at)) > teller.calendar.end:
        return []
    return [Moment(wake, number, Step("wakes", until), teller)]


def _falling_due(step: Step, at: datetime, teller: Teller, number: int) -> list[Moment]:
    """The time of a promise, where it comes within the story."""
    due = teller.calendar.until(step.more["due"], at) if "due" in step.more else None
    if due is None or due > teller.calendar.end:
        return []
    return [Moment(due, number, Step("falls_due", ""), teller)]


def _read_up(company: Firm, end: datetime) -> None:
    """Everybody has seen what is older; in one statement, since it is a matter of hundreds."""
    seen = Event.objects.filter(conversation__isnull=False, at__lt=end - READ_AFTER).values("conversation_id")
    newest = dict(seen.annotate(newest=Max("pk")).values_list("conversation_id", "newest"))
    readers = {inbox.pk: _readers(inbox, company) for inbox in company.inboxes.values()}
    visits = [
        Visit(conversation_id=pk, member=member, event=newest[pk], at=end - READ_AFTER)
        for pk, inbox in Conversation.objects.filter(pk__in=newest).values_list("pk", "inbox_id")
        for member in readers[inbox]
    ]
    Visit.objects.bulk_create(visits, ignore_conflicts=True)


def _readers(inbox: Inbox, company: Firm) -> list[Member]:
    return [each for each in company.members.values() if Inbox.objects.of(each).filter(pk=inbox.pk).exists()]
