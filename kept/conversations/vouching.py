"""Vouching: a colleague knows better than the rules that a message is from whom it says."""

from __future__ import annotations

from django.db import models

from kept.conversations.base import Base
from kept.conversations.message import Message
from kept.conversations.trust import Trust
from kept.conversations.trust_events import Vouched, VouchWithdrawn
from kept.customers.customer import Customer
from kept.lib import clock
from kept.people.member import Member


class Vouch(models.Model):
    """A colleague's word about one message. `stranger` is as whom its conversation was filed until then."""

    message = models.OneToOneField(Message, models.PROTECT, related_name="vouch")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(default=clock.now)
    stranger = models.ForeignKey(Customer, models.PROTECT, null=True, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"{self.by} for message {self.message_id}"


class Vouchable(Base):
    class Meta:
        abstract = True

    def vouch_for(self, message: Message, *, by: Member) -> None:
        """It is from whom it says: a conversation that was kept apart for it becomes that customer's."""
        with self.locked():
            if not self._set_trust(message, Trust.FAILED, Trust.VOUCHED):
                return
            address = message.author.get("address", "")
            stranger = None if self.customer.addresses.exists() else self.customer
            Vouch.objects.create(message=message, by=by, stranger=stranger)
            if stranger is not None:
                self._file_under(Customer.objects.at("email", address, name=message.author.get("name", "")))
            self.record(Vouched(address), by=by, subject=message.pk)

    def withdraw_vouch(self, message: Message, *, by: Member) -> None:
        """That was a mistake: everything stands as it did before."""
        with self.locked():
            if not self._set_trust(message, Trust.VOUCHED, Trust.FAILED):
                return
            vouch = Vouch.objects.select_related("stranger").get(message=message)
            vouch.delete()
            if vouch.stranger is not None:
                self._file_under(vouch.stranger)
            self.record(VouchWithdrawn(message.author.get("address", "")), by=by, subject=message.pk)

    def _set_trust(self, message: Message, before: Trust, trust: Trust) -> bool:
        """Whether it changed; not when it is another conversation's message, or somebody was faster."""
        row = Message.objects.filter(pk=message.pk, conversation_id=self.pk, trust=before)
        message.trust = trust
        return bool(row.update(trust=trust))

    def _file_under(self, customer: Customer) -> None:
        Message.objects.filter(conversation_id=self.pk, customer=self.customer).update(customer=customer)
        self._set(customer=customer)
