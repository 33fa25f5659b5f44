"""What a conversation's page shows of promises: those open here, and those open to its customer elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from kept.conversations.conversation import Conversation
from kept.conversations.views.additions import ADDITIONS, Context
from kept.conversations.views.base import DeskRequest
from kept.promises import times
from kept.promises.breaking import Cause
from kept.promises.chain.word import propose_times
from kept.promises.promise import Promise
from kept.promises.proposing import overlooked
from kept.promises.renegotiating import Told

MOST = 20
ELSEWHERE = 5


class PromisesBeside:
    templates: Mapping[str, str] = {
        "standing": "promises/standing.html",
        "deeds": "promises/deed.html",
        "customer": "promises/of_customer.html",
        "words": "promises/words.html",
    }

    def context(self, request: DeskRequest, conversation: Conversation) -> Context:
        to_customer = Promise.objects.outstanding().filter(customer=conversation.customer_id)
        elsewhere = to_customer.visible_to(request.user).exclude(conversation=conversation)
        here = Promise.objects.outstanding().filter(conversation=conversation)
        promises = list(here.shown().with_links().order_by("due", "pk")[:MOST])
        promises.sort(key=lambda each: each.was_asked_for)  # the keys are for what was promised to the customer
        propose_times(promises)
        return {
            "promises": promises,
            "promised_elsewhere": list(elsewhere.shown().order_by("due", "pk")[:ELSEWHERE]),
            "promise_times": times.all_from_now(),
            "promise_keepers": list(conversation.inbox.readers().prefetch_related("teams")),
            "promise_told": [each for each in Told.choices if each[0] != Told.HERE],
            "promise_causes": Cause.choices,
            "promise_overlooked": overlooked(request.user, conversation),
        }


ADDITIONS.append(PromisesBeside())
