"""What a request brings beyond the measure is read away, and costs no memory."""

from __future__ import annotations

import asyncio
import tracemalloc
from collections.abc import Mapping
from typing import Any

import pytest
from django.conf import settings
from django.core.asgi import get_asgi_application

from kept.lib.bodies import Bounded

PIECE = b"x" * 1024 * 1024
MOST = 3 * len(PIECE)


def send(path: str, pieces: int, *, announced: bool) -> tuple[int, str, int]:
    """Post so many megabytes: the answer's status and text, and how many pieces were taken off our hands."""
    left = pieces
    answer: list[Mapping[str, Any]] = []

    async def receive() -> Mapping[str, Any]:
        nonlocal left
        if not left:
            await asyncio.sleep(60)
        left -= 1
        return {"type": "http.request", "body": PIECE, "more_body": left > 0}

    async def hear(message: Mapping[str, Any]) -> None:
        answer.append(message)

    length = [(b"content-length", str(pieces * len(PIECE)).encode())] if announced else []
    headers = [(b"host", b"testserver"), (b"content-type", b"application/octet-stream"), *length]
    scope = {"type": "http", "method": "POST", "path": path, "headers": headers, "query_string": b"", "scheme": "http"}
    asyncio.run(Bounded(get_asgi_application(), MOST)(scope, receive, hear))
    text = b"".join(message.get("body", b"") for message in answer).decode()
    return answer[0]["status"], text, pieces - left


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("announced", [True, False])
@pytest.mark.parametrize("path", ["/sign-in/", "/form/nowhere/", "/nothing/"])
def test_too_much_is_said_once_all_of_it_is_read(path: str, announced: bool) -> None:
    status, text, taken = send(path, 9, announced=announced)
    assert status == 413
    assert "That is too much at once" in text
    assert taken == 9


@pytest.mark.django_db(transaction=True)
def test_what_keeps_the_measure_is_let_through() -> None:
    assert send("/nothing/", 3, announced=True)[0] in {302, 403, 404}


@pytest.mark.django_db(transaction=True)
def test_it_costs_no_memory() -> None:
    send("/nothing/", 1, announced=True)
    tracemalloc.start()
    send("/nothing/", 200, announced=False)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < settings.FILE_UPLOAD_MAX_MEMORY_SIZE + MOST + 4 * len(PIECE)
