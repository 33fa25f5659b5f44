"""The mail process's own line to the database: whose mail we take, and where it is put."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from psycopg import AsyncConnection, OperationalError
from psycopg.types.json import Jsonb
from psycopg_pool import AsyncConnectionPool

from kept.channels.base import Party
from kept.channels.email.tokens import without_token
from kept.channels.inbound import STORE, STORE_PIECE, divided
from kept.lib.bulk import Content

FRESH = 10.0  # seconds for which the inboxes are believed
NEWS_AFTER = 1.0  # seconds after which a stranger's address is worth another look
ANSWER_WITHIN = 10.0  # seconds; the sender is told to come back after that

Pool = AsyncConnectionPool[AsyncConnection[Any]]


def pool() -> Pool:
    """Connections to the database Django knows; open it with `async with`."""
    options = connection.get_connection_params()
    for name in ("cursor_factory", "context", "pool"):
        options.pop(name, None)
    options["autocommit"] = True
    return AsyncConnectionPool(
        kwargs=options, min_size=1, max_size=4, timeout=ANSWER_WITHIN, reconnect_timeout=5, open=False
    )


class Doorstep:
    """Knows the inboxes' addresses. `catch_all` takes every address at an inbox's domain as well."""

    def __init__(self, lines: Pool, *, catch_all: bool = False) -> None:
        self.lines = lines
        self.catch_all = catch_all
        self._addresses: frozenset[str] = frozenset()
        self._asked_at = float("-inf")

    async def is_ours(self, address: str) -> bool:
        """Raises psycopg.Error when that cannot be known now."""
        key = without_token(Party(address).key)
        age = time.monotonic() - self._asked_at
        if age > FRESH or (age > NEWS_AFTER and not self._known(key)):
            await self._ask()
        return self._known(key)

    def _known(self, key: str) -> bool:
        if key in self._addresses:
            return True
        domain = key.rpartition("@")[2]
        return self.catch_all and any(each.rpartition("@")[2] == domain for each in self._addresses)

    async def _ask(self) -> None:
        async with self.lines.connection() as line:
            rows = await (await line.execute("SELECT address FROM conversations_inbox WHERE is_active")).fetchall()
        self._addresses = frozenset(Party(each[0]).key for each in rows)
        self._asked_at = time.monotonic()


class Shelf:
    """Where mail is put: committed when `put` returns. `told` is called after that."""

    def __init__(self, lines: Pool, told: Callable[[], None]) -> None:
        self.lines = lines
        self.told = told

    async def put(self, raw: Content, envelope: dict[str, Any]) -> None:
        """Raises psycopg.Error when it could not be stored."""
        try:
            await self._insert(raw, envelope)
        except OperationalError:  # the database was started anew, perhaps: whatever we hold to it is broken
            await self.lines.check()
            await self._insert(raw, envelope)
        self.told()

    async def _insert(self, raw: Content, envelope: dict[str, Any]) -> None:
        whole, parts = divided(raw)
        row = ("email", whole, len(raw), Jsonb(envelope))
        async with self.lines.connection() as line:
            if len(whole) == len(raw):
                await line.execute(STORE, row)
                return
            async with line.transaction():
                inserted = await (await line.execute(STORE, row)).fetchone()
                for at, piece in parts:
                    await line.execute(STORE_PIECE, (*(inserted or ()), at, piece))
