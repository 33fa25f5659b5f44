"""What a conversation's page offers for callbacks: booking one at the time the customer said."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import prefetch_related_objects

from kept.conversations.conversation import Conversation
from kept.conversations.views.additions import ADDITIONS, Context
from kept.conversations.views.base import DeskRequest
from kept.customers.customer import Address
from kept.promises.callbacks.opening import Length


class CallbacksBeside:
    templates: Mapping[str, str] = {"deeds": "promises/callbacks/deed.html"}

    def context(self, request: DeskRequest, conversation: Conversation) -> Context:
        customer = conversation.customer
        prefetch_related_objects([customer], "addresses")
        phones = [each.value for each in customer.addresses.all() if each.kind == Address.Kind.PHONE]
        return {
            "callback_number": phones[0] if phones else "",
            "callback_zone": customer.time_zone or str(request.user.zone),
            "callback_lengths": Length.choices,
        }


ADDITIONS.append(CallbacksBeside())
