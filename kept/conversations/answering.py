"""We answer: a reply to the customer, a note among ourselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypedDict

from django.db import models

from kept.conversations import carrying
from kept.conversations.attachment import Attachment, move
from kept.conversations.base import State, WaitingOn
from kept.conversations.delivery import Delivery
from kept.conversations.events import MessageSent, NoteWritten, ReplyTakenBack
from kept.conversations.inbox import Inbox, OwnAddresses
from kept.conversations.lending import FileLink
from kept.conversations.message import Message, Note
from kept.conversations.receiving import Receiving
from kept.customers.trouble import AddressTrouble
from kept.lib import clock, subjects
from kept.people.member import Member

# How long a reply waits before it leaves, so that a slip can be taken back.
SECOND_THOUGHT = timedelta(seconds=10)


class Recipient(TypedDict):
    name: str
    address: str


@dataclass(frozen=True)
class Recipients:
    """To whom a reply goes."""

    to: list[Recipient]
    cc: list[Recipient] = field(default_factory=list)
    bcc: list[Recipient] = field(default_factory=list)

    @property
    def addresses(self) -> list[str]:
        return [each["address"] for each in [*self.to, *self.cc, *self.bcc]]


class NobodyToWriteTo(Exception):
    """A reply needs at least one recipient."""


class NothingWritten(Exception):
    """A reply or note needs words or a file."""


class Stopped(Exception):
    """Mail to some recipients comes back; `args[0]` are their AddressTroubles, of which a person must say otherwise."""


class Answering(Receiving):
    class Meta:
        abstract = True

    def newest_incoming(self) -> Message | None:
        """The message an answer answers: the newest that a person wrote, or a machine's when there is no other.

        What a colleague wrote from their own mail program came in as well, but is no question to us.
        """
        incoming = Message.objects.filter(conversation_id=self.pk, direction=Message.Direction.IN, member=None)
        written_first = models.Case(models.When(automatic="", then=0), default=1, output_field=models.IntegerField())
        return incoming.order_by(written_first, "-pk").first()

    def recipients(self) -> Recipients:
        """Whom an answer goes to by itself: the author of the newest message, and everybody who got it besides us."""
        newest = self.newest_incoming()
        if newest is None or not newest.author.get("address"):
            email = self.customer.email
            return Recipients([{"name": self.customer.name, "address": email}] if email else [])
        to: list[Recipient] = newest.reply_to or [newest.author]
        known, ours = {each["address"].lower() for each in to}, self.own_addresses()
        others = [each for each in [*newest.to, *newest.cc] if each["address"].lower() not in known]
        others = [each for each in others if not ours.covers(each["address"])]
        return Recipients(to, list({each["address"].lower(): each for each in others}.values()))

    def own_addresses(self) -> OwnAddresses:
        return Inbox.objects.own_addresses()

    def reply(
        self,
        text: str,
        *,
        by: Member,
        recipients: Recipients | None = None,
        attachments: Iterable[Attachment] = (),
        hold: timedelta = timedelta(0),
    ) -> Message:
        """Answer the customer. It leaves after `hold`, from a job enqueued in this transaction.

        Raises NobodyToWriteTo, NothingWritten and Stopped.
        """
        attachments = list(attachments)
        recipients = recipients or self.recipients()
        if not recipients.to:
            raise NobodyToWriteTo
        if not text.strip() and not attachments:
            raise NothingWritten
        if stopped := list(AddressTrouble.objects.stopping().at(recipients.addresses)):
            raise Stopped(stopped)
        with self.locked():
            message = self._write(text, by, recipients)
            move(attachments, message=message)
            self._lend_what_is_too_large(attachments)
            delivery = Delivery.objects.create(message=message, next_try_at=clock.now() + hold)
            delivery.enqueue()
            self.add_participants(recipients.addresses)
            self._after_our_words(message.snippet)
            self.record(MessageSent(), by=by, subject=message.pk)
        return message

    def _lend_what_is_too_large(self, files: list[Attachment]) -> None:
        """Files that would make the mail too large go as links; what went as a link and was taken back begins anew."""
        FileLink.objects.filter(attachment__in=files).delete()
        FileLink.objects.lend(carrying.too_large(files, carrying.most(self.inbox)), days=self.inbox.links_last)

    def _write(self, text: str, by: Member, recipients: Recipients) -> Message:
        answered = self.newest_incoming()
        return Message.objects.create(
            conversation_id=self.pk,
            direction=Message.Direction.OUT,
            channel="email",
            member=by,
            subject=self.subject_of_reply(answered),
            text=text,
            quoted=_signature(text, by),
            author={"name": str(by), "address": self.inbox.address},
            to=recipients.to,
            cc=recipients.cc,
            bcc=recipients.bcc,
            in_reply_to=answered.message_id if answered else "",
            references=[*answered.references, answered.message_id] if answered and answered.message_id else [],
        )

    def subject_of_reply(self, answered: Message | None) -> str:
        """One `Re:`, or what says it in another language, before what the customer called it (RFC 5322 3.6.5)."""
        subject = (answered.subject if answered else "") or getattr(self, "subject", "")
        return subject if answered is None or subjects.is_answer(subject) else f"Re: {subject}"

    def _after_our_words(self, snippet: str) -> None:
        changes: dict[str, object] = {
            "snippet": snippet,
            "last_activity_at": clock.now(),
            "waiting_on": WaitingOn.CUSTOMER,
        }
        if self.state in {State.CLOSED, State.SNOOZED}:
            self._leave_state()
            changes["state"] = State.OPEN
        self._set(**changes)

    def take_back(self, message: Message, *, by: Member) -> bool:
        """Stop a reply that has not left yet; False when it is too late."""
        with self.locked():
            if not message.delivery.take_back():
                return False
            newest = Message.objects.filter(conversation_id=self.pk).exclude(delivery__state="taken_back")
            last = newest.order_by("-pk").first()
            incoming = last is not None and last.is_incoming
            self._set(
                snippet=last.snippet if last else "",
                waiting_on=WaitingOn.US if incoming or last is None else WaitingOn.CUSTOMER,
            )
            self.record(ReplyTakenBack(), by=by, subject=message.pk)
            return True

    def note(self, text: str, *, by: Member, attachments: Iterable[Attachment] = ()) -> Note:
        """Write something for colleagues only. Raises NothingWritten."""
        attachments = list(attachments)
        if not text.strip() and not attachments:
            raise NothingWritten
        with self.locked():
            note = Note.objects.create(conversation_id=self.pk, member=by, text=text)
            move(attachments, note=note)
            self._set(last_activity_at=note.at)
            self.record(NoteWritten(), by=by, subject=note.pk)
        return note


def _signature(text: str, by: Member) -> str:
    """What goes below the words, as they stood when they were written; nothing where the writer signed by hand."""
    signature = by.signature.strip()
    return f"-- \n{signature}" if signature and not text.rstrip().endswith(signature) else ""
