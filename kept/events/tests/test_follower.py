"""Whoever follows the stream hears of an event at once, and goes on after the line to the database broke."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator

import pytest
from django.db import connection

from kept.events.event import Event
from kept.events.follower import LOOK_EVERY, follow
from kept.events.stream import Consumer
from kept.events.tests.test_stream import ring

pytestmark = pytest.mark.django_db(transaction=True)

HEARD: list[str] = []


@pytest.fixture
def listener() -> Iterator[None]:
    class Listener(Consumer):
        name = "test.listener"

        def handle(self, event: Event) -> None:
            HEARD.append(event.data["word"])

    HEARD.clear()
    yield
    del Consumer.every[Listener.name]


@pytest.fixture
def follower(listener: None) -> Iterator[None]:
    loop = asyncio.new_event_loop()
    following = loop.create_task(follow())
    thread = threading.Thread(target=lambda: loop.run_until_complete(asyncio.gather(following, return_exceptions=True)))
    thread.start()
    wait_until(lambda: listening() == 1)
    time.sleep(0.3)  # its first look is behind it
    yield
    loop.call_soon_threadsafe(following.cancel)
    thread.join(10)
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()


def listening() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%%'")
        return int(cursor.fetchone()[0])


def wait_until(look: object, within: float = 10) -> float:
    began = time.monotonic()
    while not look():  # type: ignore[operator]
        assert time.monotonic() - began < within
        time.sleep(0.02)
    return time.monotonic() - began


def test_it_hears_at_once(follower: None) -> None:
    ring("now")
    assert wait_until(lambda: HEARD == ["now"]) < LOOK_EVERY / 2, "by the bell, not by chance"


def test_it_goes_on_after_the_line_broke(follower: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%%'")
    ring("later")
    wait_until(lambda: HEARD == ["later"])
    wait_until(lambda: listening() == 1)
