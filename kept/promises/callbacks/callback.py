"""A callback: the promise to ring a customer within a time that they chose."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, Q, Value
from django.utils.translation import gettext as _

from kept.conversations.conversation import Conversation
from kept.lib import clock
from kept.people.member import Member
from kept.promises.callbacks import numbers
from kept.promises.callbacks.events import CallbackBooked, CallbackTaken
from kept.promises.callbacks.outcomes import Outcomes
from kept.promises.promise import Promise

# No window is longer than this.
LONGEST = timedelta(hours=4)
Moment = datetime | Value  # known, or a blank (`kept.lib.written`)


class CallbackQuerySet(models.QuerySet["Callback"]):
    def outstanding(self) -> CallbackQuerySet:
        return self.filter(promise__settled_at=None)

    def begun(self, now: Moment | None = None, soon: Moment | None = None) -> CallbackQuerySet:
        """Those whose time has come: see `Callback.start`. `soon` is `LONGEST` after `now`."""
        now = now or clock.now()
        soon = soon or clock.now() + LONGEST
        window = ExpressionWrapper(F("minutes") * Value(timedelta(minutes=1)), DurationField())
        starts = ExpressionWrapper(F("promise__due") - window, DateTimeField())
        is_time = Q(starts__lte=now, again_at=None) | Q(again_at__lte=now)
        return self.alias(starts=starts).filter(is_time, promise__due__lt=soon)

    def shown(self) -> CallbackQuerySet:
        """With what a row says of each."""
        rows = self.select_related("promise__promiser", "promise__customer", "promise__conversation")
        return rows.prefetch_related("promise__customer__addresses")

    @transaction.atomic
    def book(
        self,
        number: str,
        start: datetime,
        minutes: int,
        *,
        in_: Conversation,
        promiser: Member,
        by: Member | None = None,
        zone: str = "",
        about: str = "",
        offered: bool = False,
    ) -> Callback:
        """Promise to ring within `minutes` from `start` (aware) on; `by` is None when the customer chose it.

        `number` is E.164, `zone` the customer's. Booked twice it is one. Raises DueInThePast, NotAllowedHere and
        MergedMeanwhile.
        """
        due = start + timedelta(minutes=minutes)
        words = {"who": in_.customer.display_name, "number": numbers.spoken(number)}
        what = _("ring %(who)s at %(number)s") % words
        promise = Promise.objects.make(what, in_=in_, due=due, by=by or promiser, promiser=promiser, zone=zone)
        given = {"number": number, "minutes": minutes, "about": about.strip(), "offered": offered}
        callback, new = self.get_or_create(promise=promise, defaults=given)
        if new:
            promise.begin()
            promise.record(CallbackBooked(promise.what, start.isoformat()), by=by)
        return callback


class Callback(Outcomes):
    """`number` is E.164; whom, by when and in which zone stand on the promise, which is due when the window ends.

    `again_at` is when to try again what is broken already, since a broken promise keeps its time. `offered` says that
    its promiser was chosen by rule and that nobody has taken it by themselves yet.
    """

    promise = models.OneToOneField(Promise, models.CASCADE, related_name="callback")
    number = models.CharField(max_length=20)
    minutes = models.PositiveSmallIntegerField()
    about = models.TextField(blank=True)
    again_at = models.DateTimeField(null=True)
    offered = models.BooleanField(default=False)
    booked_at = models.DateTimeField(default=clock.now)

    objects = CallbackQuerySet.as_manager()

    def __str__(self) -> str:
        return f"callback of {self.promise_id}"

    @property
    def start(self) -> datetime:
        return self.again_at or self.promise.due - timedelta(minutes=self.minutes)

    @property
    def end(self) -> datetime:
        return self.start + timedelta(minutes=self.minutes)

    @property
    def spoken_number(self) -> str:
        return numbers.spoken(self.number)

    @property
    def link(self) -> str:
        return numbers.link(self.number)

    def take(self, *, by: Member) -> None:
        """`by` rings. Raises NotAllowedHere for one who may not open its conversation."""
        with self.promise.locked():
            self.refresh_from_db(fields=["offered"])
            if not self.promise.is_outstanding or (self.promise.promiser == by and not self.offered):
                return
            self.promise.hand_over(by, by=by)
            self._set(offered=False)
            self.promise.record(CallbackTaken(self.promise.what), by=by)
