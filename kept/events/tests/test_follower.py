"""Whoever follows the stream hears of an event at once, and goes on after the line to the database broke."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from kept.events import follower as following
from kept.events.event import Event
from kept.events.stream import Bookmark, Consumer
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
def follower(listener: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It looks by itself too seldom for a test: what it hears, it hears by the bell."""
    monkeypatch.setattr(following, "LOOK_EVERY", 600.0)
    loop = asyncio.new_event_loop()
    task = loop.create_task(following.follow())
    thread = threading.Thread(target=lambda: loop.run_until_complete(asyncio.gather(task, return_exceptions=True)))
    thread.start()
    wait_until(lambda: listening() == 1)
    wait_until(Bookmark.objects.filter(consumer="test.listener").exists)  # its first look, from which on it hears
    yield
    loop.call_soon_threadsafe(task.cancel)
    thread.join(60)
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()


def listening() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%%'")
        return int(cursor.fetchone()[0])


def wait_until(look: Callable[[], bool], within: float = 60) -> None:
    began = time.monotonic()
    while not look():
        assert time.monotonic() - began < within
        time.sleep(0.02)


def test_it_hears_at_once(follower: None) -> None:
    ring("now")
    wait_until(lambda: HEARD == ["now"])


def test_it_goes_on_after_the_line_broke(follower: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%%'")
    ring("later")
    wait_until(lambda: HEARD == ["later"])
    wait_until(lambda: listening() == 1)
