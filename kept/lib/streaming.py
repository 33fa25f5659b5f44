"""Answers that go out in pieces, however large: of what is not asynchronous Django's own would gather all in memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import cast

from django.http import FileResponse, StreamingHttpResponse

from kept.lib.bulk import PIECE


class Streamed(StreamingHttpResponse):
    """Each piece is fetched in a thread, since it may have to wait for the disk."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        pieces = iter(cast(Iterator[bytes], self.streaming_content))
        while (piece := await asyncio.to_thread(next, pieces, None)) is not None:
            yield piece


class StreamedFile(Streamed, FileResponse):
    """Closes the file at the end."""

    block_size = PIECE
