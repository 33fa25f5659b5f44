"""What was said: a message between us and a customer, and a note among ourselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from kept.conversations.formatting import Formatted
from kept.conversations.trust import Doubt, Trust
from kept.customers.customer import Customer
from kept.lib import clock
from kept.people.member import Member

if TYPE_CHECKING:
    from kept.conversations.delivery import Delivery


class Message(Formatted):
    """`text` is what the person newly wrote; `quoted` what came along below it. Together they are everything.

    `html` is the whole page of one that came in, and of one of ours what was newly written where it has form.

    `external_id` is unique within its channel, so that a message arriving twice is one. `to`, `cc` and `bcc` are
    lists of `{"name", "address"}`. `at` is when we received or sent it, `written_at` what its author's clock says.
    `draft_key` is that of the draft it was, so that sending it twice is sending it once.
    """

    class Direction(models.TextChoices):
        IN = "in"
        OUT = "out"

    conversation = models.ForeignKey("conversations.Conversation", models.PROTECT, related_name="messages")
    direction = models.CharField(max_length=3, choices=Direction)
    channel = models.CharField(max_length=20)
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, related_name="messages", db_index=False)
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+", db_index=False)
    external_id = models.CharField(max_length=64, null=True)  # noqa: DJ001 - NULL, not '', is what a unique key ignores
    message_id = models.CharField(max_length=500, blank=True)
    in_reply_to = models.CharField(max_length=500, blank=True)
    references = models.JSONField(default=list)
    subject = models.TextField(blank=True)
    text = models.TextField(blank=True)
    quoted = models.TextField(blank=True)
    author = models.JSONField(default=dict)
    reply_to = models.JSONField(default=list)
    to = models.JSONField(default=list)
    cc = models.JSONField(default=list)
    bcc = models.JSONField(default=list)
    automatic = models.CharField(max_length=200, blank=True)
    trust = models.CharField(max_length=10, choices=Trust, blank=True)
    trust_reason = models.CharField(max_length=20, choices=Doubt, blank=True)
    trust_details = models.TextField(blank=True)
    draft_key = models.UUIDField(null=True)
    written_at = models.DateTimeField(null=True)
    at = models.DateTimeField(default=clock.now)

    delivery: Delivery

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["channel", "external_id"], name="message_arrives_once"),
            models.UniqueConstraint(
                fields=["member", "draft_key"], name="message_sent_once", condition=models.Q(draft_key__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["message_id"], name="message_by_id", condition=~models.Q(message_id="")),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"

    @property
    def is_incoming(self) -> bool:
        return self.direction == self.Direction.IN

    @property
    def is_question(self) -> bool:
        """Whether a person who is no colleague wrote it to us."""
        return self.is_incoming and self.member_id is None and not self.automatic

    @property
    def parties(self) -> list[dict[str, str]]:
        """Everybody who wrote or got it."""
        return [self.author, *self.reply_to, *self.to, *self.cc, *self.bcc]

    @property
    def is_doubtful(self) -> bool:
        """Whether it may be from somebody else than it says."""
        return self.trust == Trust.FAILED

    @property
    def is_proved(self) -> bool:
        """Whether it is certain to be from whom it says."""
        return self.is_incoming and self.trust in {Trust.PROVED, Trust.VOUCHED}

    @property
    def author_name(self) -> str:
        """Who wrote it, in words."""
        if self.member is not None:
            return str(self.member)
        return self.author.get("name") or self.author.get("address") or str(self.customer or "")

    @property
    def clock_differs(self) -> bool:
        """Whether the author's clock and our receipt are more than a quarter of an hour apart."""
        return self.written_at is not None and abs((self.at - self.written_at).total_seconds()) > 900

    @property
    def snippet(self) -> str:
        return " ".join((self.text or self.quoted).split())[:200]


class Note(Formatted):
    """For colleagues only; nothing of it ever leaves."""

    conversation = models.ForeignKey("conversations.Conversation", models.PROTECT, related_name="notes")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+", db_index=False)
    text = models.TextField()
    draft_key = models.UUIDField(null=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "draft_key"], name="note_written_once", condition=models.Q(draft_key__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"note {self.pk}"
