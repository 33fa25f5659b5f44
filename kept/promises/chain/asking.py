"""Asking: a request handed down to a colleague or team, so that a promise can be kept. It is promised back up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Count, Q

from kept.lib import clock
from kept.people.member import Member, Team
from kept.promises import deadlines
from kept.promises.base import State
from kept.promises.chain.events import AskingPassedOn, AskingTakenBack, ColleagueAsked, Declined, DecliningTakenBack
from kept.promises.chain.resting import Resting, link, look_again_at
from kept.promises.making import NothingPromised
from kept.promises.withdrawing import NoReason

if TYPE_CHECKING:
    from kept.promises.promise import Promise

# Until then the answer was wished for; a request without one holds up what it is for.
DEADLINE = "asking"


class NobodyThere(Exception):
    """Nobody is in that team who could answer."""


class AskingQuerySet(models.QuerySet["Asking"]):
    def open(self) -> AskingQuerySet:
        """Those that wait for an answer, and are for something that is still to do."""
        return self.filter(promise=None, declining=None, taken_back_at=None, upper__settled_at=None)

    def shown(self) -> AskingQuerySet:
        rows = self.select_related("asked", "team", "by", "declining__by", "promise__promiser", "promise__holdup")
        return rows.select_related("upper__customer", "upper__promiser", "upper__colleague", "upper__holdup")

    def answerable_by(self, member: Member) -> AskingQuerySet:
        return self.filter(Q(asked=member) | Q(team__in=member.teams.all()))

    @transaction.atomic
    def ask(self, whom: Member | Team, what: str, *, upper: Promise, wished: datetime, by: Member) -> Asking:
        """So that `upper` can be kept; `wished` (aware) is by when. Of a team one person answers for it.

        Raises NothingPromised for no words, NobodyThere for an empty team. Asked twice in the same words it is one.
        """
        if not (what := " ".join(what.split())[:300]):
            raise NothingPromised
        asked, team = (_of(whom), whom) if isinstance(whom, Team) else (whom, None)
        with upper.locked():
            whom_again = {"team": team} if team else {"team": None, "asked": asked}
            if same := self.open().filter(upper=upper, what=what, wished=wished, by=by, **whom_again).first():
                return same
            row = self.create(upper=upper, what=what, wished=wished, asked=asked, team=team, by=by)
            deadlines.set(DEADLINE, row.pk, wished)
            upper.record(ColleagueAsked(upper.what, row.who, what, row.pk, wished.isoformat()), by=by)
        return row


def _of(team: Team) -> Member:
    """Who answers for it: of those there the one with the fewest open requests."""
    open_ones = Count(
        "asked_for", filter=Q(asked_for__promise=None, asked_for__taken_back_at=None, asked_for__declining=None)
    )
    chosen = team.members.filter(is_active=True).annotate(n=open_ones).order_by("n", "pk").first()
    if chosen is None:
        raise NobodyThere(team)
    return chosen


class Asking(models.Model):
    """`by` asked `asked`, by name or as the one who answers for `team`, for `what` by `wished`.

    `promise` is what was promised back; while it is empty the request stands. It needs no way to the conversation:
    whoever was asked sees the customer's name, what, and by when, and never the words. `ends` are the promises to
    customers that wait for it in the end, where a page has looked for them.
    """

    upper = models.ForeignKey("promises.Promise", models.CASCADE, related_name="askings")
    what = models.CharField(max_length=300)
    wished = models.DateTimeField()
    asked = models.ForeignKey(Member, models.PROTECT, related_name="asked_for", db_index=False)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, related_name="+", db_index=False)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(default=clock.now)
    promise = models.OneToOneField("promises.Promise", models.SET_NULL, null=True, related_name="asking")
    taken_back_at = models.DateTimeField(null=True)

    objects = AskingQuerySet.as_manager()
    declining: Declining
    ends: Sequence[Promise] = ()

    class Meta:
        indexes = [
            models.Index(fields=["asked", "wished"], name="asked_of_member", condition=Q(promise=None)),
            models.Index(fields=["team", "wished"], name="asked_of_team", condition=Q(promise=None)),
        ]

    def __str__(self) -> str:
        return f"{self.who}: {self.what} by {self.wished}"

    @property
    def who(self) -> str:
        """Whom one asked, as one speaks of them."""
        return str(self.team or self.asked)

    @property
    def is_declined(self) -> bool:
        return hasattr(self, "declining")

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer: also again, where what was promised back was withdrawn."""
        is_answered = self.promise is not None and self.promise.state != State.WITHDRAWN
        return not (is_answered or self.is_declined or self.taken_back_at)

    @property
    def is_late(self) -> bool:
        return self.is_open and self.wished <= clock.now()

    def may_be_answered_by(self, member: Member) -> bool:
        return self.asked_id == member.pk or (self.team is not None and self.team.members.contains(member))

    def promise_back(self, due: datetime, *, by: Member) -> Any:
        """`by` gives their word, by their own time: it may be later than wished. None where nothing is asked any more.

        Raises DueInThePast.
        """
        with self.upper.locked():
            self._read()
            if not self.is_open:
                return self.promise
            Resting.objects.filter(upper=self.upper_id, lower=self.promise_id).delete()
            here, to = self.upper.conversation, self.upper.promiser
            make = type(self.upper).objects.make
            self.promise = make(self.what, in_=here, due=due, by=by, to=to if to != by else self.by, asked_for=True)
            self.save(update_fields=["promise"])
            link(self.upper, self.promise, by=by)
            deadlines.lift(DEADLINE, self.pk)
            return self.promise

    def decline(self, why: str, *, by: Member) -> None:
        """It cannot be done, and why. Raises NoReason."""
        if not why.strip():
            raise NoReason
        with self.upper.locked():
            self._read()
            if self.is_open:
                Declining.objects.create(asking=self, by=by, why=why.strip()[:500])
                self._changed(Declined(*self._words, why.strip()[:500]), by)

    def can_be_done_after_all(self, *, by: Member) -> None:
        """Declining was a mistake: the request stands again."""
        with self.upper.locked():
            if Declining.objects.filter(asking=self).delete()[0]:
                self._changed(DecliningTakenBack(*self._words), by)
        self.__dict__.pop("declining", None)

    def take_back(self, *, by: Member) -> None:
        """It is not needed any more; what was promised meanwhile stands."""
        with self.upper.locked():
            self._read()
            if self.promise_id is None and self.taken_back_at is None:
                self._set(taken_back_at=clock.now())
                deadlines.lift(DEADLINE, self.pk)
                self._changed(AskingTakenBack(*self._words), by)

    def stand(self, *, by: Member) -> None:
        """It is needed after all."""
        with self.upper.locked():
            self._read()
            if self.taken_back_at is not None:
                self._set(taken_back_at=None)
                deadlines.set(DEADLINE, self.pk, self.wished)
                self._changed(ColleagueAsked(*self._words, self.wished.isoformat()), by)

    def pass_on(self, to: Member, *, by: Member) -> None:
        """`to` answers from now on."""
        with self.upper.locked():
            self._read()
            if self.promise_id is None and self.asked != to:
                self._set(asked=to)
                self._changed(AskingPassedOn(self.upper.what, str(to), self.what, self.pk), by)

    @property
    def _words(self) -> tuple[str, str, str, int]:
        """What its events say."""
        return self.upper.what, self.who, self.what, self.pk

    def _read(self) -> None:
        """As it is now, under the lock of what it is for."""
        upper = self.upper
        self.refresh_from_db()
        self.upper = upper

    def _set(self, **columns: object) -> None:
        for name, value in columns.items():
            setattr(self, name, value)
        self.save(update_fields=list(columns))

    def _changed(self, what: Any, by: Member) -> None:
        look_again_at(self.upper_id)
        self.upper.record(what, by=by)


class Declining(models.Model):
    """Who said that it cannot be done, when, and why."""

    asking = models.OneToOneField(Asking, models.CASCADE, related_name="declining")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(default=clock.now)
    why = models.CharField(max_length=500)

    def __str__(self) -> str:
        return f"declining of {self.asking_id}"
