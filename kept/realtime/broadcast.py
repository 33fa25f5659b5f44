"""One listener a process hears the database's bell, reads the stream and tells every open page of the process."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import AsyncIterator

import psycopg
from asgiref.sync import sync_to_async
from django.db import connection

from kept.conversations.visiting import PRESENCE_CHANNEL
from kept.events import bell, stream
from kept.events.event import Event
from kept.realtime.signals import Change, Listening, Look, changes

log = logging.getLogger(__name__)

# A ring may be lost with the process that owed it; look by ourselves this often. Seconds.
LOOK_EVERY = 2.0
# Rings that come close together are one look. Seconds.
GATHER = 0.03
# A page waits at most so long to be within hearing; without, it hears of the stream alone, and a little later. Seconds.
WITHIN_HEARING = 5.0
BATCH = 500

News = list[Change | Look]


class Subscription:
    """The news of one open page, gathered until it is asked for: of each sort the newest, however slow the page is."""

    def __init__(self, ears: Listening) -> None:
        self._ears = ears
        self._news: News = []
        self._ready = asyncio.Event()

    def put(self, news: News) -> None:
        self._news = self._ears.gist([*self._news, *news])
        if self._news:
            self._ready.set()

    async def take(self, timeout: float) -> News:
        """What came since the last time, waiting up to `timeout` seconds for something."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._ready.wait(), timeout)
        self._ready.clear()
        news, self._news = self._news, []
        return news


class Broadcast:
    """Follows the stream while at least one page is open."""

    def __init__(self) -> None:
        self.position = 0
        self._pages: set[Subscription] = set()
        self._task: asyncio.Task[None] | None = None
        self._rung = asyncio.Event()
        self._hears = asyncio.Event()
        self._starting = asyncio.Lock()

    @contextlib.asynccontextmanager
    async def subscribe(self, ears: Listening) -> AsyncIterator[Subscription]:
        """News from now on. `position` is where the stream stood when the subscription began to hear."""
        page = Subscription(ears)
        async with self._starting:
            if self._task is None or self._task.done():
                self.position = await _newest()
                self._task = asyncio.create_task(self._follow())
            self._pages.add(page)
        try:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._hears.wait(), WITHIN_HEARING)
            yield page
        finally:
            self._pages.discard(page)

    async def _follow(self) -> None:
        listener = asyncio.create_task(self._listen())
        try:
            while self._pages:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._rung.wait(), LOOK_EVERY)
                await asyncio.sleep(GATHER)
                self._rung.clear()
                await self._look()
        finally:
            self._hears.clear()
            listener.cancel()

    async def _look(self) -> None:
        try:
            while events := await _read(self.position):
                self.position = events[-1].position or self.position
                self._tell(list(changes(events)))
        except Exception:
            log.exception("the stream could not be read; trying again")

    async def _listen(self) -> None:
        """Hear the bell; a lost line to the database is taken up again."""
        while True:
            try:
                await self._hear()
            except (OSError, psycopg.Error) as problem:
                self._hears.clear()
                log.warning("lost the bell: %s", problem)
                await asyncio.sleep(1)

    async def _hear(self) -> None:
        async with await psycopg.AsyncConnection.connect(_conninfo(), autocommit=True) as line:
            await line.execute(f"LISTEN {bell.CHANNEL}")
            await line.execute(f"LISTEN {PRESENCE_CHANNEL}")
            self._rung.set()
            self._hears.set()
            async for ring in line.notifies():
                if ring.channel == bell.CHANNEL:
                    self._rung.set()
                else:
                    self._tell([Look(**json.loads(ring.payload))])

    def _tell(self, news: News) -> None:
        for page in self._pages:
            page.put(news)


def _conninfo() -> str:
    parameters = connection.get_connection_params()
    wanted = ("host", "port", "dbname", "user", "password", "sslmode", "sslrootcert", "options")
    return psycopg.conninfo.make_conninfo(**{key: parameters[key] for key in wanted if parameters.get(key)})


def _read_events(after: int) -> list[Event]:
    stream.place()
    events = Event.objects.placed().filter(position__gt=after).select_related("conversation")
    try:
        return list(events.only("position", "conversation__inbox")[:BATCH])
    finally:
        connection.close()


def _newest_position() -> int:
    try:
        return stream.newest()
    finally:
        connection.close()


_read = sync_to_async(_read_events, thread_sensitive=False)
_newest = sync_to_async(_newest_position, thread_sensitive=False)
broadcast = Broadcast()
