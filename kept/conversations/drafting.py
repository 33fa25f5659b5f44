"""What somebody has begun to write; kept on the server as they type, so that no typed text is lost."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib.postgres.functions import RandomUUID
from django.db import models, transaction

from kept.conversations.formatting import Formatted
from kept.conversations.retelling import Told
from kept.events.event import Event
from kept.lib import clock
from kept.lib.markup.own import Words
from kept.people.member import Member


class DraftKind(models.TextChoices):
    REPLY = "reply"
    NOTE = "note"


def new_version() -> str:
    return uuid4().hex


class Draft(Formatted):
    """One for each member, conversation and kind. `begun_at_event` is the conversation's newest event when the
    writing began: what came after it, the writer may not have read. `to` is None while the recipients are the
    usual ones. `key` goes along into what is made of it; `version` is another one whenever its words are."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="drafts")
    conversation = models.ForeignKey("conversations.Conversation", models.CASCADE, related_name="drafts")
    kind = models.CharField(max_length=5, choices=DraftKind)
    text = models.TextField(blank=True)
    to = models.JSONField(null=True)
    cc = models.JSONField(default=list)
    bcc = models.JSONField(default=list)
    key = models.UUIDField(default=uuid4, db_default=RandomUUID())
    version = models.CharField(max_length=36, blank=True)
    begun_at_event = models.BigIntegerField(default=0)
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "member", "kind"], name="draft_once")]

    @property
    def words(self) -> Words:
        return Words(self.text, self.html)

    def __str__(self) -> str:
        return f"{self.kind} by {self.member} in {self.conversation_id}"

    @property
    def is_empty(self) -> bool:
        return not self.words and self.to is None and not self.attachments.exists()


class Drafting(Told):
    class Meta:
        abstract = True

    def draft(self, by: Member, kind: str) -> Draft | None:
        return Draft.objects.filter(conversation_id=self.pk, member=by, kind=kind).first()

    @transaction.atomic
    def keep_draft(self, *, by: Member, kind: str, key: UUID | None = None, **columns: Any) -> Draft:
        """Write down what stands in the composer now (`text`, `html`, `to` …), under the key it began with."""
        columns = {"version": new_version(), "updated_at": clock.now()} | columns
        draft, _new = Draft.objects.update_or_create(
            conversation_id=self.pk,
            member=by,
            kind=DraftKind(kind),
            defaults=columns,
            create_defaults={**columns, "key": key or uuid4(), "begun_at_event": self.newest_event()},
        )
        return draft

    def discard_draft(self, *, by: Member, kind: str) -> None:
        Draft.objects.filter(conversation_id=self.pk, member=by, kind=kind).delete()

    def unread_by_writer(self, draft: Draft) -> models.QuerySet[Event]:
        """Messages that came after the draft was begun, from others than its writer."""
        news = self.events().filter(pk__gt=draft.begun_at_event)
        return news.filter(kind__in=["message.received", "message.sent", "message.postponed"]).exclude(by=draft.member)
