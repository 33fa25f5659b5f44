"""We answer: a reply to the customer, a note among ourselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypedDict
from uuid import UUID

from django.db import models

from kept.conversations import carrying, saying
from kept.conversations.attachment import Attachment, move
from kept.conversations.base import State, WaitingOn
from kept.conversations.delivery import Delivery
from kept.conversations.drafting import DraftKind
from kept.conversations.events import MessageSent, NoteWritten, ReplyPostponed, ReplyTakenBack
from kept.conversations.inbox import Inbox, OwnAddresses
from kept.conversations.lending import FileLink
from kept.conversations.message import Message, Note
from kept.conversations.receiving import Receiving
from kept.conversations.windows import SentBefore, composed
from kept.customers.trouble import AddressTrouble
from kept.lib import clock, subjects
from kept.lib.markup.own import Words
from kept.lib.written import Written, blank
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


def _incoming() -> models.QuerySet[Message]:
    by_a_person = models.ExpressionWrapper(models.Q(automatic=""), models.BooleanField())
    rows = Message.objects.filter(conversation=blank("conversation"), direction=Message.Direction.IN, member=None)
    return rows.order_by(by_a_person.desc(), "-pk")[:1]


INCOMING = Written(_incoming)


class Answering(Receiving):
    class Meta:
        abstract = True

    def newest_incoming(self) -> Message | None:
        """The message an answer answers: the newest that a person wrote, or a machine's when there is no other.

        What a colleague wrote from their own mail program came in as well, but is no question to us.
        """
        return INCOMING.first(conversation=self.pk)

    def recipients(self) -> Recipients:
        """Whom an answer goes to by itself: the author of the newest message, and everybody who got it besides us."""
        newest = self.newest_incoming()
        if newest is None or not newest.author.get("address"):
            email = self.customer.email
            return Recipients([{"name": self.customer.name, "address": email}] if email else [])
        to: list[Recipient] = newest.reply_to or [newest.author]
        known, here = {each["address"].lower() for each in to}, OwnAddresses([self.inbox.address])
        others = [each for each in [*newest.to, *newest.cc] if each["address"].lower() not in known]
        others = [each for each in others if not here.covers(each["address"])]
        if others:  # most letters go to this inbox alone
            ours = self.own_addresses()
            others = [each for each in others if not ours.covers(each["address"])]
        return Recipients(to, list({each["address"].lower(): each for each in others}.values()))

    def own_addresses(self) -> OwnAddresses:
        return Inbox.objects.own_addresses()

    def reply(
        self,
        text: str,
        *,
        by: Member,
        html: str = "",
        recipients: Recipients | None = None,
        attachments: Iterable[Attachment] = (),
        hold: timedelta = timedelta(0),
        until: datetime | None = None,
        key: UUID | None = None,
    ) -> Message:
        """Answer the customer. It leaves after `hold`, or at `until`, from a job enqueued in this transaction.

        `html` is the same as `text` with form, and then says it alone. `key` is its draft's. Raises NobodyToWriteTo,
        NothingWritten, Stopped and SentBefore.
        """
        words, attachments = going_along(text, html, attachments)
        recipients = recipients or self.recipients()
        if not recipients.to:
            raise NobodyToWriteTo
        if not words and not attachments:
            raise NothingWritten
        if stopped := list(AddressTrouble.objects.stopping().at(recipients.addresses)):
            raise Stopped(stopped)
        with self.locked():
            _once(key, by, DraftKind.REPLY)
            message = self._write(words, by, recipients, key)
            move(attachments, message=message)
            self._lend_what_is_too_large(attachments)
            self._hand_over(message, until, hold)
            self.add_participants(recipients.addresses)
            self._after_our_words(message.snippet)
            if until:
                self.record(ReplyPostponed(until.isoformat()), by=by, subject=message.pk)
            else:
                self._say(message, by)
        return message

    def _say(self, message: Message, by: Member | None) -> None:
        """It leaves, so it is said: what it promises is promised from now on."""
        self.record(MessageSent(), by=by, subject=message.pk)
        if message.member:
            saying.said(message, by=message.member)

    def _hand_over(self, message: Message, until: datetime | None, hold: timedelta) -> None:
        state = Delivery.State.POSTPONED if until else Delivery.State.PENDING
        delivery = Delivery(message=message, state=state, next_try_at=until or clock.now() + hold)
        delivery.answers_until = message.pk
        delivery.save()
        delivery.enqueue()

    def _lend_what_is_too_large(self, files: list[Attachment]) -> None:
        """Files that would make the mail too large go as links; what went as a link and was taken back begins anew."""
        FileLink.objects.filter(attachment__in=files).delete()
        FileLink.objects.lend(carrying.too_large(files, carrying.most(self.inbox)), days=self.inbox.links_last)

    def _write(self, words: Words, by: Member, recipients: Recipients, key: UUID | None) -> Message:
        answered = self.newest_incoming()
        return Message.objects.create(
            conversation_id=self.pk,
            direction=Message.Direction.OUT,
            channel="email",
            member=by,
            subject=self.subject_of_reply(answered),
            text=words.text,
            html=words.html,
            quoted=_signature(words.text, by),
            author={"name": str(by), "address": self.inbox.address},
            to=recipients.to,
            cc=recipients.cc,
            bcc=recipients.bcc,
            draft_key=key,
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
            saying.taken_back(message, by=by)
            return True

    def note(
        self,
        text: str,
        *,
        by: Member,
        html: str = "",
        attachments: Iterable[Attachment] = (),
        key: UUID | None = None,
    ) -> Note:
        """Write something for colleagues only. Raises NothingWritten and SentBefore."""
        words, attachments = going_along(text, html, attachments)
        if not words and not attachments:
            raise NothingWritten
        with self.locked():
            _once(key, by, DraftKind.NOTE)
            said = {"text": words.text, "html": words.html, "draft_key": key}
            note = Note.objects.create(conversation_id=self.pk, member=by, **said)
            move(attachments, note=note)
            self._set(last_activity_at=note.at)
            self.record(NoteWritten(), by=by, subject=note.pk)
            saying.said(note, by=by)
        return note


def going_along(text: str, html: str, files: Iterable[Attachment]) -> tuple[Words, list[Attachment]]:
    """The words, and the files less the pictures that were taken out of them again."""
    files = list(files)
    words = Words.written(text, html, {each.content_id for each in files if each.content_id})
    return words, [each for each in files if not each.inline or each.content_id in words.pictures]


def _once(key: UUID | None, by: Member, kind: DraftKind) -> None:
    """Whoever holds the conversation looks; a second one then finds what the first has made of the draft."""
    if before := composed(key, by=by, kind=kind):
        raise SentBefore(before)


def _signature(text: str, by: Member) -> str:
    """What goes below the words, as they stood when they were written; nothing where the writer signed by hand."""
    signature = by.signature.strip()
    return f"-- \n{signature}" if signature and not text.rstrip().endswith(signature) else ""
