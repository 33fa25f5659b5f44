"""What a conversation is called, and what kind it is of."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kept.conversations.base import Base
from kept.conversations.events import Classified, Retitled
from kept.people.member import Member


class ConversationKind(models.TextChoices):
    QUESTION = "question", _("Question")
    ORDER = "order", _("Order")
    COMPLAINT = "complaint", _("Complaint")
    REQUEST = "request", _("Request")
    ADVICE = "advice", _("Advice")
    PRAISE = "praise", _("Praise")


class Titled(Base):
    subject = models.CharField(_("subject"), max_length=250, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=ConversationKind, blank=True)

    class Meta:
        abstract = True

    def retitle(self, subject: str, *, by: Member) -> None:
        subject = subject.strip()[:250]
        with self.locked():
            if subject == self.subject:
                return
            before = self.subject
            self._set(subject=subject)
            self.record(Retitled(before, subject), by=by)

    def classify(self, kind: str, *, by: Member | None) -> None:
        """Say what kind it is of; empty for none. Raises ValueError for a kind that does not exist."""
        if kind:
            kind = ConversationKind(kind)
        with self.locked():
            if kind == self.kind:
                return
            self._set(kind=kind)
            self.record(Classified(kind), by=by)
