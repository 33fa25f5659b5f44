"""Splitting: from one message on it is another matter, and goes on in a conversation of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.translation import gettext as _

from kept.conversations.linking import Link
from kept.conversations.merging import Mergeable
from kept.conversations.message import Message
from kept.conversations.relocating import (
    CARRIES_MESSAGE,
    CannotRelocate,
    Relocation,
    carry,
    hold,
    hold_relocations,
    said,
)
from kept.conversations.relocation_events import SplitFrom, SplitOff
from kept.conversations.visiting import Visit
from kept.lib import subjects
from kept.people.member import Member

if TYPE_CHECKING:
    from kept.conversations.conversation import Conversation


class Splitting(Relocation):
    """The conversation was split off from `origin`."""

    conversation = models.OneToOneField("conversations.Conversation", models.PROTECT, related_name="splitting")
    origin = models.ForeignKey("conversations.Conversation", models.PROTECT, related_name="splittings")

    def __str__(self) -> str:
        return f"#{self.conversation_id} out of #{self.origin_id}"


class Splittable(Mergeable):
    class Meta:
        abstract = True

    def split(self, first: Message, *, by: Member) -> Conversation:
        """Begin a new conversation with that message and all that was said here after it; returns the new one.

        Raises CannotRelocate when nothing would remain, or the message does not stand here.
        """
        with transaction.atomic():
            hold_relocations()
            self.hold()
            messages, notes = self._from(first)
            new = self._begin_with(Message.objects.get(pk=messages[0]), by)
            carry(self, new, messages, notes)
            new.add_participants(new.those_in(Message.objects.filter(pk__in=messages)))
            _bring_visits(self, new)
            if self.assignee is not None:
                new.assign(self.assignee, by=by)
            splitting = Splitting.objects.create(
                conversation=new, origin_id=self.pk, by=by, messages=messages, notes=notes
            )
            Link.objects.create(origin_id=self.pk, to=new, why=Link.Why.SPLIT, by=by)
            for each in (self, new):
                each.settle()
            self.record(SplitOff(new.number), by=by, subject=splitting.pk)
            new.record(SplitFrom(self.number), by=by, subject=splitting.pk)
        return new

    def _from(self, first: Message) -> tuple[list[int], list[int]]:
        events = self.events()
        carrying = events.filter(kind__in=CARRIES_MESSAGE)
        beginning = carrying.filter(subject=first.pk).order_by("pk").last()
        if beginning is None:
            raise CannotRelocate(_("That message stands elsewhere by now."))
        if not carrying.filter(pk__lt=beginning.pk).exists():
            raise CannotRelocate(_("That is the first message: nothing would remain."))
        return said(events.filter(pk__gte=beginning.pk))

    def _begin_with(self, first: Message, by: Member) -> Conversation:
        return type(self).objects.begin(  # type: ignore[attr-defined,no-any-return]
            inbox=self.inbox,
            customer=first.customer or self.customer,
            subject=subjects.bare(first.subject) or self.subject,  # type: ignore[attr-defined]
            channel=first.channel,
            by=by,
        )

    def unsplit(self, *, by: Member) -> Conversation:
        """Put it back, with all that was said in it since; returns where it stands then."""
        with transaction.atomic():
            hold_relocations()
            splitting = Splitting.objects.filter(conversation_id=self.pk).select_related("origin").first()
            if splitting is None or self.standing().pk != self.pk:
                return self.standing()
            origin = splitting.origin.standing()
            hold(self, origin)
            splitting.delete()
            return self.merge_into(origin, by=by)


def _bring_visits(origin: Splittable, new: Conversation) -> None:
    """What somebody had seen there they have seen here."""
    rows = Visit.objects.filter(conversation_id=origin.pk)
    Visit.objects.bulk_create(
        [Visit(conversation=new, member_id=each.member_id, event=each.event, at=each.at) for each in rows]
    )
