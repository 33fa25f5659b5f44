"""Merging: what is one matter goes on in one conversation, and can be taken apart again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.utils.translation import gettext as _

from kept.conversations.assigning import NotAllowedHere
from kept.conversations.base import State
from kept.conversations.drafting import Draft, new_version
from kept.conversations.message import Message, Note
from kept.conversations.relocating import (
    TRAVELLERS,
    CannotRelocate,
    Relocating,
    Relocation,
    about_rows,
    carry,
    hold,
    hold_relocations,
)
from kept.conversations.relocation_events import Merged, MergedAway, StandsAlone, Unmerged
from kept.conversations.retelling import tell_in
from kept.conversations.visiting import Visit
from kept.people.member import Member

if TYPE_CHECKING:
    from kept.conversations.conversation import Conversation


class Merging(Relocation):
    """The conversation goes on in `into`. `state` is the one in which it ended; the other lists came along as well."""

    conversation = models.OneToOneField("conversations.Conversation", models.PROTECT, related_name="merging")
    into = models.ForeignKey("conversations.Conversation", models.PROTECT, related_name="mergings")
    state = models.CharField(max_length=10, choices=State)
    participants = ArrayField(models.CharField(max_length=320), default=list)
    drafts = ArrayField(models.BigIntegerField(), default=list)
    gave_holder = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"#{self.conversation_id} in #{self.into_id}"


class Mergeable(Relocating):
    class Meta:
        abstract = True

    def standing(self) -> Conversation:
        """The conversation in which this one goes on: itself, unless it was merged."""
        here: Conversation = self  # type: ignore[assignment]  # composed of nothing but its capabilities
        while here.is_merged:
            here = Merging.objects.select_related("into__inbox", "into__customer").get(conversation_id=here.pk).into
        return here

    def merge_into(self, other: Conversation, *, by: Member | None) -> Conversation:
        """All that was said here goes on in the other, where later answers land as well; returns that one.

        Raises CannotRelocate for itself and for one that is merged or spam.
        """
        with transaction.atomic():
            hold_relocations()
            hold(self, other)
            if self.is_merged and self.standing() == other:
                return other
            _check(self, other)
            merging = self._go_on_in(other, by)
            other.settle()
            other.record(Merged(self.number), by=by, subject=merging.pk)
            self.record(MergedAway(other.number), by=by, subject=merging.pk)
        return other

    def _go_on_in(self, other: Conversation, by: Member | None) -> Merging:
        merging = Merging(conversation_id=self.pk, into=other, by=by, state=self.state)
        merging.messages = list(Message.objects.filter(conversation_id=self.pk).values_list("pk", flat=True))
        merging.notes = list(Note.objects.filter(conversation_id=self.pk).values_list("pk", flat=True))
        _unite_visits(self, other)
        events = self.events()
        carry(self, other, merging.messages, merging.notes)
        for each in TRAVELLERS:
            each.go_on(self, other)
        tell_in(other, events)
        merging.participants = sorted(self.participant_addresses - other.participant_addresses)
        other.add_participants(merging.participants)
        merging.drafts = _bring_drafts(self, other)
        merging.gave_holder = self._give_holder(other, by)
        if self.state == State.OPEN:
            other.reopen(by=by)
            other.wake(by=by)
        self._set(state=State.MERGED)
        merging.save()
        return merging

    def _give_holder(self, other: Conversation, by: Member | None) -> bool:
        if self.assignee is None or other.assignee is not None:
            return False
        try:
            other.assign(self.assignee, by=by)
        except NotAllowedHere:
            return False
        return True

    def unmerge(self, *, by: Member | None) -> None:
        """Let it stand on its own again, with what came from it and has not been put elsewhere since."""
        with transaction.atomic():
            hold_relocations()
            merging = Merging.objects.filter(conversation_id=self.pk).first()
            if merging is None:
                return
            home = self.standing()
            hold(self, home)
            _take_out(self, home, merging)  # type: ignore[arg-type]
            merging.delete()
            self._set(state=merging.state)
            if merging.gave_holder and home.assignee == self.assignee:
                home.assign(None, by=by)
            for each in (self, home):
                each.settle()
            home.record(Unmerged(self.number), by=by)
            self.record(StandsAlone(home.number), by=by)


def standing_for(number: int) -> int:
    """The number of the conversation in which that one goes on; the same where it was not merged."""
    while (into := Merging.objects.filter(conversation=number).values_list("into", flat=True).first()) is not None:
        number = into
    return number


def _check(origin: Mergeable, into: Conversation) -> None:
    if origin.pk == into.pk:
        raise CannotRelocate(_("A conversation cannot be merged into itself."))
    if origin.is_merged or into.is_merged:
        raise CannotRelocate(_("One of them was merged elsewhere in the meantime."))
    if into.is_spam and not origin.is_spam:
        raise CannotRelocate(_("That one lies in spam, where nobody would see this."))


def _take_out(origin: Conversation, home: Conversation, merging: Merging) -> None:
    """What came along goes back, and with it what the stream tells of it."""
    messages = Message.objects.filter(pk__in=merging.messages, conversation=home)
    notes = Note.objects.filter(pk__in=merging.notes, conversation=home)
    carry(home, origin, list(messages.values_list("pk", flat=True)), list(notes.values_list("pk", flat=True)))
    family = _family(origin)
    for each in TRAVELLERS:
        each.come_back(home, origin, family)
    tell_in(origin, home.events().filter(conversation_id__in=family).exclude(about_rows()))
    home.forget_participants(merging.participants)
    drafts = Draft.objects.filter(pk__in=merging.drafts, conversation=home)
    drafts.update(conversation=origin)


def _family(conversation: Conversation) -> set[int]:
    """Its number and those of all that go on in it."""
    family, newest = set[int](), {int(conversation.pk)}
    while newest:
        family |= newest
        newest = set(Merging.objects.filter(into__in=newest).values_list("conversation_id", flat=True)) - family
    return family


def _bring_drafts(origin: Mergeable, into: Conversation) -> list[int]:
    """What somebody has begun to write comes along; where they had begun there too, the words follow those."""
    there = {(each.member_id, each.kind): each for each in Draft.objects.filter(conversation=into)}
    brought = []
    for draft in Draft.objects.filter(conversation_id=origin.pk):
        if (begun := there.get((draft.member_id, draft.kind))) is None:
            draft.conversation_id = into.pk
            draft.save(update_fields=["conversation"])
            brought.append(draft.pk)
            continue
        both = begun.words.above(draft.words)
        begun.text, begun.html, begun.version = both.text, both.html, new_version()
        begun.save(update_fields=["text", "html", "version"])
        draft.attachments.update(draft=begun)
        draft.delete()
    return brought


def _unite_visits(origin: Mergeable, into: Conversation) -> None:
    """Whoever had seen all of both has seen all; for the others the first they have not seen is new."""
    seen_here = {each.member_id: each for each in Visit.objects.filter(conversation_id=origin.pk)}
    newest_here, newest_there = origin.newest_event(), into.newest_event()
    first_here = origin.events().order_by("pk").values_list("pk", flat=True).first() or 0
    for there in Visit.objects.filter(conversation=into):
        here = seen_here.get(there.member_id)
        if here is not None and here.event >= newest_here and there.event >= newest_there:
            event, at = max(here.event, there.event), max(here.at, there.at)
        else:
            event, at = min(there.event, here.event if here else first_here - 1), _earlier(there, here)
        Visit.objects.filter(pk=there.pk).update(event=event, at=at)


def _earlier(there: Visit, here: Visit | None) -> datetime:
    return min(there.at, here.at) if here else there.at
