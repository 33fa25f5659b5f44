"""Two clocks and two colleagues at once: one thing happens, and only once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from kept.conversations.conversation import Conversation
from kept.events.event import Event
from kept.lib import clock
from kept.people.member import Member
from kept.promises.base import State
from kept.promises.breaking import Breaking
from kept.promises.deadlines import ring_due
from kept.promises.keeping import Keeping
from kept.promises.promise import Promise

pytestmark = pytest.mark.django_db(transaction=True)
SOON = timedelta(minutes=30)


def made(conversation: Conversation, by: Member, several: int = 1) -> list[Promise]:
    due = clock.now() + SOON
    return [Promise.objects.make(f"deed {n}", in_=conversation, due=due, by=by) for n in range(several)]


def together(*deeds: Callable[[], object], later: timedelta = timedelta(0)) -> None:
    """Do these at the same time, each on a connection of its own, as if so much later."""
    barrier, troubles = Barrier(len(deeds)), list[BaseException]()

    def run(deed: Callable[[], object]) -> None:
        try:
            barrier.wait(60)
            with clock.telling(clock.now() + later):
                deed()
        except BaseException as trouble:
            troubles.append(trouble)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[each]) for each in deeds]
    for each in threads:
        each.start()
    for each in threads:
        each.join(120)
    assert not troubles, troubles


def fresh(promise: Promise) -> Promise:
    return Promise.objects.get(pk=promise.pk)  # type: ignore[no-any-return]


def test_two_clocks_break_each_promise_once(conversation: Conversation, teammate: Member) -> None:
    promises = made(conversation, teammate, 12)
    together(ring_due, ring_due, later=2 * SOON)
    assert {fresh(each).state for each in promises} == {State.BROKEN}
    assert Breaking.objects.count() == Event.objects.filter(kind="promise.broken").count() == 12


def test_two_colleagues_keep_it_once(conversation: Conversation, teammate: Member, admin: Member) -> None:
    (promise,) = made(conversation, teammate)
    together(lambda: fresh(promise).keep(by=teammate), lambda: fresh(promise).keep(by=admin))
    assert Keeping.objects.count() == Event.objects.filter(kind="promise.kept").count() == 1


def test_who_keeps_while_another_withdraws(conversation: Conversation, teammate: Member, admin: Member) -> None:
    (promise,) = made(conversation, teammate)
    together(lambda: fresh(promise).keep(by=teammate), lambda: fresh(promise).withdraw("No need.", by=admin))
    assert fresh(promise).state in {State.KEPT, State.WITHDRAWN}
    assert Event.objects.filter(kind__in=["promise.kept", "promise.withdrawn"]).count() == 1


def test_kept_at_the_moment_the_clock_rings(conversation: Conversation, teammate: Member) -> None:
    (promise,) = made(conversation, teammate)
    together(lambda: fresh(promise).keep(by=teammate), ring_due, later=2 * SOON)
    row = fresh(promise)
    assert (row.state, row.is_outstanding) == (State.BROKEN, False)
    assert Breaking.objects.count() == Keeping.objects.count() == 1


def test_the_list_is_right_whoever_was_first(conversation: Conversation, teammate: Member) -> None:
    promises = made(conversation, teammate, 6)
    together(*[lambda each=each: fresh(each).keep(by=teammate) for each in promises])
    conversation.refresh_from_db()
    assert conversation.promised_at is None


def test_a_promise_that_is_carried_elsewhere_while_it_is_kept(conversation: Conversation, teammate: Member) -> None:
    other = Conversation.objects.begin(
        inbox=conversation.inbox, customer=conversation.customer, subject="Again", channel="email"
    )
    for _ in range(3):
        (promise,) = made(conversation, teammate)
        here = Conversation.objects.get(pk=conversation.pk)
        together(
            lambda promise=promise: fresh(promise).keep(by=teammate),  # type: ignore[misc]
            lambda here=here: here.merge_into(other, by=teammate),  # type: ignore[misc]
        )
        row = fresh(promise)
        assert (row.state, row.conversation) == (State.KEPT, other)
        assert Conversation.objects.values_list("promised_at", flat=True).get(pk=other.pk) is None
        Conversation.objects.get(pk=conversation.pk).unmerge(by=teammate)
        assert fresh(promise).conversation == conversation
        conversation.refresh_from_db()
