"""The clock sleeps until the earliest deadline, is woken by an earlier one, and rings when it has come."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kept.promises import deadlines
from kept.promises.deadlines import LOOK_EVERY, Deadline, until_next
from kept.promises.ticking import tick

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> dict[int, float]:
    """When each row's deadline was rung for, by this machine's clock."""
    heard: dict[int, float] = {}
    monkeypatch.setitem(deadlines.RINGS, "test", lambda pk: heard.setdefault(pk, time.time()) and None)
    return heard


@pytest.fixture
def seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock looks by itself too seldom for a test: it wakes for a deadline, or for the bell."""
    monkeypatch.setattr(deadlines, "LOOK_EVERY", 600.0)


async def rung(heard: dict[int, float], many: int = 1) -> None:
    """Wait until so many have rung."""
    async with asyncio.timeout(60):
        while len(heard) < many:
            await asyncio.sleep(0.02)


@asynccontextmanager
async def ticking(clocks: int = 1) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(tick()) for _ in range(clocks)]
    await asyncio.sleep(0.5)  # they look, and fall asleep
    try:
        yield
    finally:
        for each in tasks:
            each.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def soon(seconds: float) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)


def run(story: Callable[[], Awaitable[None]]) -> None:
    async_to_sync(story)()


def test_it_rings_when_the_deadline_has_come(heard: dict[int, float], seldom: None) -> None:
    async def story() -> None:
        async with ticking():
            due = soon(1.2)
            await sync_to_async(deadlines.set)("test", 1, due)
            await rung(heard)
            assert heard[1] >= due.timestamp()

    run(story)
    assert not Deadline.objects.exists()


def test_an_earlier_one_wakes_it(heard: dict[int, float], seldom: None) -> None:
    deadlines.set("test", 1, soon(300))

    async def story() -> None:
        async with ticking(clocks=2):
            due = soon(0.8)
            await sync_to_async(deadlines.set)("test", 2, due)
            await rung(heard)  # without the bell it would sleep for minutes more
            assert heard[2] >= due.timestamp()
            assert 1 not in heard

    run(story)


def test_what_fell_due_while_no_clock_ran_rings_at_the_start(heard: dict[int, float]) -> None:
    for pk in range(250):
        deadlines.set("test", pk, soon(-3600))

    async def story() -> None:
        async with ticking():
            await rung(heard, 250)

    run(story)
    assert len(heard) == 250


def test_many_open_ones_cost_one_look(heard: dict[int, float]) -> None:
    Deadline.objects.bulk_create(Deadline(kind="test", subject=pk, at=soon(3600 + pk)) for pk in range(5000))
    with CaptureQueriesContext(connection) as asked:
        assert deadlines.ring_due() == 0
        assert until_next() == LOOK_EVERY
    assert len(asked) == 2
