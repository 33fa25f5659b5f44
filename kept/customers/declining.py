"""Who wants no automatic mail. Kept by address, as that is where mail goes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models, transaction

from kept.customers.customer import Address, Customer, normalised
from kept.customers.events import AutomaticMailDeclined, AutomaticMailWelcome
from kept.events.event import record
from kept.lib import clock
from kept.people.member import Member

if TYPE_CHECKING:
    from kept.conversations.conversation import Conversation


class DeclinedQuerySet(models.QuerySet["Declined"]):
    def at(self, addresses: Iterable[str]) -> DeclinedQuerySet:
        return self.filter(address__in={normalised(Address.Kind.EMAIL, each) for each in addresses})

    @transaction.atomic
    def decline(
        self,
        address: str,
        *,
        by: Member | None = None,
        customer: Customer | None = None,
        conversation: Conversation | None = None,
    ) -> None:
        """Nothing more goes there by itself; what people write does. `by` is None when its reader said so."""
        address = normalised(Address.Kind.EMAIL, address)
        _row, new = self.get_or_create(address=address, defaults={"by": by})
        if new:
            record(AutomaticMailDeclined(address), by=by, customer=customer, conversation=conversation)

    @transaction.atomic
    def welcome(
        self,
        address: str,
        *,
        by: Member | None = None,
        customer: Customer | None = None,
        conversation: Conversation | None = None,
    ) -> None:
        """Automatic mail may go there again."""
        address = normalised(Address.Kind.EMAIL, address)
        gone, _rows = self.filter(address=address).delete()
        if gone:
            record(AutomaticMailWelcome(address), by=by, customer=customer, conversation=conversation)


class Declined(models.Model):
    """While there is such a row, nothing goes to that address by itself."""

    address = models.CharField(max_length=320, unique=True)
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(default=clock.now)

    objects = DeclinedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.address} wants no automatic mail"
