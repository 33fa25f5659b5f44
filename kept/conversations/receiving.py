"""A message comes in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from django.db import models, transaction

from kept.conversations.base import State, WaitingOn
from kept.conversations.events import MessageReceived
from kept.conversations.message import Message
from kept.conversations.sifting import Siftable
from kept.lib.together import write, write_all


class Participant(models.Model):
    """An address that takes part: of one who wrote here or was written to. Only these may continue the conversation."""

    conversation = models.ForeignKey(
        "conversations.Conversation", models.CASCADE, related_name="participants", db_index=False
    )
    address = models.CharField(max_length=320)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "address"], name="participant_once")]
        indexes = [models.Index(fields=["address", "-conversation"], name="participant_in")]

    def __str__(self) -> str:
        return self.address


class Receiving(Siftable):
    class Meta:
        abstract = True

    def receive(self, message: Message, *, new: bool = False) -> Message:
        """Take in a message that came from outside, given as an unsaved row.

        A closed or snoozed conversation opens again, since somebody wants something; spam stays spam. Mail written
        by a machine is filed, but neither opens a conversation again nor makes it our turn. What was to go out later
        does not know of a customer's newest words, and waits for a person. `new` says that the
        conversation was made in this very transaction, so that nobody else can hold it.
        """
        with transaction.atomic(savepoint=False):
            if new:
                return self._take_in(message)
            self.hold()
            self._take_in(message)
            if message.is_question:
                self.hold_back("written")
        return message

    def _take_in(self, message: Message) -> Message:
        message.conversation_id = self.pk
        write(message)
        from_customer = message.member_id is None
        changes: dict[str, object] = {"snippet": message.snippet, "last_activity_at": message.at}
        if not message.automatic:
            changes["waiting_on"] = WaitingOn.US if from_customer else WaitingOn.CUSTOMER
            if from_customer and self.state in {State.CLOSED, State.SNOOZED}:
                self._leave_state()
                changes["state"] = State.OPEN
        changes = {name: value for name, value in changes.items() if getattr(self, name) != value}
        if changes:
            self._set(**changes)
        self.record(MessageReceived(), by=message.member, subject=message.pk, customer=message.customer)
        if "state" in changes:
            self.put_down_if_lost()
        return message

    def take_turn_back(self) -> None:
        """What we said did not reach the customer: it is our turn again, also where we thought to be done."""
        with self.locked():
            self.reopen(by=None)
            self._set(waiting_on=WaitingOn.US)

    @cached_property
    def participant_addresses(self) -> set[str]:
        """Who takes part, in lower case. Whoever takes somebody out forgets this: see `forget_participants`."""
        return set(Participant.objects.filter(conversation_id=self.pk).values_list("address", flat=True))

    def add_participants(self, addresses: Iterable[str]) -> None:
        known: set[str] = self.__dict__.get("participant_addresses", set())
        new = dict.fromkeys(each.lower()[:320] for each in addresses if each and each.lower()[:320] not in known)
        if new:
            rows = [Participant(conversation_id=self.pk, address=each) for each in new]
            write_all(rows, ignore_conflicts=True)
            known.update(new)
