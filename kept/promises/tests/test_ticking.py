"""The clock sleeps until the earliest deadline, is woken by an earlier one, and rings within a second."""

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


def test_it_rings_within_a_second_of_the_deadline(heard: dict[int, float]) -> None:
    async def story() -> None:
        async with ticking():
            due = soon(1.2)
            await sync_to_async(deadlines.set)("test", 1, due)
            await asyncio.sleep(2.2)
            assert 0 <= heard[1] - due.timestamp() < 1

    run(story)
    assert not Deadline.objects.exists()


def test_an_earlier_one_wakes_it(heard: dict[int, float]) -> None:
    deadlines.set("test", 1, soon(60))

    async def story() -> None:
        async with ticking(clocks=2):
            due = soon(0.8)
            await sync_to_async(deadlines.set)("test", 2, due)
            await asyncio.sleep(1.8)
            assert 0 <= heard[2] - due.timestamp() < 1, "without the bell it would have slept for seconds more"
            assert 1 not in heard

    run(story)


def test_what_fell_due_while_no_clock_ran_rings_at_the_start(heard: dict[int, float]) -> None:
    for pk in range(250):
        deadlines.set("test", pk, soon(-3600))

    async def story() -> None:
        async with ticking():
            await asyncio.sleep(1)

    run(story)
    assert len(heard) == 250


def test_many_open_ones_cost_one_look(heard: dict[int, float]) -> None:
    Deadline.objects.bulk_create(Deadline(kind="test", subject=pk, at=soon(3600 + pk)) for pk in range(5000))
    with CaptureQueriesContext(connection) as asked:
        assert deadlines.ring_due() == 0
        assert until_next() == LOOK_EVERY
    assert len(asked) == 2
