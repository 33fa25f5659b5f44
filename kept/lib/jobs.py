"""The worker's side of jobs: how it reaches the database, and what becomes of jobs whose worker died."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from django.db import close_old_connections
from procrastinate import App
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import UniqueViolation
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job, Status
from procrastinate.psycopg_connector import PsycopgConnector
from procrastinate.worker import Worker

HEARTBEAT = 2.5  # seconds
STALLED_AFTER = 8.0  # seconds without a heartbeat
MOST_ATTEMPTS = 5  # a job that kills its worker time and again is given up

log = logging.getLogger(__name__)


def worker_connector() -> PsycopgConnector:
    """An own small pool: jobs themselves use Django's connections."""
    return PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=4)


async def work(app: App, concurrency: int) -> None:
    """Do jobs until told to stop by a signal; sync jobs run in threads."""
    recovering = asyncio.create_task(recover_stalled_forever(app))
    try:
        await app.run_worker_async(
            name="kept",
            concurrency=concurrency,
            delete_jobs="successful",
            update_heartbeat_interval=HEARTBEAT,
            stalled_worker_timeout=STALLED_AFTER,
            shutdown_graceful_timeout=5,
            task_middleware=[with_fresh_connections],
        )
    finally:
        recovering.cancel()


def with_fresh_connections(job: Callable[[], Any], context: JobContext, worker: Worker) -> Any:
    """As around a request: no connection of an earlier job that broke, none kept from others while idle."""
    close_old_connections()
    try:
        return job()
    finally:
        close_old_connections()


async def recover_stalled_forever(app: App) -> None:
    while True:
        try:
            await recover_stalled(app)
        except Exception:
            log.exception("Jobs of dead workers could not be looked for")
        await asyncio.sleep(HEARTBEAT)


async def recover_stalled(app: App) -> int:
    """Put back the jobs of workers whose heart stopped; returns how many."""
    jobs = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER))
    for job in jobs:
        await _recover(app, job)
    return len(jobs)


async def _recover(app: App, job: Job) -> None:
    if job.attempts >= MOST_ATTEMPTS:
        log.error("Job %s ended its worker %s times and is given up", job.call_string, job.attempts)
        await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
        return
    try:
        await app.job_manager.retry_job(job)
        log.warning("Job %s is begun again: its worker is gone", job.call_string)
    except UniqueViolation:
        # The same was asked for again meanwhile, and only waits for the lock that the dead job still holds.
        log.warning("Job %s ended with its worker; the next of its kind does its work", job.call_string)
        await app.job_manager.finish_job(job, Status.ABORTED, delete_job=True)
