"""What a colleague should hear of without looking for it."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from kept.conversations.inbox import Inbox
from kept.conversations.visiting import Visit
from kept.events.event import Event
from kept.lib import clock
from kept.people.member import Member
from kept.promises.chain.asking import Asking


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of(self, member: Member) -> NoticeQuerySet:
        """Theirs, in the inboxes they may still open, of what they were asked for, and for administrators what happens
        in no conversation."""
        open_to = Q(event__conversation__inbox__in=Inbox.objects.of(member)) | Q(asking__isnull=False)
        if member.may_administer:
            open_to |= Q(event__conversation=None)
        return self.filter(open_to, member=member)

    def unseen(self) -> NoticeQuerySet:
        """Of what the member has not opened since. Opening the conversation is seeing it; there is no second mark but
        for what happens in none, or may be of one that they may not open: that is seen in the list of news."""
        seen = Visit.objects.filter(
            member=OuterRef("member"), conversation=OuterRef("event__conversation"), event__gte=OuterRef("event")
        )
        return self.filter(~Exists(seen), seen_at=None)

    def see(self) -> None:
        """Those in no conversation, and those of requests, have been read."""
        self.filter(Q(event__conversation=None) | Q(asking__isnull=False), seen_at=None).update(seen_at=clock.now())


class Notice(models.Model):
    """One event that is for one member, and with `asking` about what they were asked for: then that is where one sees
    to it. `seen_at` is only set for one that happened in no conversation, or that is about a request."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="notices", db_index=False)
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    asking = models.ForeignKey(Asking, models.CASCADE, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "event"], name="notice_once")]

    @property
    def url(self) -> str:
        """Where one sees to it."""
        if self.asking_id:
            return reverse("promises:asking", args=[self.asking_id])
        if self.event.conversation_id:
            return reverse("conversations:page", args=[self.event.conversation_id])
        return reverse(self.event.what.page)

    def __str__(self) -> str:
        return f"{self.event} for {self.member}"
