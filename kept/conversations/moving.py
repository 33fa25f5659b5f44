"""Moving: one message that belongs elsewhere is put there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.translation import gettext as _

from kept.conversations.message import Message
from kept.conversations.relocating import CannotRelocate, Relocation, carry, hold, hold_relocations
from kept.conversations.relocation_events import BroughtBack, MovedHere, MovedThere, SentBack
from kept.conversations.splitting import Splittable
from kept.people.member import Member

if TYPE_CHECKING:
    from kept.conversations.conversation import Conversation


class Moving(Relocation):
    """The message was put from `origin` into `into`."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="movings")
    origin = models.ForeignKey("conversations.Conversation", models.PROTECT, related_name="movings_away")
    into = models.ForeignKey("conversations.Conversation", models.PROTECT, related_name="movings_here")

    def __str__(self) -> str:
        return f"message {self.message_id} from #{self.origin_id} to #{self.into_id}"


class Movable(Splittable):
    class Meta:
        abstract = True

    def move(self, message: Message, into: Conversation, *, by: Member) -> None:
        """Put one message into another conversation. Raises CannotRelocate when nothing would remain here."""
        with transaction.atomic():
            hold_relocations()
            hold(self, into)
            message.refresh_from_db()
            if message.conversation_id == into.pk:
                return
            _check(self, message, into)
            _put(message, self, into)
            moving = Moving.objects.create(message=message, origin_id=self.pk, into=into, by=by, messages=[message.pk])
            author = message.author_name
            self.record(MovedThere(into.number, author), by=by, subject=moving.pk)
            into.record(MovedHere(self.number, author), by=by, subject=moving.pk)


@transaction.atomic
def move_back(moving: Moving, *, by: Member) -> None:
    """The message returns to where it was; harmless when it has been put elsewhere since."""
    hold_relocations()
    if not Moving.objects.filter(pk=moving.pk).delete()[0]:
        return
    here, there = moving.into.standing(), moving.origin.standing()
    hold(here, there)
    message = Message.objects.get(pk=moving.message_id)
    if message.conversation_id != here.pk or here.pk == there.pk:
        return
    _put(message, here, there)
    there.record(BroughtBack(here.number), by=by)
    here.record(SentBack(there.number), by=by)


def _check(origin: Movable, message: Message, into: Conversation) -> None:
    if message.conversation_id != origin.pk or into.is_merged:
        raise CannotRelocate(_("It was put elsewhere in the meantime."))
    if into.is_spam and not origin.is_spam:
        raise CannotRelocate(_("That one lies in spam, where nobody would see this."))
    if not Message.objects.filter(conversation_id=origin.pk).exclude(pk=message.pk).exists():
        raise CannotRelocate(_("It is the only message here: merge the conversations instead."))


def _put(message: Message, origin: Movable, into: Movable) -> None:
    carry(origin, into, [message.pk])
    message.conversation_id = into.pk
    people = into.those_in([message])
    into.add_participants(people)
    origin.forget_participants(people)
    if message.is_incoming and not message.automatic and origin.state == "open":
        into.reopen(by=None)
        into.wake(by=None)
    for each in (origin, into):
        each.settle()
