"""Work that waits for the database, aside from the event loop."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from django.db import close_old_connections

Result = TypeVar("Result")


async def in_django(work: Callable[[], Result]) -> Result:
    """Do it in a thread, with a connection that answers, and give that back afterwards."""

    def fresh() -> Result:
        close_old_connections()
        try:
            return work()
        finally:
            close_old_connections()

    return await asyncio.to_thread(fresh)
