"""Whenever it is looked at, a history gives the same deadlines: at each step, or once at its end."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import transaction

from kept.conftest import write
from kept.conversations.base import MergedMeanwhile
from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.conversations.relocating import CannotRelocate
from kept.customers.customer import Customer
from kept.lib import clock
from kept.people.member import Member
from kept.promises.standing.clock import Clock
from kept.promises.standing.following import follow
from kept.promises.standing.tests.test_following import HOUR, at, office, promised

__all__ = ["office", "promised"]


def deeds(one: Conversation, two: Conversation, by: Member) -> list[Callable[[], object]]:
    """What can be done to either, and to both."""
    each = [
        deed
        for it in (one, two)
        for deed in (
            lambda it=it: write(it, "Hello?"),
            lambda it=it: it.reply("Yes.", by=by),
            lambda it=it: it.close(by=by),
            lambda it=it: it.reopen(by=by),
            lambda it=it: it.snooze(clock.now() + 5 * HOUR, by=by),
            lambda it=it: it.wake(by=by),
            lambda it=it: it.mark_spam(by=by),
            lambda it=it: it.unmark_spam(by=by),
        )
    ]
    return [*each, lambda: one.merge_into(two, by=by), lambda: one.unmerge(by=by), lambda: one.unmerge(by=by)]


def told() -> list[tuple[object, ...]]:
    """What became of every wait that is not settled for good, and how each that is came out."""
    columns = ["conversation", "target", "begun_by", "state", "due_at", "met_at", "broken_at", "moments"]
    unfinished = Clock.objects.exclude(state="met").order_by("target", "begun_by")
    return list(unfinished.values_list(*columns))


@pytest.mark.parametrize("seed", range(6))
def test_who_looks_late_finds_the_same(
    promised: object, sales: Inbox, vera: Customer, admin: Member, seed: int
) -> None:
    chance, hours = random.Random(seed), 9.0
    with clock.telling(at(hours)):
        both = [Conversation.objects.begin(inbox=sales, customer=vera, subject=name, channel="email") for name in "ab"]
        for each in both:
            write(each, "Boxes?")
    for _step in range(25):
        hours += chance.choice([0.05, 0.2, 0.5])
        with clock.telling(at(hours)):
            for each in both:
                each.refresh_from_db()
            with suppress(MergedMeanwhile, CannotRelocate), transaction.atomic():
                chance.choice(deeds(both[0], both[1], admin))()
            for each in both:
                follow(each.pk)
    at_each_step = told()
    with clock.telling(at(hours)):
        for each in both:
            follow(each.pk)
        assert told() == at_each_step
        broken = set(Clock.objects.filter(state="broken").values_list("target", "begun_by"))
        Clock.objects.exclude(state="broken").delete()
        for each in both:
            follow(each.pk)
    assert told() == at_each_step
    assert set(Clock.objects.filter(state="broken").values_list("target", "begun_by")) == broken
