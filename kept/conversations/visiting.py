"""Who has seen what, who looks now, and who is typing."""

from __future__ import annotations

import json
from datetime import timedelta

from django.db import connection, models

from kept.conversations.windows import Windowed
from kept.events import bell
from kept.lib import clock
from kept.lib.written import Written, blank
from kept.people.member import Member

LIFETIME = timedelta(seconds=60)
TYPING_LIFETIME = timedelta(seconds=8)
PRESENCE_CHANNEL = "kept_presence"


# The newest event a member has seen, and the newest that is told here (see `retelling`); 0 where there is none.
SEEN = """
SELECT coalesce((SELECT event FROM conversations_visit
        WHERE conversation_id = %(conversation)s AND member_id = %(member)s), 0),
    greatest(0, (SELECT event.id FROM events_event event
        WHERE conversation_id = %(conversation)s
            AND NOT EXISTS (SELECT FROM conversations_retelling WHERE event_id = event.id)
        ORDER BY event.id DESC LIMIT 1),
    (SELECT max(event_id) FROM conversations_retelling WHERE conversation_id = %(conversation)s))
"""


class Visit(models.Model):
    """The newest event a member has seen in a conversation."""

    conversation = models.ForeignKey("conversations.Conversation", models.CASCADE, related_name="visits")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+", db_index=False)
    event = models.BigIntegerField(default=0)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "conversation"], name="visit_once")]

    def __str__(self) -> str:
        return f"{self.member} in {self.conversation_id} up to {self.event}"


class Presence(models.Model):
    """A member has the conversation open. It fades after a minute without a sign of life."""

    conversation = models.ForeignKey("conversations.Conversation", models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+", db_index=False)
    seen_at = models.DateTimeField(default=clock.now)
    typing_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "conversation"], name="present_once")]

    def __str__(self) -> str:
        return f"{self.member} at {self.conversation_id}"

    @property
    def is_typing(self) -> bool:
        return self.typing_at is not None and self.typing_at > clock.now() - TYPING_LIFETIME


def _present() -> models.QuerySet[Presence]:
    here = Presence.objects.filter(conversation_id=blank("conversation"), seen_at__gt=blank("after"))
    return here.exclude(member=blank("member")).order_by("pk")


PRESENT = Written(_present)


class Visited(Windowed):
    class Meta:
        abstract = True

    def see(self, *, by: Member) -> int:
        """Remember that the member has seen all there is; returns the newest event they had seen before."""
        before, newest = self._seen_and_newest(by)
        if newest > before:
            Visit.objects.update_or_create(
                conversation_id=self.pk, member=by, defaults={"event": newest, "at": clock.now()}
            )
        return before

    def _seen_and_newest(self, member: Member) -> tuple[int, int]:
        with connection.cursor() as cursor:
            cursor.execute(SEEN, {"conversation": self.pk, "member": member.pk})
            before, newest = cursor.fetchone()
        return before, newest

    def show_presence(self, *, by: Member, typing: bool = False) -> None:
        """A sign of life. Others hear of it at once when it is news to them."""
        now = clock.now()
        before = Presence.objects.filter(conversation_id=self.pk, member=by).first()
        news = before is None or before.seen_at < now - LIFETIME or before.is_typing != typing
        columns = {"seen_at": now, "typing_at": now if typing else None}
        Presence.objects.update_or_create(conversation_id=self.pk, member=by, defaults=columns)
        if news:
            self._ring_presence()

    def leave(self, *, by: Member) -> None:
        if Presence.objects.filter(conversation_id=self.pk, member=by).delete()[0]:
            self._ring_presence()

    def others_present(self, member: Member) -> list[Presence]:
        return PRESENT.rows(conversation=self.pk, member=member.pk, after=clock.now() - LIFETIME)

    def _ring_presence(self) -> None:
        bell.ring(PRESENCE_CHANNEL, json.dumps({"conversation": self.pk, "inbox": self.inbox_id}))


def fade() -> None:
    """Forget presences that are long over."""
    Presence.objects.filter(seen_at__lt=clock.now() - timedelta(hours=1)).delete()
