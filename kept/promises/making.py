"""Making a promise: somebody says what they will do, and by when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from kept.conversations.assigning import NotAllowedHere
from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.conversations.message import Message, Note
from kept.lib import clock
from kept.people.member import Member, Team
from kept.promises.base import Rows, State
from kept.promises.deeds import deed_of
from kept.promises.events import PromiseMade


class NothingPromised(Exception):
    """A promise needs words that say what will be done."""


class DueInThePast(Exception):
    """What is due already can be promised no more."""


class Promises(models.Manager["Any"]):
    @transaction.atomic
    def make(
        self,
        what: str,
        *,
        in_: Conversation,
        due: datetime,
        by: Member,
        promiser: Member | None = None,
        to: Member | None = None,
        said_in: Message | Note | None = None,
        quote: str = "",
        zone: str = "",
        asked_for: bool = False,
    ) -> Any:
        """A promise to the conversation's customer, or to the colleague `to`. Made twice in the same words it is one.

        `promiser` is `by` unless another is named; `zone` is the one it was said in, usually the customer's. What was
        `asked_for` needs no way to the conversation, and is one for each request. Raises NothingPromised, DueInThePast,
        NotAllowedHere for a promiser who may not open the conversation, and MergedMeanwhile.
        """
        what, promiser = " ".join(what.split())[:300], promiser or by
        _check(what, due)
        if not asked_for and not may_promise(promiser, in_):
            raise NotAllowedHere(promiser)
        in_.hold()
        if not asked_for and (same := self._same(what, in_, due, promiser, said_in)):
            return same
        promise = self.create(
            what=what,
            deed=deed_of(what),
            quote=quote.strip(),
            conversation=in_,
            origin=in_,
            inbox_id=in_.inbox_id,
            customer_id=in_.customer_id,
            colleague=to,
            promiser=promiser,
            team=team_of(promiser, in_),
            due=due,
            zone=zone or in_.customer.time_zone or str(by.zone),
            made_by=by,
            **place(said_in),
        )
        promise.record(PromiseMade(what, due.isoformat(), str(promiser)), by=by)
        promise.begin()
        return promise

    def _same(
        self, what: str, in_: Conversation, due: datetime, promiser: Member, said_in: Message | Note | None
    ) -> Any:
        pending = self.filter(conversation=in_, state=State.PENDING, what=what, due=due, promiser=promiser)
        return pending.filter(**place(said_in)).first()


def _check(what: str, due: datetime) -> None:
    if not what:
        raise NothingPromised
    if due <= clock.now():
        raise DueInThePast(due)


def may_promise(member: Member, conversation: Conversation) -> bool:
    return Inbox.objects.of(member).filter(pk=conversation.inbox_id).exists()


def place(said_in: Message | Note | None) -> dict[str, Message | Note | None]:
    """The columns that say where its words stand."""
    return {
        "message": said_in if isinstance(said_in, Message) else None,
        "note": said_in if isinstance(said_in, Note) else None,
    }


def team_of(member: Member, conversation: Conversation) -> Team | None:
    """The team whose promise it is: the conversation's if the member belongs to it, else the first they belong to."""
    teams = list(member.teams.all())
    return next((each for each in teams if each.pk == conversation.team_id), teams[0] if teams else None)


class MakingQuerySet(Rows):
    def of_words(self, messages: Any, notes: Any = ()) -> Any:
        """Those that were said in these messages and notes."""
        return self.filter(Q(message__in=list(messages)) | Q(note__in=list(notes)))
