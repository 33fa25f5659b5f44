"""What a colleague should hear of without looking for it."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef

from kept.conversations.inbox import Inbox
from kept.conversations.visiting import Visit
from kept.events.event import Event
from kept.people.member import Member


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, member: Member) -> NoticeQuerySet:
        """Theirs, in the inboxes they may still open."""
        return self.filter(member=member, event__conversation__inbox__in=Inbox.objects.of(member))

    def unseen(self) -> NoticeQuerySet:
        """Of what the member has not opened since. Opening the conversation is seeing it; there is no second mark."""
        seen = Visit.objects.filter(
            member=OuterRef("member"), conversation=OuterRef("event__conversation"), event__gte=OuterRef("event")
        )
        return self.filter(~Exists(seen))


class Notice(models.Model):
    """One event that is for one member."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="notices", db_index=False)
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "event"], name="notice_once")]

    def __str__(self) -> str:
        return f"{self.event} for {self.member}"
