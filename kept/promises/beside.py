"""What a conversation's page shows of promises: those open here, and those open to its customer elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from kept.conversations.conversation import Conversation
from kept.conversations.views.additions import ADDITIONS, Context
from kept.conversations.views.base import DeskRequest
from kept.promises import times
from kept.promises.breaking import Cause
from kept.promises.promise import Promise
from kept.promises.proposing import overlooked
from kept.promises.renegotiating import Told
from kept.promises.standing.calendar import company_hours

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
        return {
            "promises": list(here.shown().order_by("due", "pk")[:MOST]),
            "promised_elsewhere": list(elsewhere.shown().order_by("due", "pk")[:ELSEWHERE]),
            "promise_times": times.all_from_now(company_hours(request.user.organisation)),
            "promise_keepers": list(conversation.inbox.readers().prefetch_related("teams")),
            "promise_told": Told.choices,
            "promise_causes": Cause.choices,
            "promise_overlooked": overlooked(request.user, conversation),
        }


ADDITIONS.append(PromisesBeside())
