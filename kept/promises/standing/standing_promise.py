"""A standing promise: what we promise everybody who writes, and for whom it holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.conversations.prioritising import Priority
from kept.conversations.titling import ConversationKind
from kept.customers.customer import Company
from kept.customers.grouping import CustomerGroup
from kept.lib import clock
from kept.promises.standing.calendar import Calendar
from kept.promises.standing.target import Target

LONGEST = 60 * 24 * 90  # minutes


class StandingPromiseQuerySet(models.QuerySet["StandingPromise"]):
    def in_force(self) -> StandingPromiseQuerySet:
        return self.filter(retired_at=None)


# What says for whom it holds.
AIM = ["inbox_id", "kind", "priority", "group_id", "company_id"]


class StandingPromise(models.Model):
    """Within `minutes` of the working time of `calendar` that is done which `target` says.

    It holds where everything matches that it names; what it leaves empty is any. Of several the one holds that names
    most, then the one with the lower `place`, then the older one. It holds for waits that began from `begins_at` on;
    for whom it holds has been so since `aimed_at`, where that was changed. `rests_when_snoozed`: while we let the
    conversation sleep, its time does not pass.
    """

    target = models.CharField(_("what we promise"), max_length=10, choices=Target)
    minutes = models.PositiveIntegerField(_("within"), validators=[MinValueValidator(1), MaxValueValidator(LONGEST)])
    calendar = models.ForeignKey(Calendar, models.PROTECT, related_name="promises", verbose_name=_("working hours"))
    inbox = models.ForeignKey(
        Inbox, models.CASCADE, null=True, blank=True, related_name="+", db_index=False, verbose_name=_("in the inbox")
    )
    kind = models.CharField(_("of the kind"), max_length=10, choices=ConversationKind, blank=True)
    priority = models.CharField(_("of the priority"), max_length=10, choices=Priority, blank=True)
    group = models.ForeignKey(
        CustomerGroup,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("for the customer group"),
    )
    company = models.ForeignKey(
        Company,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("for the company"),
    )
    rests_when_snoozed = models.BooleanField(_("rests while the conversation is snoozed"), default=False)
    place = models.PositiveSmallIntegerField(_("order"), default=10)
    begins_at = models.DateTimeField(default=clock.now, editable=False)
    aimed_at = models.DateTimeField(null=True, editable=False)
    retired_at = models.DateTimeField(null=True, editable=False)

    objects = StandingPromiseQuerySet.as_manager()

    class Meta:
        ordering = ("target", "place", "pk")

    def __str__(self) -> str:
        return f"{self.get_target_display()} {self.minutes} min"

    @property
    def allowed(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    @property
    def named(self) -> int:
        """How many things it names."""
        return sum(map(bool, [self.inbox_id, self.kind, self.priority, self.group_id, self.company_id]))

    def holds_for(self, conversation: Conversation) -> bool:
        wanted = [
            (self.inbox_id, conversation.inbox_id),
            (self.kind, conversation.kind),
            (self.priority, conversation.priority),
            (self.company_id, conversation.customer.company_id),
        ]
        fits = all(not named or named == there for named, there in wanted)
        return fits and (not self.group_id or self.group_id in {each.pk for each in conversation.customer.groups})

    def aimed_elsewhere_after(self, at: datetime) -> bool:
        """Whether it was for others then: what had ended by then did not end under it."""
        return self.aimed_at is not None and self.aimed_at > at


def matching(
    promises: Iterable[StandingPromise], conversation: Conversation, target: str, since: datetime
) -> StandingPromise | None:
    """The one of those that holds for a wait there that began then."""
    held = [
        each for each in promises if each.target == target and each.begins_at <= since and each.holds_for(conversation)
    ]
    return min(held, key=lambda each: (-each.named, each.place, each.pk), default=None)
