"""Files too large for a mail: they stay with us, and the mail carries a link to each that works for some time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models, transaction
from django.urls import reverse

from kept.conversations import carrying
from kept.conversations.attachment import Attachment
from kept.conversations.events import FileFetched, FileWithdrawn, LinkRestored
from kept.conversations.inbox import Inbox
from kept.events.event import record
from kept.events.kinds import Kind
from kept.lib import clock
from kept.people.member import Member

if TYPE_CHECKING:
    from kept.conversations.conversation import Conversation

_signer = Signer(salt="kept.file-link", sep=".")


class FileLinkQuerySet(models.QuerySet["FileLink"]):
    def lend(self, files: Iterable[Attachment], *, days: int) -> None:
        """Let these be fetched from us for so many days. Harmless for those that can be already."""
        until = clock.now() + timedelta(days=days)
        self.bulk_create([FileLink(attachment=each, until=until) for each in files], ignore_conflicts=True)

    def signed(self, token: str) -> FileLink | None:
        """The link with that token, whether it still works or not; None for one that we did not make."""
        try:
            number = _signer.unsign(token)
        except BadSignature:
            return None
        rows = self.select_related("attachment__message__conversation__inbox", "withdrawn_by")
        return rows.filter(pk=number, attachment__message__isnull=False).first()


class FileLink(models.Model):
    """`until` (aware) it can be fetched, unless a colleague has withdrawn it. `fetched` counts how often it was."""

    attachment = models.OneToOneField(Attachment, models.CASCADE, related_name="link")
    until = models.DateTimeField()
    fetched = models.PositiveIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+", db_index=False)

    objects = FileLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"link to {self.attachment}"

    @property
    def token(self) -> str:
        return _signer.sign(str(self.pk))

    @property
    def url(self) -> str:
        return settings.KEPT_URL + reverse("open:file", args=[self.token])

    @property
    def is_over(self) -> bool:
        return self.until <= clock.now()

    @property
    def works(self) -> bool:
        return self.withdrawn_at is None and not self.is_over

    @transaction.atomic
    def fetch(self) -> None:
        """Somebody who has the link takes the file."""
        FileLink.objects.filter(pk=self.pk).update(fetched=models.F("fetched") + 1)
        self._record(FileFetched(self.attachment.name))

    @transaction.atomic
    def withdraw(self, *, by: Member) -> None:
        standing = FileLink.objects.filter(pk=self.pk, withdrawn_at=None)
        if standing.update(withdrawn_at=clock.now(), withdrawn_by=by):
            self._record(FileWithdrawn(self.attachment.name), by=by)

    @transaction.atomic
    def restore(self, *, by: Member) -> None:
        """Take the withdrawal back."""
        gone = FileLink.objects.filter(pk=self.pk, withdrawn_at__isnull=False)
        if gone.update(withdrawn_at=None, withdrawn_by=None):
            self._record(LinkRestored(self.attachment.name), by=by)

    @property
    def conversation(self) -> Conversation:
        message = self.attachment.message
        assert message is not None  # noqa: S101 - only what was sent is lent
        return message.conversation

    def _record(self, what: Kind, *, by: Member | None = None) -> None:
        conversation = self.conversation
        subject = self.attachment.message_id
        record(what, by=by, conversation=conversation, customer=conversation.customer, subject=subject)


@dataclass(frozen=True)
class Lent:
    """Files of a draft that will go as links, and until when (aware) these will work if it is sent now."""

    files: list[Attachment]
    until: datetime

    @property
    def size(self) -> int:
        return sum(each.size for each in self.files)


def lent(inbox: Inbox, files: Iterable[Attachment]) -> Lent:
    """What of these will go as links when they leave from that inbox."""
    heavy = carrying.too_large(files, carrying.most(inbox)) if files else []
    return Lent(heavy, clock.now() + timedelta(days=inbox.links_last))
