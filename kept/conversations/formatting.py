"""Words of ours that have form, made ready to be looked at in the middle of a page.

What strangers wrote goes into a frame of its own. Ours may stand beside everything else because nothing is let through
that could look like a part of the page: no style, no class, no id, no picture but those that went along.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import models
from django.urls import reverse
from django.utils.safestring import SafeString

from kept.conversations.showing import say_where
from kept.lib.markup import own, pieces

if TYPE_CHECKING:
    from kept.conversations.attachment import Attachment
    from kept.conversations.marking import Mark


class Formatted(models.Model):
    """`marks` stand in its words where they are looked at: see `marking`."""

    marks: Sequence[Mark] = ()
    html = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def formatted(self) -> SafeString:
        """What a colleague wrote, as it may be shown; clean once more, whatever the row holds."""
        copies = copies_of(self.attachments.all())  # type: ignore[attr-defined]  # every kind of them has files
        letter = pieces.parse(own.linked(own.clean(self.html, copies)))
        for at, tag in pieces.tags(letter):
            if tag.name == "img":
                tag.attributes |= {"src": copies[own.content_id(tag)], "loading": "lazy"}
            elif tag.name == "a":
                say_where(tag, letter, at)
                tag.attributes |= {"target": "_blank", "rel": "noopener noreferrer nofollow"}
        return SafeString(pieces.written(letter))


def copies_of(files: Iterable[Attachment]) -> dict[str, str]:
    """Where our copies of the pictures are that came along, by content id."""
    named = ((each.content_id.strip("<> "), each.pk) for each in files if each.content_id)
    return {name: reverse("conversations:attachment", args=[pk]) + "?shown" for name, pk in named}
