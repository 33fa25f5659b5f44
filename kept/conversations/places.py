"""The places of the desk, and paging through them without counting what lies behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kept.conversations.base import Rows, State, WaitingOn
from kept.conversations.inbox import Inbox
from kept.people.member import Member

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from kept.conversations.conversation import Conversation, ConversationQuerySet

# Beyond this many a place shows "99+": counting on would cost more the more there is.
COUNT_UP_TO = 100


@dataclass(frozen=True)
class Place:
    """`narrow` picks what belongs here; `slug` is its name in addresses, `key` the letter after `g`."""

    slug: str
    label: _StrPromise
    key: str
    narrow: Callable[[ConversationQuerySet, Member], ConversationQuerySet]

    def of(self, member: Member, inbox: Inbox | None = None) -> list[ConversationQuerySet]:
        """One queryset an inbox, so that each is a walk along an index however much lies in the others."""
        from kept.conversations.conversation import Conversation

        inboxes = [inbox] if inbox else list(Inbox.objects.of(member))
        return [self.narrow(Conversation.objects.filter(inbox=each), member) for each in inboxes]


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
    last = keys[size - 1] if len(keys) > size else None
    return ListPage(shown, Cursor(last["last_activity_at"], last["pk"]) if last else None)


def counts(groups: Sequence[Sequence[QuerySet[Any]]]) -> list[int]:
    """How many each group of querysets has together, up to `COUNT_UP_TO`, in one query."""
    found = [_bounded(group) for group in groups if group]
    if not found:
        return [0] * len(groups)
    columns = ", ".join(f"(SELECT count(*) FROM ({sql}) AS one)" for sql, _parameters in found)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", [each for _sql, parameters in found for each in parameters])
        row = iter(cursor.fetchone())
    return [min(next(row), COUNT_UP_TO) if group else 0 for group in groups]


def count(querysets: Sequence[QuerySet[Any]]) -> int:
    """How many there are, up to `COUNT_UP_TO`."""
    return counts([querysets])[0]


def _bounded(querysets: Sequence[QuerySet[Any]]) -> tuple[str, tuple[Any, ...]]:
    parts = [rows.order_by().values("pk")[:COUNT_UP_TO] for rows in querysets]
    together = parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]
    sql, parameters = together.query.sql_with_params()
    return sql, tuple(parameters)
