"""Addresses from which our mail comes back. Kept by address: one who only ever got a copy is no customer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from kept.customers.customer import Address, Customer, normalised
from kept.customers.declining import Declined
from kept.customers.events import AddressStopped, AddressTrusted
from kept.events.event import record
from kept.lib import clock
from kept.lib.written import Written, among, blank
from kept.people.member import Member

if TYPE_CHECKING:
    from kept.conversations.conversation import Conversation

# How long a passing trouble is worth a word beside the next letter.
SOFT_FOR = timedelta(days=14)


class Why(models.TextChoices):
    """Why a mail came back, as it ends the sentence “Not delivered: …”."""

    UNKNOWN = "address unknown", _("nobody has that address")
    FULL = "mailbox full", _("mailbox full")
    DISABLED = "mailbox disabled", _("the mailbox is closed")
    LARGE = "message too large", _("the message is too large for them")
    SPAM = "refused as spam", _("their server took it for spam")
    POLICY = "refused by policy", _("their server refuses such mail")
    NO_HOST = "host unknown", _("their mail server does not exist")
    UNREACHABLE = "not reachable", _("their mail server did not answer")
    TOO_MANY = "too many messages", _("their server takes no more mail for now")
    EXPIRED = "expired", _("their server did not take it for days")
    LOOP = "loop", _("it went round in circles between mail servers")
    COMPLAINT = "marked as spam by its reader", _("its reader marked it as spam")
    OTHER = "not delivered", _("their server did not say why")


class Severity(models.TextChoices):
    SOFT = "soft", _("May pass")
    HARD = "hard", _("Will not pass by itself")
    COMPLAINT = "complaint", _("Wants no mail")


# What is about the address, rather than about one message or one day.
HARD = {Why.UNKNOWN, Why.DISABLED, Why.NO_HOST}


def told(reason: str) -> str:
    """A reason in the reader's language, where it is one of `Why`; else as it is."""
    return str(Why(reason).label) if reason in Why.values else reason


def severity(why: str, *, permanent: bool) -> Severity:
    if why == Why.COMPLAINT:
        return Severity.COMPLAINT
    return Severity.HARD if permanent and why in HARD else Severity.SOFT


class AddressTroubleQuerySet(models.QuerySet["AddressTrouble"]):
    def at(self, addresses: Iterable[str]) -> AddressTroubleQuerySet:
        return self.filter(address__in={normalised(Address.Kind.EMAIL, each) for each in addresses})

    def stopping(self) -> AddressTroubleQuerySet:
        """Those for which nothing more is sent until a person says otherwise."""
        return self.exclude(severity=Severity.SOFT)

    @transaction.atomic
    def mark(
        self,
        address: str,
        why: str,
        *,
        permanent: bool,
        said: str = "",
        conversation: Conversation | None = None,
    ) -> AddressTrouble:
        """Write down that mail to that address came back. What stops sending is not softened by what may pass."""
        address = normalised(Address.Kind.EMAIL, address)
        kind = severity(why, permanent=permanent)
        fields = {"severity": kind, "why": why, "said": said[:1000], "at": clock.now()}
        trouble, new = self.select_for_update().get_or_create(address=address, defaults=fields)
        was_stopping = not new and trouble.is_stopping
        if not new and not (was_stopping and kind == Severity.SOFT):
            for name, value in fields.items():
                setattr(trouble, name, value)
            trouble.save()
        if trouble.is_stopping and not was_stopping:
            customer = conversation.customer if conversation else None
            record(AddressStopped(address, why), conversation=conversation, customer=customer)
        return trouble


class AddressTrouble(models.Model):
    """While there is such a row, mail to the address comes back, since `at`. `said` is what the other side said."""

    address = models.CharField(max_length=320, unique=True)
    severity = models.CharField(max_length=10, choices=Severity)
    why = models.CharField(max_length=40, choices=Why)
    said = models.TextField(blank=True)
    at = models.DateTimeField(default=clock.now)

    objects = AddressTroubleQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.address}: {self.why}"

    @property
    def is_stopping(self) -> bool:
        return self.severity != Severity.SOFT

    @transaction.atomic
    def trust_again(
        self, *, by: Member, conversation: Conversation | None = None, customer: Customer | None = None
    ) -> None:
        """A person says that the address is right, or right again."""
        gone, _rows = AddressTrouble.objects.filter(pk=self.pk).delete()
        if gone:
            customer = conversation.customer if conversation else customer
            record(AddressTrusted(self.address), by=by, conversation=conversation, customer=customer)


@dataclass(frozen=True)
class Reach:
    """An address, with what is the matter with it, and whether it wants no automatic mail."""

    address: Address
    trouble: AddressTrouble | None
    declined: Declined | None


WORTH_A_WORD = Written(
    lambda: (
        AddressTrouble.objects.filter(among("address", "addresses", "text"))
        .exclude(severity=Severity.SOFT, at__lt=blank("since"))
        .order_by("pk")
    )
)
DECLINED = Written(lambda: Declined.objects.filter(among("address", "addresses", "text")))


def troubles(customer: Customer, addresses: Iterable[str] = ()) -> list[AddressTrouble]:
    """What is worth a word about the customer's addresses, and about those."""
    known = [each.value for each in customer.addresses.all()]
    wanted = {normalised(Address.Kind.EMAIL, each) for each in [*known, *addresses]}
    return WORTH_A_WORD.rows(addresses=list(wanted), since=clock.now() - SOFT_FOR)


def reach(customer: Customer, found: list[AddressTrouble] | None = None) -> list[Reach]:
    """Where the customer can be reached, as far as we know today; `found` are their `troubles`, if at hand."""
    rows = {each.address: each for each in (troubles(customer) if found is None else found)}
    addresses = list(customer.addresses.all())
    mail = [normalised(Address.Kind.EMAIL, each.value) for each in addresses]
    declined = {each.address: each for each in DECLINED.rows(addresses=mail)}
    return [Reach(each, rows.get(each.value), declined.get(each.value)) for each in addresses]
