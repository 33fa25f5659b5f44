"""The live line of a page."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from typing import cast

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.views.decorators.cache import never_cache

from kept.conversations import access
from kept.people.member import Member
from kept.realtime.broadcast import broadcast
from kept.realtime.signals import Listening, line, listening

# Seconds between signs of life, so that a browser and the proxies between notice a dead line.
BEAT = 15.0
# Seconds after which the browser must ask again, so that a right which was taken away ends.
LIFETIME = 600.0


@never_cache
async def live(request: HttpRequest) -> StreamingHttpResponse:
    """Server-sent events for what this page shows: `?conversation=` its number, `?places=1` for the list,
    `?after=` (or the header Last-Event-ID) the last position it heard."""
    member = cast(Member, await request.auser())
    ears = await sync_to_async(_ears)(member, request.GET.get("conversation", ""), "places" in request.GET)
    after = request.headers.get("Last-Event-ID") or request.GET.get("after", "")
    response = StreamingHttpResponse(_lines(ears, int(after) if after.isdigit() else None), "text/event-stream")
    response["X-Accel-Buffering"] = "no"
    return response


def _ears(member: Member, number: str, places: bool) -> Listening:
    """The right to listen is checked here, by the same rule as the right to open."""
    if not number:
        return listening(member, None, places)
    if not number.isdigit():
        raise Http404
    return listening(member, access.conversation(member, int(number)).pk, places)


async def _lines(ears: Listening, after: int | None) -> AsyncIterator[str]:
    ends = time.monotonic() + LIFETIME
    async with broadcast.subscribe(ears) as page:
        yield "retry: 2000\n\n"
        if after is not None and after < broadcast.position:
            yield missed(ears)
        quiet_since = time.monotonic()
        while time.monotonic() < ends:
            lines = ears.lines(await page.take(BEAT))
            if not lines and time.monotonic() - quiet_since >= BEAT:
                lines = [line("beat", broadcast.position, {})]
            if lines:
                quiet_since = time.monotonic()
                yield "".join(lines)


def missed(ears: Listening) -> str:
    """After sleep or a lost line: look again at everything this page shows. Cheaper than telling what was missed."""
    position = broadcast.position
    lines = [line("list", position, {})] if ears.places else []
    if ears.conversation is not None:
        lines.append(line("changed", position, {"conversation": ears.conversation}))
    return "".join(lines)
