"""Jobs whose worker died are done by another, but not for ever."""

from __future__ import annotations

import asyncio

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from kept.lib.jobs import MOST_ATTEMPTS, recover_stalled, worker_connector

pytestmark = pytest.mark.django_db(transaction=True)


def begun(attempts: int, heartbeat: str) -> int:
    """A job in the middle of being done by a worker whose heart last beat that long ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH worker AS (INSERT INTO procrastinate_workers (last_heartbeat) "
            "VALUES (now() - %s::interval) RETURNING id) "
            "INSERT INTO procrastinate_jobs (task_name, queue_name, status, attempts, worker_id) "
            "SELECT 'tidy', 'default', 'doing', %s, id FROM worker RETURNING id",
            [heartbeat, attempts],
        )
        return int(cursor.fetchone()[0])


def status(job: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [job])
        return str(cursor.fetchone()[0])


def recover() -> int:
    async def run() -> int:
        with app.replace_connector(worker_connector()) as ours:
            async with ours.open_async():
                return await recover_stalled(ours)

    return asyncio.run(run())


def test_the_job_of_a_dead_worker_is_put_back() -> None:
    job = begun(attempts=0, heartbeat="20 seconds")
    assert recover() == 1
    assert status(job) == "todo"


def test_the_job_of_a_living_worker_is_left_alone() -> None:
    job = begun(attempts=0, heartbeat="3 seconds")
    assert recover() == 0
    assert status(job) == "doing"


def test_a_job_that_kills_every_worker_is_given_up() -> None:
    job = begun(attempts=MOST_ATTEMPTS, heartbeat="20 seconds")
    assert recover() == 1
    assert status(job) == "failed"


def test_a_dead_job_whose_like_already_waits_makes_way_for_it() -> None:
    dead = begun(attempts=0, heartbeat="20 seconds")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET lock = 'tidy', queueing_lock = 'tidy' WHERE id = %s", [dead])
        cursor.execute(
            "INSERT INTO procrastinate_jobs (task_name, queue_name, status, lock, queueing_lock) "
            "VALUES ('tidy', 'default', 'todo', 'tidy', 'tidy') RETURNING id"
        )
        waiting = int(cursor.fetchone()[0])
    assert recover() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, status FROM procrastinate_jobs WHERE queueing_lock = 'tidy'")
        assert cursor.fetchall() == [(waiting, "todo")]
