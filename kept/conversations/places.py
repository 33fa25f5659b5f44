"""The places of the desk, and paging through them without counting what lies behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Q, prefetch_related_objects
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from kept.conversations.base import Rows, State, WaitingOn
from kept.conversations.inbox import Inbox
from kept.lib.counting import COUNT_UP_TO, Count
from kept.people.member import Member

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from kept.conversations.conversation import Conversation, ConversationQuerySet


@dataclass(frozen=True)
class Place:
    """`narrow` picks what belongs here; `slug` is its name in addresses, `key` the letter after `g`."""

    slug: str
    label: _StrPromise
    key: str
    narrow: Callable[[ConversationQuerySet, Member], ConversationQuerySet]

    def of(self, member: Member, inboxes: Iterable[Inbox] | None = None) -> list[ConversationQuerySet]:
        """One queryset an inbox, so that each is a walk along an index however much lies in the others."""
        from kept.conversations.conversation import Conversation

        rows = self.narrow(Conversation.objects.all(), member)
        return [rows.filter(inbox=each) for each in (Inbox.objects.of(member) if inboxes is None else inboxes)]


PLACES = [
    Place("mine", _("Mine"), "m", lambda rows, member: rows.open().mine(member)),
    Place("unassigned", _("Unassigned"), "u", lambda rows, member: rows.open().unassigned()),
    Place("open", _("All open"), "o", lambda rows, member: rows.open()),
    Place("waiting", _("Waiting on the customer"), "w", lambda rows, member: rows.waiting_on_customer()),
    Place("snoozed", _("Snoozed"), "s", lambda rows, member: rows.snoozed()),
    Place("closed", _("Closed"), "c", lambda rows, member: rows.closed()),
    Place("spam", _("Spam"), "x", lambda rows, member: rows.spam()),
]
BY_SLUG = {place.slug: place for place in PLACES}


class PlacingQuerySet(Rows):
    def waiting_on_customer(self) -> ConversationQuerySet:
        return self.filter(state=State.OPEN, waiting_on=WaitingOn.CUSTOMER)  # type: ignore[return-value]


@dataclass(frozen=True)
class Cursor:
    """Where a page ends: the last row's activity and id."""

    at: datetime
    pk: int

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.pk}"

    @classmethod
    def parse(cls, text: str) -> Cursor | None:
        """None for what is no cursor, so that a mangled address shows the first page."""
        at, _sep, pk = text.partition("~")
        try:
            return cls(datetime.fromisoformat(at.replace(" ", "+")), int(pk))
        except ValueError:
            return None

    @property
    def older(self) -> Q:
        return Q(last_activity_at__lt=self.at) | Q(last_activity_at=self.at, pk__lt=self.pk)


@dataclass(frozen=True)
class ListPage:
    conversations: list[Conversation]
    older: Cursor | None


def page(querysets: list[ConversationQuerySet], *, before: Cursor | None = None, size: int = 50) -> ListPage:
    """The newest `size` conversations of those querysets together, older than `before`."""
    from kept.conversations.conversation import Conversation

    narrowed = [rows.filter(before.older) if before else rows for rows in querysets]
    newest = [
        rows.order_by("-last_activity_at", "-pk").values("pk", "last_activity_at")[: size + 1] for rows in narrowed
    ]
    if not newest:
        return ListPage([], None)
    merged = newest[0]
    if newest[1:]:
        merged = merged.union(*newest[1:], all=True).order_by("-last_activity_at", "-pk")[: size + 1]
    keys = list(merged)
    rows = Conversation.objects.for_list().in_bulk([key["pk"] for key in keys[:size]])
    shown = [rows[key["pk"]] for key in keys[:size] if key["pk"] in rows]
    prefetch_related_objects([each.customer for each in shown if not each.customer.name], "addresses")
    last = keys[size - 1] if len(keys) > size else None
    return ListPage(shown, Cursor(last["last_activity_at"], last["pk"]) if last else None)


def count(place: Place, member: Member) -> Count:
    """How many lie there, counted in one inbox after the other along its index."""
    return _count(place, member, member.may_administer)


@lru_cache(maxsize=4096)
def _count(place: Place, member: Member, _sees_all: bool) -> Count:
    """Remembered: it is always the same for a member of that role, and takes longer to write than to ask."""
    from kept.conversations.conversation import Conversation

    inboxes, whose = Inbox.objects.of(member).order_by().values("pk").query.sql_with_params()
    rows = place.narrow(Conversation.objects.filter(inbox=RawSQL("walked.id", [])), member)
    sql, parameters = rows.order_by().values("pk")[:COUNT_UP_TO].query.sql_with_params()
    walk = f"(SELECT count(*) FROM ({inboxes}) walked (id), LATERAL ({sql}) found)"  # noqa: S608 - made by Django
    return walk, (*whose, *parameters)
