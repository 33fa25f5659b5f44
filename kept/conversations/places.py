"""The places of the desk, and paging through them without counting what lies behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import F, Q, prefetch_related_objects
from django.db.models.expressions import Combinable, RawSQL
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kept.conversations.base import Rows, State, WaitingOn
from kept.conversations.falling_due import DUE_AT, soon
from kept.conversations.inbox import Inbox
from kept.lib.counting import COUNT_UP_TO, Count
from kept.lib.written import Written, among
from kept.people.member import Member

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from kept.conversations.conversation import Conversation, ConversationQuerySet


@dataclass(frozen=True)
class Walk:
    """In what order a list is walked: by that moment and the id, from the newest `back` or from the earliest on."""

    moment: Combinable
    back: bool = True

    @property
    def order(self) -> list[str]:
        return ["-moment", "-pk"] if self.back else ["moment", "pk"]

    def beyond(self, cursor: Cursor) -> Q:
        """What comes after it. The moment's bound is said by itself, for the index to begin there."""
        step = "lt" if self.back else "gt"
        later = Q(**{f"moment__{step}": cursor.at}) | Q(**{"moment": cursor.at, f"pk__{step}": cursor.pk})
        return Q(**{f"moment__{step}e": cursor.at}) & later


NEWEST = Walk(F("last_activity_at"))
EARLIEST_DUE = Walk(DUE_AT, back=False)


@dataclass(frozen=True)
class Place:
    """`narrow` picks what belongs here; `slug` is its name in addresses, `key` the letter after `g`."""

    slug: str
    label: _StrPromise
    key: str
    narrow: Callable[[ConversationQuerySet, Member], ConversationQuerySet]
    walk: Walk = NEWEST

    def of(self, member: Member, inboxes: Iterable[Inbox] | None = None) -> list[ConversationQuerySet]:
        """One queryset an inbox, so that each is a walk along an index however much lies in the others."""
        from kept.conversations.conversation import Conversation

        rows = self.narrow(Conversation.objects.all(), member)
        return [rows.filter(inbox=each) for each in (Inbox.objects.of(member) if inboxes is None else inboxes)]


PLACES = [
    Place("mine", _("Mine"), "m", lambda rows, member: rows.open().mine(member)),
    Place("unassigned", _("Unassigned"), "u", lambda rows, member: rows.open().unassigned()),
    Place("due", _("Due"), "d", lambda rows, member: rows.due_before(soon(member)), EARLIEST_DUE),
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
    """Where a page ends: the last row's moment, by the list's walk, and its id."""

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


@dataclass(frozen=True)
class ListPage:
    conversations: list[Conversation]
    older: Cursor | None


def page(
    querysets: list[ConversationQuerySet], *, walk: Walk = NEWEST, before: Cursor | None = None, size: int = 50
) -> ListPage:
    """The first `size` conversations of those querysets together on that walk, or those that come after `before`."""

    moments = [rows.order_by().values("pk", moment=walk.moment) for rows in querysets]
    narrowed = [rows.filter(walk.beyond(before)) if before else rows for rows in moments]
    parts = [rows.order_by(*walk.order)[: size + 1] for rows in narrowed]
    if not parts:
        return ListPage([], None)
    merged = parts[0].union(*parts[1:], all=True).order_by(*walk.order)[: size + 1] if parts[1:] else parts[0]
    keys = list(merged)
    rows = {each.pk: each for each in _for_list().rows(numbers=[key["pk"] for key in keys[:size]])}
    shown = [rows[key["pk"]] for key in keys[:size] if key["pk"] in rows]
    prefetch_related_objects([each.customer for each in shown if not each.customer.name], "addresses")
    last = keys[size - 1] if len(keys) > size else None
    return ListPage(shown, Cursor(last["moment"], last["pk"]) if last else None)


@lru_cache(maxsize=1)
def _for_list() -> Written[Conversation]:
    from kept.conversations.conversation import Conversation

    return Written(lambda: Conversation.objects.for_list().filter(among("pk", "numbers")))


def count(place: Place, member: Member) -> Count:
    """How many lie there, counted in one inbox after the other along its index."""
    today = timezone.localtime(timezone=member.zone).date()
    return _count(place, member, member.may_administer, today)


@lru_cache(maxsize=4096)
def _count(place: Place, member: Member, _sees_all: bool, _today: date) -> Count:
    """Remembered: it is the same all day for a member of that role, and takes longer to write than to ask."""
    from kept.conversations.conversation import Conversation

    inboxes, whose = Inbox.objects.of(member).order_by().values("pk").query.sql_with_params()
    rows = place.narrow(Conversation.objects.filter(inbox=RawSQL("walked.id", [])), member)
    # In the order of its index: else the planner may look for the few that are open among all that are closed.
    walked = rows.order_by().values("pk", moment=place.walk.moment).order_by(*place.walk.order)[:COUNT_UP_TO]
    sql, parameters = walked.query.sql_with_params()
    found = f"SELECT FROM ({inboxes}) walked (id), LATERAL ({sql}) found LIMIT {COUNT_UP_TO}"
    return f"(SELECT count(*) FROM ({found}) counted)", (*whose, *parameters)  # noqa: S608 - made by Django
