"""How much a request may bring. The rest is read away and never kept, neither in memory nor on disk."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]

TOO_LARGE = "kept.too_large"
END: Message = {"type": "http.request", "body": b"", "more_body": False}


class Bounded:
    """An ASGI application that gets bodies of at most `most` bytes; of a larger one the beginning or nothing, and the
    mark `TOO_LARGE` in its scope. All of it is taken off the browser's hands, which before that hears no answer."""

    def __init__(self, app: App, most: int) -> None:
        self.app = app
        self.most = most

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        await self.app(scope, self._bounded(scope, receive) if scope["type"] == "http" else receive, send)

    def _bounded(self, scope: dict[str, Any], receive: Receive) -> Receive:
        read, announced = 0, _announced(scope)

        async def bounded() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if max(read, announced) <= self.most or message["type"] != "http.request":
                return message
            scope[TOO_LARGE] = self.most
            while message["type"] == "http.request" and message.get("more_body"):
                message = await receive()
            return END if message["type"] == "http.request" else message

        return bounded


def _announced(scope: dict[str, Any]) -> int:
    """The Content-Length, 0 where the body comes in chunks (RFC 9112 6)."""
    length = next((value for name, value in scope["headers"] if name == b"content-length"), b"")
    return int(length) if length.isdigit() else 0
