"""What a conversation's page shows of promises: those open here, and those open to its customer elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from kept.conversations import timeline
from kept.conversations.conversation import Conversation
from kept.conversations.views.additions import ADDITIONS, Context
from kept.conversations.views.base import DeskRequest
from kept.lib.written import Written, blank
from kept.people.member import Member
from kept.promises import times
from kept.promises.breaking import Cause
from kept.promises.callbacks.events import CallbackDue, CallbackSoon
from kept.promises.chain.word import propose_times
from kept.promises.events import PromiseDueSoon
from kept.promises.promise import Promise, PromiseQuerySet
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
        here, elsewhere = open_beside(conversation, request.user)
        here.sort(key=lambda each: each.was_asked_for)  # the keys are for what was promised to the customer
        propose_times(here)
        return {
            "promises": here,
            "promised_elsewhere": elsewhere,
            "promise_times": times.all_from_now(company_hours(request.user.organisation)),
            "promise_keepers": conversation.inbox.those_who_read,
            "promise_told": [each for each in Told.choices if each[0] != Told.HERE],
            "promise_causes": Cause.choices,
            "promise_overlooked": overlooked(request.user, conversation),
        }


def open_beside(conversation: Conversation, member: Member) -> tuple[list[Promise], list[Promise]]:
    """What is open there, and what is open to its customer elsewhere; one query where nothing is."""
    values = {"conversation": conversation.pk, "customer": conversation.customer_id, "member": member.pk}
    numbers = (OF_ALL if member.may_administer else OPENED).rows(**values)
    found = Promise.objects.filter(pk__in=numbers).shown().with_links().order_by("due", "pk") if numbers else []
    here = [each for each in found if each.conversation_id == conversation.pk]
    return here[:MOST], [each for each in found if each.conversation_id != conversation.pk][:ELSEWHERE]


def _beside(rows: PromiseQuerySet) -> QuerySet[Promise, int]:
    """The ids alone, of those open here before those open elsewhere."""
    is_here = Q(conversation=blank("conversation"))
    here_first = ExpressionWrapper(is_here, BooleanField()).desc()
    rows = rows.outstanding().filter(is_here | Q(customer=blank("customer")))
    return rows.order_by(here_first, "due", "pk").values_list("pk", flat=True)[: MOST + ELSEWHERE]


OF_ALL = Written(lambda: _beside(Promise.objects.all()))
OPENED = Written(lambda: _beside(Promise.objects.opened_to(blank("member"))))
ADDITIONS.append(PromisesBeside())
# What reminds whoever gave their word is no part of the history.
timeline.SHOWN_ELSEWHERE += [PromiseDueSoon.name, CallbackSoon.name, CallbackDue.name]
