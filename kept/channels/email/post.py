"""The mail process: listens for mail, fetches it from mailboxes, and lets others know that it is well."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from contextlib import suppress

from django.conf import settings
from django.db import DatabaseError

from kept.channels.email import certificate, pulse
from kept.channels.email.doorstep import Doorstep, Shelf, pool
from kept.channels.email.fetching import Rounds
from kept.channels.email.listening import Listener
from kept.channels.inbound import ask_for_intake
from kept.lib.aside import in_django

GATHER = 0.03  # seconds within which one asking serves for all mail that comes
TRY_AGAIN = 1.0  # seconds

log = logging.getLogger(__name__)


async def serve(stop: asyncio.Event) -> None:
    """Run until `stop` is set. Raises OSError when the address cannot be listened on."""
    arrived = asyncio.Event()
    arrived.set()  # what waits since a crash
    async with pool() as lines:
        doorstep = Doorstep(lines, catch_all=settings.KEPT_MAIL_CATCH_ALL)
        shelf = Shelf(lines, arrived.set)
        listener = Listener(
            doorstep,
            shelf.put,
            size=settings.KEPT_MAIL_MAX_BYTES,
            name=socket.gethostname(),
            certificate=certificate.ours(),
        )
        host, port = await listener.open(*settings.KEPT_MAIL_LISTEN)
        rounds = Rounds()
        tasks = [asyncio.create_task(each) for each in (_ask(arrived), _beat(f"{host}:{port}"), rounds.run())]
        await stop.wait()
        await listener.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await rounds.close()
    with suppress(DatabaseError):
        await in_django(lambda: pulse.still(_name()))
    if arrived.is_set():
        with suppress(DatabaseError):
            await in_django(ask_for_intake)


async def _ask(arrived: asyncio.Event) -> None:
    """Ask for the job that takes in, once for all that arrived within a moment."""
    while True:
        await arrived.wait()
        await asyncio.sleep(GATHER)
        arrived.clear()
        try:
            await in_django(ask_for_intake)
        except DatabaseError as problem:
            log.warning("Taking in could not be asked for: %s", problem)
            arrived.set()
            await asyncio.sleep(TRY_AGAIN)


async def _beat(address: str) -> None:
    while True:
        try:
            await in_django(lambda: pulse.beat(_name(), address))
        except DatabaseError as problem:
            log.warning("The mail process could not say that it is well: %s", problem)
        await asyncio.sleep(pulse.BEAT.total_seconds())


def _name() -> str:
    return f"{socket.gethostname()} {os.getpid()}"[:80]
