"""Forgetting: the one way past the refusal to change an event, and itself on record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils.translation import gettext as _

from kept.events.event import Event, record
from kept.events.kinds import KINDS, Kind

if TYPE_CHECKING:
    from kept.customers.customer import Customer
    from kept.people.member import Member


@dataclass(frozen=True)
class Shredded(Kind):
    name = "events.shredded"
    events: int = 0

    def sentence(self, event: Event) -> str:
        return _("%(who)s had this customer's words removed from the history") % {"who": event.by}


@transaction.atomic
def shred(customer: Customer, *, by: Member) -> int:
    """Empty every personal field in a customer's events; returns how many events held any."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL kept.shredding = 'on'")
        shredded = sum(_shred_kind(each, customer) for each in KINDS.values() if each.personal)
        cursor.execute("SET LOCAL kept.shredding = 'off'")
    record(Shredded(shredded), by=by, customer=customer)
    return shredded


def _shred_kind(kind: type[Kind], customer: Customer) -> int:
    events = list(Event.objects.of(kind).filter(customer=customer))
    for event in events:
        event.data = event.data | dict.fromkeys(kind.personal, "")
    Event.objects.bulk_update(events, ["data"], batch_size=500)
    return len(events)
