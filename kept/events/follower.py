"""Following the stream as it grows, in a process that runs for long."""

import asyncio
import logging

import psycopg
from django.db import close_old_connections, connection
from psycopg.sql import SQL, Identifier

from kept.events.bell import CHANNEL
from kept.events.stream import catch_up_all

LOOK_EVERY = 5.0  # seconds, for a ring that was lost
PAUSE = 1.0  # seconds, after the line to the database broke

log = logging.getLogger(__name__)


async def follow() -> None:
    """Let every consumer catch up when the bell rings and every few seconds; runs until cancelled."""
    while True:
        try:
            await _follow_one_line()
        except psycopg.Error as problem:
            log.warning("The line to the stream broke and is made again: %s", problem)
            await asyncio.sleep(PAUSE)


async def _follow_one_line() -> None:
    options = connection.get_connection_params()
    for name in ("cursor_factory", "context"):
        options.pop(name, None)
    async with await psycopg.AsyncConnection.connect(**options, autocommit=True) as line:
        await line.execute(SQL("LISTEN {}").format(Identifier(CHANNEL)))
        while True:
            await asyncio.to_thread(_catch_up)
            async for _ring in line.notifies(timeout=LOOK_EVERY, stop_after=1):
                pass


def _catch_up() -> None:
    close_old_connections()
    try:
        catch_up_all()
    except Exception:
        log.exception("The stream could not be followed; it is tried again in a moment")
    finally:
        close_old_connections()
