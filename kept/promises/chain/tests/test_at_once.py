"""Two at once along a chain: no circle comes of it, and nothing that comes late is overlooked."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest

from kept.conversations.conversation import Conversation
from kept.lib import clock
from kept.people.member import Member
from kept.promises.chain.asking import Asking
from kept.promises.chain.chained import Circle, NothingToWaitFor
from kept.promises.chain.holdup import Holdup
from kept.promises.chain.resting import Resting
from kept.promises.deadlines import ring_due
from kept.promises.promise import Promise
from kept.promises.tests.test_at_once import fresh, made, together

pytestmark = pytest.mark.django_db(transaction=True)


def elsewhere(conversation: Conversation) -> Conversation:
    return Conversation.objects.begin(
        inbox=conversation.inbox, customer=conversation.customer, subject="Again", channel="email"
    )


def test_two_who_tie_them_both_ways_make_no_circle(conversation: Conversation, teammate: Member, admin: Member) -> None:
    for _ in range(4):
        (one,), (other,) = made(conversation, teammate), made(elsewhere(conversation), admin)

        def tie(upper: Promise, lower: Promise) -> None:
            with suppress(Circle):
                fresh(upper).rest_on(fresh(lower), by=teammate)

        together(lambda one=one, other=other: tie(one, other), lambda one=one, other=other: tie(other, one))  # type: ignore[misc]
        assert Resting.objects.filter(upper__in=[one, other]).count() == 1


def test_withdrawn_while_it_is_tied_it_holds_up_all_the_same(conversation: Conversation, teammate: Member) -> None:
    for _ in range(4):
        (upper,), (lower,) = made(conversation, teammate), made(elsewhere(conversation), teammate)

        def tie(upper: Promise = upper, lower: Promise = lower) -> None:
            with suppress(NothingToWaitFor):
                fresh(upper).rest_on(fresh(lower), by=teammate)

        together(tie, lambda lower=lower: fresh(lower).withdraw("No boxes.", by=teammate), ring_due)  # type: ignore[misc]
        ring_due()
        is_tied = Resting.objects.filter(upper=upper).exists()
        assert Holdup.objects.filter(promise=upper).exists() is is_tied


def test_two_of_a_team_answer_once(conversation: Conversation, teammate: Member, admin: Member, light: Member) -> None:
    (upper,) = made(conversation, teammate)
    asking = Asking.objects.ask(light, "boxes", upper=upper, wished=upper.due, by=teammate)
    due = clock.now() + timedelta(minutes=20)

    def answer(by: Member) -> None:
        Asking.objects.get(pk=asking.pk).promise_back(due, by=by)

    together(lambda: answer(light), lambda: answer(admin))
    assert Promise.objects.exclude(pk=upper.pk).count() == Resting.objects.count() == 1
