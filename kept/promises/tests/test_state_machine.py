"""Whatever is done to a promise and in whichever order, a slow and obvious account of it agrees."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from kept.conversations.conversation import Conversation
from kept.events.event import Event
from kept.lib import clock
from kept.people.member import Member
from kept.promises.base import State
from kept.promises.breaking import Breaking
from kept.promises.deadlines import ring_due
from kept.promises.keeping import Keeping
from kept.promises.promise import Promise
from kept.promises.renegotiating import FellDue, Told
from kept.promises.tally import Tally

BEGAN = datetime(2026, 11, 24, 12, tzinfo=UTC)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["keep", "withdraw", "renegotiate", "still", "stand", "clock", "hand"]), st.integers(0, 90)
    ),
    max_size=10,
)


class Account:
    """A promise as one would keep the books by hand, in minutes since it was made."""

    def __init__(self) -> None:
        self.due, self.broken, self.done, self.gone = 120, False, False, False

    def passes(self, now: int) -> None:
        if not (self.done or self.gone) and now >= self.due:
            self.broken = True

    def keep(self, now: int) -> None:
        if not (self.done or self.gone):
            self.broken = self.broken or now > self.due
            self.done = True

    def withdraw(self, now: int) -> None:
        self.passes(now)
        if not (self.done or self.gone):
            self.gone = True

    def renegotiate(self, now: int) -> None:
        self.passes(now)
        if not (self.broken or self.done or self.gone):
            self.due = now + 120

    def still(self, now: int) -> None:
        if self.done:
            self.done = False
            self.passes(now)

    def stand(self, now: int) -> None:
        if self.gone:
            self.gone = False
            self.passes(now)

    def clock(self, now: int) -> None:
        self.passes(now)

    def hand(self, now: int) -> None:
        pass

    @property
    def state(self) -> State:
        if self.broken:
            return State.BROKEN
        return State.KEPT if self.done else State.WITHDRAWN if self.gone else State.PENDING


@pytest.mark.django_db
@settings(max_examples=60)
@given(steps=STEPS)
def test_the_books_agree(
    conversation: Conversation, teammate: Member, admin: Member, steps: list[tuple[str, int]]
) -> None:
    with transaction.atomic():
        with clock.telling(BEGAN):
            promise = Promise.objects.make("ring", in_=conversation, due=BEGAN + timedelta(hours=2), by=teammate)
        account, now = Account(), 0
        for name, minutes in steps:
            now += minutes
            was_broken = account.broken
            getattr(account, name)(now)
            with clock.telling(BEGAN + timedelta(minutes=now)):
                _deeds(promise, teammate, admin)[name]()
            promise.refresh_from_db()
            _agree(promise, account)
            assert promise.state == State.BROKEN or not was_broken, "what is broken stays so"
        transaction.set_rollback(True)


def _deeds(promise: Promise, cleo: Member, ben: Member) -> dict[str, Callable[[], object]]:
    def renegotiate() -> None:
        with suppress(FellDue):
            promise.renegotiate(clock.now() + timedelta(hours=2), by=cleo, told=Told.PHONE)

    return {
        "keep": lambda: promise.keep(by=cleo),
        "withdraw": lambda: promise.withdraw("No need.", by=cleo),
        "renegotiate": renegotiate,
        "still": lambda: promise.is_still_to_do(by=cleo),
        "stand": lambda: promise.stand(by=cleo),
        "clock": ring_due,
        "hand": lambda: promise.hand_over(ben if promise.promiser == cleo else cleo, by=cleo),
    }


def _agree(promise: Promise, account: Account) -> None:
    assert promise.state == account.state
    assert promise.is_outstanding == (not account.done and not account.gone)
    assert Keeping.objects.filter(promise=promise).exists() == account.done
    assert Breaking.objects.filter(promise=promise).count() == int(account.broken)
    assert Event.objects.filter(kind="promise.broken", subject=promise.pk).count() == int(account.broken)
    shown = Conversation.objects.values_list("promised_at", flat=True).get(pk=promise.conversation_id)
    assert shown == (promise.due if promise.is_outstanding else None)
    assert sum(Tally.objects.values_list("n", flat=True)) == int(account.state != State.PENDING)
