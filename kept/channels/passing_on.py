"""A colleague forwards a customer's mail to an inbox: it becomes the customer's, with what they wrote as a note."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import Q

from kept.channels.base import Arrival, Enclosure, Party
from kept.conversations.attachment import Attachment
from kept.conversations.conversation import Conversation
from kept.conversations.message import Message
from kept.conversations.relocation_events import PassedOn
from kept.people.member import Member


@dataclass(frozen=True)
class Passed:
    """The customer's mail, who passed it on, and what they said and added."""

    original: Arrival
    by: Member
    above: str
    beside: tuple[Enclosure, ...] = ()

    def known(self) -> Message | None:
        """The same mail, where we had it already: it was also sent to us, or somebody else passed it on before."""
        same = Q(external_id=self.original.external_id)
        if self.original.message_id:
            same |= Q(message_id=self.original.message_id, author__address__iexact=self.original.author.address)
        return Message.objects.filter(same, direction=Message.Direction.IN).order_by("pk").first()

    def tell(self, conversation: Conversation) -> None:
        """Say in the conversation who passed it on, and note what they said."""
        author = self.original.author
        conversation.record(PassedOn(author.name or author.address), by=self.by)
        if not self.above and not self.beside:
            return
        note = conversation.note(self.above or "…", by=self.by)
        for each in self.beside:
            Attachment.objects.keep(each.content, name=each.name, type=each.type, note=note)


def passed(arrival: Arrival, by: Member, ours: set[str]) -> Passed | None:
    """What the colleague passes on; None for anything but mail of somebody else. `ours` are our own people's and
    inboxes' addresses."""
    forwarded = arrival.forwarded
    if forwarded is None or forwarded.original.author.key in ours:
        return None
    original = forwarded.original
    attached = original.external_id != arrival.external_id
    original = replace(
        original,
        to=_without(by, original.to),
        cc=_without(by, original.cc),
        forwarded=None,
        bounce=None,
        trust="",
        trust_reason="",
        trust_details="",
    )
    return Passed(original, by, forwarded.above, forwarded.beside if attached else ())


def _without(member: Member, parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """So that they do not get a copy of every answer."""
    return tuple(each for each in parties if each.key != member.email)
