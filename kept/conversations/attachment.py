"""Files that come with a message, a note or a draft."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from django.core.files.storage import default_storage
from django.db import models

from kept.conversations.message import Message, Note
from kept.lib.bulk import PIECE, Content, digest, gathered
from kept.lib.files import content_name, keep
from kept.lib.together import write


class AttachmentManager(models.Manager["Attachment"]):
    def keep(
        self,
        content: Content,
        *,
        name: str,
        type: str,
        message: Message | None = None,
        note: Note | None = None,
        draft: models.Model | None = None,
        content_id: str = "",
        inline: bool = False,
    ) -> Attachment:
        """Store the content and say whose it is. The file is on disk before the row is, so no row lacks its file."""
        row = Attachment(
            name=clean_name(name),
            type=type[:100] or "application/octet-stream",
            size=len(content),
            sha256=keep(content),
            message=message,
            note=note,
            draft_id=draft.pk if draft else None,
            content_id=content_id[:250],
            inline=inline,
        )
        return write(row)


class Attachment(models.Model):
    message = models.ForeignKey(Message, models.PROTECT, null=True, related_name="attachments")
    note = models.ForeignKey(Note, models.PROTECT, null=True, related_name="attachments")
    draft = models.ForeignKey("conversations.Draft", models.CASCADE, null=True, related_name="attachments")
    name = models.CharField(max_length=255)
    type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    content_id = models.CharField(max_length=250, blank=True)
    inline = models.BooleanField(default=False)

    objects = AttachmentManager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(message__isnull=False, note__isnull=True, draft__isnull=True)
                    | models.Q(message__isnull=True, note__isnull=False, draft__isnull=True)
                    | models.Q(message__isnull=True, note__isnull=True, draft__isnull=False)
                ),
                name="attachment_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def open(self) -> IO[bytes]:
        return default_storage.open(content_name(self.sha256))

    def read(self) -> Content:
        """The content; raises CorruptFile when the disk gives back something else than was stored."""
        with self.open() as file:
            content = gathered(iter(lambda: file.read(PIECE), b""))
        if digest(content) != self.sha256:
            raise CorruptFile(self.name)
        return content


class CorruptFile(Exception):
    """A stored file no longer matches its digest."""


def clean_name(name: str) -> str:
    """A file name without folders and control characters, never empty."""
    name = name.replace("\\", "/").rpartition("/")[2]
    return "".join(each for each in name if each.isprintable()).strip()[:255] or "attachment"


def move(attachments: Iterable[Attachment], *, message: Message | None = None, note: Note | None = None) -> None:
    """From a draft to what became of it."""
    Attachment.objects.filter(pk__in=[each.pk for each in attachments]).update(draft=None, message=message, note=note)
