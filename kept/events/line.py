"""A line to the database on which one waits for a bell."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import NoReturn

import psycopg
from django.db import close_old_connections, connection
from psycopg.sql import SQL, Identifier

PAUSE = 1.0  # seconds, after the line broke

log = logging.getLogger(__name__)


async def heed(channel: str, work: Callable[[], float]) -> NoReturn:
    """Do the work now, and again when the bell rings on that channel; runs until cancelled.

    The work happens in a thread and returns the seconds after which it is done again unless the bell rings before.
    """
    while True:
        try:
            await _heed_one_line(channel, work)
        except psycopg.Error as problem:
            log.warning("The line to %s broke and is made again: %s", channel, problem)
            await asyncio.sleep(PAUSE)


async def _heed_one_line(channel: str, work: Callable[[], float]) -> NoReturn:
    options = connection.get_connection_params()
    for name in ("cursor_factory", "context"):
        options.pop(name, None)
    async with await psycopg.AsyncConnection.connect(**options, autocommit=True) as line:
        await line.execute(SQL("LISTEN {}").format(Identifier(channel)))
        while True:
            patience = await asyncio.to_thread(with_fresh_connections, work)
            async for _ring in line.notifies(timeout=patience, stop_after=1):
                pass


def with_fresh_connections(work: Callable[[], float]) -> float:
    """As around a request; what fails is told, and done again in a moment."""
    close_old_connections()
    try:
        return work()
    except Exception:
        log.exception("This did not work, and is tried again in a moment")
        return PAUSE
    finally:
        close_old_connections()
