"""A message comes in."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from kept.conversations.base import State, WaitingOn
from kept.conversations.events import MessageReceived
from kept.conversations.message import Message
from kept.conversations.sifting import Siftable


class Participant(models.Model):
    """An address that takes part: of one who wrote here or was written to. Only these may continue the conversation."""

    conversation = models.ForeignKey(
        "conversations.Conversation", models.CASCADE, related_name="participants", db_index=False
    )
    address = models.CharField(max_length=320)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "address"], name="participant_once")]

    def __str__(self) -> str:
        return self.address


class Receiving(Siftable):
    class Meta:
        abstract = True

    def receive(self, message: Message, *, new: bool = False) -> Message:
        """Take in a message that came from outside, given as an unsaved row.

        A closed or snoozed conversation opens again, since somebody wants something; spam stays spam. Mail written
        by a machine is filed, but neither opens a conversation again nor makes it our turn. `new` says that the
        conversation was made in this very transaction, so that nobody else can hold it.
        """
        if new:
            return self._take_in(message)
        with self.locked():
            return self._take_in(message)

    def _take_in(self, message: Message) -> Message:
        message.conversation_id = self.pk
        message.save(force_insert=True)
        from_customer = message.member_id is None
        changes: dict[str, object] = {"snippet": message.snippet, "last_activity_at": message.at}
        if not message.automatic:
            changes["waiting_on"] = WaitingOn.US if from_customer else WaitingOn.CUSTOMER
            if from_customer and self.state in {State.CLOSED, State.SNOOZED}:
                self._leave_state()
                changes["state"] = State.OPEN
        self._set(**changes)
        self.record(MessageReceived(), by=message.member, subject=message.pk, customer=message.customer)
        return message

    def add_participants(self, addresses: Iterable[str]) -> None:
        rows = [Participant(conversation_id=self.pk, address=each.lower()[:320]) for each in addresses if each]
        Participant.objects.bulk_create(rows, ignore_conflicts=True)

    def has_participant(self, address: str) -> bool:
        return Participant.objects.filter(conversation_id=self.pk, address=address.lower()).exists()
