"""What comes back of a message that had left: from whom, and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from kept.conversations.events import DeliveryDelayed, DeliveryFailed, MarkedAsSpamByReader, RecipientRefused
from kept.conversations.message import Message
from kept.customers.trouble import Why, told
from kept.events.event import record
from kept.events.kinds import Kind
from kept.lib import clock
from kept.people.member import Member


class DeliveryState(models.TextChoices):
    POSTPONED = "postponed", _("Goes out later")
    HELD = "held", _("Held back")
    PENDING = "pending", _("Waiting to leave")
    SENDING = "sending", _("Leaving")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Not delivered")
    BOUNCED = "bounced", _("Came back")
    TAKEN_BACK = "taken_back", _("Taken back")


# How a delivery ends that reached nobody, by how far it had come.
END: dict[str, DeliveryState] = {"sent": DeliveryState.BOUNCED, "sending": DeliveryState.FAILED}


# Not said yet, and perhaps never: these are no part of what was said.
UNSAID = [DeliveryState.POSTPONED, DeliveryState.HELD, DeliveryState.TAKEN_BACK]


class Returned(TypedDict):
    """`why` is one of `Why`, `said` what the other side said, `at` an ISO 8601 moment in UTC."""

    address: str
    why: str
    said: str
    at: str


class Returning(models.Model):
    """`returned` are the recipients whom it did not reach or who complained of it, each once."""

    State = DeliveryState

    message = models.OneToOneField(Message, models.PROTECT, related_name="delivery")
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.PENDING)
    reason = models.TextField(blank=True)
    returned = models.JSONField(default=list)

    class Meta:
        abstract = True

    @property
    def recipients(self) -> list[str]:
        """Everybody it goes to, in lower case."""
        return _addresses([*self.message.to, *self.message.cc, *self.message.bcc])

    @property
    def why(self) -> str:
        """`reason` in the reader's language, where it is one of `Why`."""
        return told(self.reason)

    @property
    def missed(self) -> list[dict[str, str]]:
        """Those it did not reach or please, with `why` in the reader's language; `complained` says which of the two."""
        return [self._missed(each) for each in self.returned]

    def _missed(self, each: Returned) -> dict[str, str]:
        complained = "yes" if each["why"] == Why.COMPLAINT else ""
        return {"address": each["address"], "why": told(each["why"]), "said": each["said"], "complained": complained}

    @transaction.atomic
    def come_back(self, address: str, why: str, said: str = "") -> str:
        """It did not reach that address. Returns the recipient that counts as, '' when we know that already.

        Once it has reached nobody to whom it was written, it counts as not delivered, or as come back if it had
        left. A report may name an address that we did not write to, where somebody has their mail forwarded.
        """
        self._hold()
        recipient = self._recipient(address)
        if self._knows(recipient):
            return ""
        self.returned = [*self.returned, _entry(recipient, why, said)]
        lost = {each["address"] for each in self.returned if each["why"] != Why.COMPLAINT}
        end = END.get(self.state)
        if end and not set(_addresses(self.message.to)) - lost:
            self.state, self.reason = end, why
            self._record(DeliveryFailed(why))
        else:
            self._record(RecipientRefused(recipient, why))
        self.save(update_fields=["returned", "state", "reason"])
        return recipient

    @transaction.atomic
    def be_complained_of(self, address: str) -> str:
        """Its reader marked it as spam (RFC 5965). Returns who that is, '' when we know it already."""
        self._hold()
        recipient = self._recipient(address)
        if self._knows(recipient):
            return ""
        self.returned = [*self.returned, _entry(recipient, Why.COMPLAINT, "")]
        self.save(update_fields=["returned"])
        self._record(MarkedAsSpamByReader(recipient))
        return recipient

    @transaction.atomic
    def be_delayed(self, address: str, why: str) -> None:
        """The other side has not got it yet, and still tries."""
        self._hold()
        if self.state == DeliveryState.SENT and not self._knows(self._recipient(address)):
            self._record(DeliveryDelayed(self._recipient(address), why))

    def _hold(self) -> None:
        rows = type(self)._base_manager.select_for_update(no_key=True)
        self.refresh_from_db(fields=["state", "reason", "returned"], from_queryset=rows)

    def _recipient(self, address: str) -> str:
        address = address.strip().lower()
        return self.recipients[0] if address not in self.recipients and len(self.recipients) == 1 else address

    def _knows(self, recipient: str) -> bool:
        return any(each["address"] == recipient for each in self.returned)

    def _record(self, what: Kind, *, by: Member | None = None) -> None:
        conversation = self.message.conversation
        record(what, by=by, conversation=conversation, customer=conversation.customer, subject=self.message_id)


def _entry(address: str, why: str, said: str) -> Returned:
    return {"address": address, "why": why, "said": said[:1000], "at": clock.now().isoformat()}


def _addresses(people: Iterable[dict[str, str]]) -> list[str]:
    return list(dict.fromkeys(each["address"].strip().lower() for each in people if each.get("address")))
