"""Open waits cost nothing until one is due: how long the clock takes to look and to ring, among none and among so many.

Run with `python -m bench.standing [open waits]`.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import Any

from bench.ground import ground, milliseconds, timed

FILL = """
INSERT INTO promises_clock (conversation_id, target, begun_by_id, promise_id, state, moments, due_at, warned)
    SELECT %(conversation)s, 'n' || n, %(message)s, %(promise)s, 'running', ARRAY[now()], now() + interval '9 d', false
    FROM generate_series(1, %(waits)s) n;
INSERT INTO promises_deadline (kind, subject, at)
    SELECT 'due', 1000000000 + n, now() + interval '9 d' + n * interval '1 s' FROM generate_series(1, %(waits)s) n
"""
RUNS = 50


def begin() -> Any:
    """One conversation in which a first reply is due in an hour."""
    from kept.conversations.conversation import Conversation
    from kept.conversations.inbox import Inbox
    from kept.conversations.message import Message
    from kept.customers.customer import Customer
    from kept.promises.standing.calendar import Calendar
    from kept.promises.standing.standing_promise import StandingPromise

    always = Calendar.objects.create(name="Always", time_zone="UTC", week=["0:00-24:00"] * 7)
    StandingPromise.objects.create(target="first", minutes=60, calendar=always)
    inbox = Inbox.objects.create(name="Sales", slug="sales", address="sales@bench.example")
    customer = Customer.objects.at("email", "vera@bench.example")
    conversation = Conversation.objects.begin(inbox=inbox, customer=customer, subject="Boxes", channel="email")
    conversation.receive(Message(direction="in", channel="email", customer=customer, text="Boxes?"), new=True)
    return conversation


def fill(conversation: Any, waits: int) -> None:
    from django.db import connection

    from kept.promises.standing.standing_promise import StandingPromise

    other, promise = _another(conversation), StandingPromise.objects.get().pk
    message = other.messages.get().pk
    known = {"conversation": other.pk, "message": message, "promise": promise, "waits": waits}
    with connection.cursor() as cursor:
        for statement in FILL.split(";\n"):
            cursor.execute(statement, known)
        cursor.execute("ANALYZE")


def _another(conversation: Any) -> Any:
    """Where those waits stand, so that following the one does not read them all."""
    from kept.conversations.conversation import Conversation
    from kept.conversations.message import Message

    inbox, customer = conversation.inbox, conversation.customer
    other = Conversation.objects.begin(inbox=inbox, customer=customer, subject="Others", channel="email")
    other.receive(Message(direction="in", channel="email", customer=customer, text="Hello?"), new=True)
    return other


def measure(conversation: Any) -> tuple[list[float], list[float]]:
    from kept.lib import clock
    from kept.promises import deadlines
    from kept.promises.standing.following import HAPPENED

    looks, rings = [], []
    for _run in range(RUNS):
        looks.append(timed(deadlines.until_next))
        deadlines.set(HAPPENED, conversation.pk, clock.now() - timedelta(seconds=1))
        rings.append(timed(deadlines.ring_due))
    return looks, rings


def main(waits: int) -> None:
    with ground():
        conversation = begin()
        for name in (0, waits):
            if name:
                fill(conversation, waits)
            looks, rings = measure(conversation)
            print(f"among {name:,} open waits: look for the next {milliseconds(looks)}")
            print(f"among {name:,} open waits: ring and follow one {milliseconds(rings)}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
