"""The acknowledgement: one automatic line to who writes for the first time, and never a loop (RFC 3834)."""

from __future__ import annotations

from datetime import timedelta

from django.db import models, transaction

from kept.channels import breaking
from kept.channels.email.automatic import nobody_reads
from kept.conversations.acknowledgement import words_for
from kept.conversations.answering import Recipient
from kept.conversations.base import State
from kept.conversations.conversation import Conversation
from kept.conversations.delivery import Delivery
from kept.conversations.events import MessageReceived, MessageSent
from kept.conversations.inbox import Inbox
from kept.conversations.message import Message
from kept.conversations.trust import Trust
from kept.customers.declining import Declined
from kept.customers.trouble import AddressTrouble
from kept.events.event import Event
from kept.events.stream import Consumer
from kept.lib import clock
from kept.people import throttle
from kept.people.member import Member

ONCE_IN = timedelta(days=1)
# What was written long ago comes out of an old mailbox; nobody waits for a word about it.
FRESH = timedelta(days=1)
HOUR = 3600
# Whatever else goes wrong: this is all that leaves by itself for one domain, and for all, within an hour.
MOST_TO_DOMAIN = 60
MOST_AT_ALL = 300


class AcknowledgementManager(models.Manager["Acknowledgement"]):
    def lately(self, address: str) -> bool:
        who, since = breaking.correspondent(address), clock.now() - ONCE_IN
        return self.filter(address=who, at__gt=since).exists()

    @transaction.atomic
    def send(self, answered: Message, words: str = "") -> Acknowledgement:
        """Tell its author that it has arrived, in the inbox's words if no others. It stays our turn to answer."""
        conversation, inbox = answered.conversation, answered.conversation.inbox
        to: Recipient = {"name": answered.author.get("name", ""), "address": answered.author["address"]}
        message = Message.objects.create(
            conversation=conversation,
            direction=Message.Direction.OUT,
            channel="email",
            subject=conversation.subject_of_reply(answered),
            text=words or words_for(inbox, conversation),
            author={"name": inbox.name, "address": inbox.address},
            to=[to],
            in_reply_to=answered.message_id,
            references=[*answered.references, answered.message_id] if answered.message_id else [],
            automatic="acknowledgement",
        )
        Delivery.objects.create(message=message).enqueue()
        conversation.record(MessageSent(), subject=message.pk)
        return self.create(message=message, conversation=conversation, address=breaking.correspondent(to["address"]))


class Acknowledgement(models.Model):
    """One that was sent: once in a conversation, and once a day to an address."""

    conversation = models.OneToOneField(Conversation, models.CASCADE, related_name="acknowledgement")
    message = models.OneToOneField(Message, models.CASCADE, related_name="+")
    address = models.CharField(max_length=320)
    at = models.DateTimeField(default=clock.now)

    objects = AcknowledgementManager()

    class Meta:
        indexes = [models.Index(fields=["address", "-at"], name="acknowledged_lately")]

    def __str__(self) -> str:
        return f"{self.address} in {self.conversation_id}"


class Acknowledging(Consumer):
    """Answers what came in with a line of its own where the inbox wants that."""

    name = "acknowledging"

    def handle(self, event: Event) -> None:
        is_fresh = event.at > clock.now() - timedelta(seconds=HOUR)
        if not isinstance(event.what, MessageReceived) or event.subject is None or not is_fresh:
            return
        rows = Message.objects.select_related("conversation__inbox", "conversation__customer")
        message = rows.filter(pk=event.subject, member=None).first()
        if message is None or not (address := message.author.get("address", "")):
            return
        if Acknowledgement.objects.lately(address):
            breaking.count(message)
        elif message.conversation.inbox.acknowledges and is_due(message) and within_bounds(address):
            Acknowledgement.objects.send(message)


def is_due(message: Message) -> bool:
    """Whether a person, whom we know how to reach, has just begun this conversation and heard nothing from us yet."""
    address, conversation = message.author["address"], message.conversation
    written = message.written_at or message.at
    return (
        not message.automatic
        and message.trust != Trust.FAILED
        and conversation.state != State.SPAM
        and written > clock.now() - FRESH
        and not any(nobody_reads(each["address"]) for each in [message.author, *message.reply_to])
        and not Message.objects.filter(conversation=conversation, pk__lt=message.pk).exists()
        and not Inbox.objects.own_addresses().covers(address)
        and not Member.objects.filter(email__iexact=address).exists()
        and not AddressTrouble.objects.stopping().at([address]).exists()
        and not Declined.objects.at([address]).exists()
        and not breaking.is_silent(address)
    )


def within_bounds(address: str) -> bool:
    domain = address.rpartition("@")[2].lower()
    to_domain = throttle.allow(f"acknowledgements to {domain}", limit=MOST_TO_DOMAIN, seconds=HOUR)
    return to_domain and throttle.allow("acknowledgements", limit=MOST_AT_ALL, seconds=HOUR)
