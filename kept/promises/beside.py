"""What a conversation's page shows of promises: those open here, and those open to its customer elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import BooleanField, ExpressionWrapper, Q, prefetch_related_objects

from kept.conversations import timeline
from kept.conversations.conversation import Conversation
from kept.conversations.views.additions import ADDITIONS, Context
from kept.conversations.views.base import DeskRequest
from kept.people.member import Member
from kept.promises import times
from kept.promises.breaking import Cause
from kept.promises.callbacks.events import CallbackDue, CallbackSoon
from kept.promises.events import PromiseDueSoon
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
        here, elsewhere = open_beside(conversation, request.user)
        return {
            "promises": here,
            "promised_elsewhere": elsewhere,
            "promise_times": times.all_from_now(),
            "promise_keepers": conversation.inbox.those_who_read,
            "promise_told": Told.choices,
            "promise_causes": Cause.choices,
            "promise_overlooked": overlooked(request.user, conversation),
        }


def open_beside(conversation: Conversation, member: Member) -> tuple[list[Promise], list[Promise]]:
    """What is open there, and what is open to its customer elsewhere, in one query."""
    is_here = Q(conversation=conversation)
    rows = Promise.objects.outstanding().filter(is_here | Q(customer=conversation.customer_id)).visible_to(member)
    here_first = ExpressionWrapper(is_here, BooleanField()).desc()
    found = rows.select_related("promiser", "colleague", "breaking", "callback").order_by(here_first, "due", "pk")
    found = list(found[: MOST + ELSEWHERE])
    here = [each for each in found if each.conversation_id == conversation.pk][:MOST]
    for each in here:
        each.conversation = conversation
        if each.customer_id == conversation.customer_id:
            each.customer = conversation.customer
    prefetch_related_objects(here, "customer__addresses")
    return here, [each for each in found if each.conversation_id != conversation.pk][:ELSEWHERE]


ADDITIONS.append(PromisesBeside())
# What reminds whoever gave their word is no part of the history.
timeline.SHOWN_ELSEWHERE += [PromiseDueSoon.name, CallbackSoon.name, CallbackDue.name]
