"""One conversation leads to another: each says so in a quiet line, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from kept.conversations.base import Base
from kept.conversations.relocation_events import CameFrom, LedTo
from kept.lib import clock
from kept.people.member import Member

if TYPE_CHECKING:
    from kept.conversations.conversation import Conversation


class Link(models.Model):
    class Why(models.TextChoices):
        SUBJECT = "subject", _("An answer with another subject")
        SPLIT = "split", _("Split off")

    origin = models.ForeignKey("conversations.Conversation", models.CASCADE, related_name="links_to")
    to = models.ForeignKey("conversations.Conversation", models.CASCADE, related_name="links_from")
    why = models.CharField(max_length=10, choices=Why)
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["origin", "to"], name="linked_once")]

    def __str__(self) -> str:
        return f"#{self.origin_id} → #{self.to_id}"


class Linked(Base):
    class Meta:
        abstract = True

    def lead_to(self, other: Conversation) -> None:
        """An answer here, under another subject, began the other one."""
        _link, new = Link.objects.get_or_create(origin_id=self.pk, to=other, defaults={"why": Link.Why.SUBJECT})
        if new:
            self.record(LedTo(other.number))
            other.record(CameFrom(self.number))
