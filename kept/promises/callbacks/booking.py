"""Booking by the customer: the time is still free, and a named person rings."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from kept.conversations.conversation import Conversation
from kept.lib import clock
from kept.people.absence import Absence
from kept.people.member import Member, Role
from kept.people.organisation import Organisation
from kept.promises.away import is_here
from kept.promises.callbacks.callback import Callback
from kept.promises.callbacks.opening import CallbackPage
from kept.promises.callbacks.slots import free
from kept.promises.making import may_promise


class TimeTaken(Exception):
    """Somebody else has booked it meanwhile, or it has passed."""


class NobodyRings(Exception):
    """Nobody is there who could ring."""


@transaction.atomic
def book(
    page: CallbackPage, start: datetime, number: str, *, in_: Conversation, zone: str = "", about: str = ""
) -> Callback:
    """The customer books that time. Raises TimeTaken and NobodyRings.

    Who rings is the conversation's assignee, else the colleague of the inbox with the fewest calls that day, who is
    not away then; until somebody takes it by themselves it is offered to all of them.
    """
    hold(page, start)
    promiser = who_rings(in_, start)
    offered = in_.assignee != promiser
    return Callback.objects.book(
        number, start, page.minutes, in_=in_, promiser=promiser, zone=zone, about=about, offered=offered
    )


@transaction.atomic
def rebook(page: CallbackPage, callback: Callback, start: datetime) -> None:
    """The customer takes another time. Raises TimeTaken."""
    hold(page, start, but=callback)
    callback.move(start)


def hold(page: CallbackPage, start: datetime, *, but: Callback | None = None) -> None:
    """Let nobody else book on that page until the transaction ends."""
    page = CallbackPage.objects.select_for_update(no_key=True).get(pk=page.pk)
    if not page.is_on or start not in {each.start for each in free(page, but=but)}:
        raise TimeTaken(start)


def who_rings(conversation: Conversation, at: datetime) -> Member:
    """Nobody who is away then, unless everybody is."""
    holder = conversation.assignee
    if holder is not None and holder.may_reply and is_here(holder, at) and may_promise(holder, conversation):
        return holder
    ways = conversation.inbox.let_in().exclude(role=Role.LIGHT), Member.objects.administrators()
    away = Absence.objects.at(at).values("member")
    for members in (*(each.exclude(pk__in=away) for each in ways), *ways):
        if found := _least_booked(members, at):
            return found
    raise NobodyRings


def _least_booked(members: QuerySet[Member], at: datetime) -> Member | None:
    midnight = timezone.localtime(at, clock.zone(Organisation.ours().time_zone)).replace(hour=0, minute=0)
    that_day = Q(promises__due__gte=midnight, promises__due__lt=midnight + timedelta(days=1))
    open_calls = that_day & Q(promises__settled_at=None, promises__callback__isnull=False)
    return members.annotate(calls=Count("promises", filter=open_calls)).order_by("calls", "pk").first()
