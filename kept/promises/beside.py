"""What a conversation's page shows of promises: those open here, and those open to its customer elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kept.conversations import timeline
from kept.conversations.conversation import Conversation
from kept.conversations.views.additions import ADDITIONS, Context
from kept.conversations.views.base import DeskRequest
from kept.promises import times
from kept.promises.breaking import Cause
from kept.promises.callbacks.events import CallbackDue, CallbackSoon
from kept.promises.events import PromiseDueSoon
from kept.promises.promise import Promise, PromiseQuerySet
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
        nearest = _nearest(here, MOST).union(_nearest(elsewhere, ELSEWHERE), all=True)
        found = list(Promise.objects.shown().filter(pk__in=nearest).order_by("due", "pk"))
        return {
            "promises": [each for each in found if each.conversation_id == conversation.pk],
            "promised_elsewhere": [each for each in found if each.conversation_id != conversation.pk],
            "promise_times": times.all_from_now(),
            "promise_keepers": list(conversation.inbox.readers().prefetch_related("teams")),
            "promise_told": Told.choices,
            "promise_causes": Cause.choices,
            "promise_overlooked": overlooked(request.user, conversation),
        }


def _nearest(rows: PromiseQuerySet, most: int) -> Any:
    return rows.order_by("due", "pk").values("pk")[:most]


ADDITIONS.append(PromisesBeside())
# What reminds whoever gave their word is no part of the history.
timeline.SHOWN_ELSEWHERE += [PromiseDueSoon.name, CallbackSoon.name, CallbackDue.name]
