"""Confirming: what somebody is writing holds a promise, and they say yes to it, or no.

A confirmation waits with the draft; the promise is made when the words are sent, in the same transaction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import models

from kept.conversations.conversation import Conversation
from kept.conversations.drafting import DraftKind
from kept.lib import clock
from kept.people.member import Member, Team
from kept.promises.promise import Promise

# A draft that was not sent for so long is not remembered to hold a promise.
KEPT_FOR = timedelta(days=60)


def bare(text: str) -> str:
    """The words alone, between single spaces, however they were spaced and spelt large or small."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def key_of(quote: str) -> str:
    """The same words have the same key."""
    return sha256(bare(quote).encode()).hexdigest()[:32]


class ConfirmationQuerySet(models.QuerySet["Confirmation"]):
    def of(self, member: Member, conversation: Conversation, kind: str) -> ConfirmationQuerySet:
        return self.filter(member=member, conversation=conversation, kind=kind)

    def said_in(self, text: str) -> list[Confirmation]:
        """Those whose words still stand there, and those that need none."""
        rows = self.select_related("promiser", "keeps", "moves", "rests_on", "asks", "asks_team")
        return [each for each in rows if each.keeps or each.stands_in(text)]


class Confirmation(models.Model):
    """The writer says yes: these words of a draft are a promise; or, with `keeps`, the reply keeps that one.

    `finds_out` is whether the promise is to find something out (see `finding_out`). It may rest on another one,
    `rests_on`, or on what `asks` or `asks_team` is asked for by `asks_by` (see `chain`). With `moves` no promise is
    made: the words tell that this one is kept at `due` instead.
    """

    member = models.ForeignKey(Member, models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=5, choices=DraftKind)
    key = models.CharField(max_length=32)
    quote = models.TextField(blank=True)
    what = models.CharField(max_length=300, blank=True)
    due = models.DateTimeField(null=True)
    promiser = models.ForeignKey(Member, models.CASCADE, null=True, related_name="+", db_index=False)
    keeps = models.ForeignKey(Promise, models.CASCADE, null=True, related_name="+")
    moves = models.ForeignKey(Promise, models.CASCADE, null=True, related_name="+")
    rests_on = models.ForeignKey(Promise, models.SET_NULL, null=True, related_name="+")
    asks = models.ForeignKey(Member, models.CASCADE, null=True, related_name="+", db_index=False)
    asks_team = models.ForeignKey(Team, models.CASCADE, null=True, related_name="+", db_index=False)
    asks_by = models.DateTimeField(null=True)
    finds_out = models.BooleanField(default=False)
    at = models.DateTimeField(default=clock.now)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "conversation", "kind", "key"], name="confirmed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.what or self.keeps}"

    def stands_in(self, text: str) -> bool:
        """Whether its words are still there."""
        return f" {bare(self.quote)} " in f" {bare(text)} "


class Dismissal(models.Model):
    """The writer says no: these words are no promise. They are not proposed to them again."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=32)
    quote = models.TextField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "key"], name="dismissed_once")]

    def __str__(self) -> str:
        return f"{self.member}: not “{self.quote}”"


def confirm(
    quote: str,
    *,
    by: Member,
    in_: Conversation,
    kind: str,
    what: str,
    due: datetime,
    promiser: Member,
    finds_out: bool = False,
    moves: Promise | None = None,
    asks: Member | Team | None = None,
    asks_by: datetime | None = None,
    rests_on: Promise | None = None,
) -> Confirmation:
    """Those words are a promise, once they are sent. Said again, the last word stands."""
    said: dict[str, object] = {"quote": quote, "what": what, "due": due, "promiser": promiser, "at": clock.now()}
    said |= {"finds_out": finds_out, "moves": moves, "rests_on": rests_on, "asks_by": asks_by}
    said |= {"asks": None, "asks_team": asks} if isinstance(asks, Team) else {"asks": asks, "asks_team": None}
    key = key_of(quote)
    row, _new = Confirmation.objects.update_or_create(member=by, conversation=in_, kind=kind, key=key, defaults=said)
    Dismissal.objects.filter(member=by, key=key).delete()
    return row


def reword(confirmed: Confirmation, quote: str) -> None:
    """The same promise in other words of the draft."""
    confirmed.quote, confirmed.key = quote, key_of(quote)
    confirmed.save(update_fields=["quote", "key"])


def confirm_keeping(promise: Promise, *, by: Member, in_: Conversation) -> None:
    """The reply they are writing keeps that promise, once it is sent."""
    Confirmation.objects.update_or_create(
        member=by, conversation=in_, kind=DraftKind.REPLY, key=f"keeps {promise.pk}", defaults={"keeps": promise}
    )


def dismiss(quote: str, *, by: Member) -> None:
    Dismissal.objects.get_or_create(member=by, key=key_of(quote), defaults={"quote": quote})


def dismissed(quotes: Iterable[str], member: Member) -> set[str]:
    """The keys of those that they said no to."""
    rows = Dismissal.objects.filter(member=member, key__in=[key_of(each) for each in quotes])
    return set(rows.values_list("key", flat=True))


def bring(origin: int, into: int) -> None:
    """Drafts go on in another conversation, and with them what was confirmed in them."""
    there = Confirmation.objects.filter(conversation=into).values("member", "kind", "key")
    known = {(each["member"], each["kind"], each["key"]) for each in there}
    for each in Confirmation.objects.filter(conversation=origin):
        if (each.member_id, each.kind, each.key) not in known:
            each.conversation_id = into
            each.save(update_fields=["conversation"])


def fade() -> None:
    """Forget what was confirmed in drafts that nobody sent."""
    Confirmation.objects.filter(at__lt=clock.now() - KEPT_FOR).delete()
