"""The live line says where something changed, to those who may know, and nothing else."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import connection, transaction
from django.test import AsyncClient

from kept.conftest import write
from kept.conversations.conversation import Conversation
from kept.events import stream
from kept.people.member import Member
from kept.realtime import broadcast as broadcasting
from kept.realtime.broadcast import Broadcast, Subscription
from kept.realtime.signals import Change, Listening, Look

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_broadcast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has a loop of its own, and so a broadcast of its own."""
    monkeypatch.setattr("kept.realtime.views.broadcast", Broadcast())


@asynccontextmanager
async def line_of(member: Member, query: str) -> AsyncIterator[Callable[[], Awaitable[tuple[str, dict[str, Any]]]]]:
    """An open live line; calling gives the next event's name and data."""
    client = AsyncClient()
    await client.aforce_login(member)
    response = await client.get(f"/live/?{query}")
    assert response.status_code == 200, response.status_code
    parts = aiter(response.streaming_content)  # type: ignore[attr-defined]
    waiting: list[tuple[str, dict[str, Any]]] = []

    async def following() -> tuple[str, dict[str, Any]]:
        while not waiting:
            part = (await asyncio.wait_for(anext(parts), 60)).decode()
            waiting.extend(parsed(part))
        return waiting.pop(0)

    await anext(parts)  # the subscription stands once the first line is out
    yield following
    await parts.aclose()
    await sync_to_async(lambda: connection.close())()  # the thread's own, so looked up in it


def parsed(part: str) -> list[tuple[str, dict[str, Any]]]:
    events = []
    for block in part.split("\n\n"):
        fields = dict(row.split(": ", 1) for row in block.splitlines())
        if "event" in fields:
            events.append((fields["event"], json.loads(fields["data"])))
    return events


def elsewhere(work: Callable[..., Any]) -> Callable[..., Awaitable[Any]]:
    def run(*args: object, **kwargs: object) -> Any:
        try:
            return work(*args, **kwargs)
        finally:
            connection.close()

    return sync_to_async(run, thread_sensitive=False)


async def listen(
    member: Member, query: str, work: Callable[[], Any], most: int = 1
) -> list[tuple[str, dict[str, Any]]]:
    """The signals after `work`: waits long for as many as may come at `most`, and a second for one more."""
    heard: list[tuple[str, dict[str, Any]]] = []
    async with line_of(member, query) as following:
        await elsewhere(work)()
        with suppress(TimeoutError):
            while True:
                heard.append(await asyncio.wait_for(following(), 30 if len(heard) < most else 1))
    return heard


def test_a_page_hears_of_its_conversation_and_of_the_list(conversation: Conversation, teammate: Member) -> None:
    query = f"conversation={conversation.pk}&places=1"
    heard = asyncio.run(listen(teammate, query, lambda: write(conversation, "Hello?"), most=2))
    assert [name for name, _data in heard] == ["changed", "list"]
    assert heard[0][1] == {"conversation": conversation.pk, "position": stream.newest()}


def test_an_outsider_hears_nothing_of_it(conversation: Conversation, outsider: Member) -> None:
    assert asyncio.run(listen(outsider, "places=1", lambda: write(conversation, "Hello?"), most=0)) == []


def test_an_outsider_may_not_listen_to_the_conversation(conversation: Conversation, outsider: Member) -> None:
    async def status() -> int:
        client = AsyncClient()
        await client.aforce_login(outsider)
        return (await client.get(f"/live/?conversation={conversation.pk}")).status_code

    assert asyncio.run(status()) == 404


def test_somebody_typing_is_heard_without_an_event(conversation: Conversation, teammate: Member, light: Member) -> None:
    before = stream.newest()
    work = lambda: conversation.show_presence(by=light, typing=True)  # noqa: E731
    heard = asyncio.run(listen(teammate, f"conversation={conversation.pk}", work))
    assert heard == [("presence", {"conversation": conversation.pk})]
    assert stream.newest() == before


def test_a_page_that_was_asleep_looks_again(conversation: Conversation, teammate: Member) -> None:
    position = stream.newest()
    write(conversation, "While you slept")

    async def wake() -> tuple[str, dict[str, Any]]:
        async with line_of(teammate, f"conversation={conversation.pk}&after={position}") as following:
            return await following()

    assert asyncio.run(wake()) == ("changed", {"conversation": conversation.pk, "position": stream.newest()})


def test_a_ring_that_was_lost_only_costs_time(
    conversation: Conversation, teammate: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kept.events.bell.ring", lambda *args: None)
    monkeypatch.setattr(broadcasting, "LOOK_EVERY", 0.2)
    heard = asyncio.run(listen(teammate, f"conversation={conversation.pk}", lambda: write(conversation, "Psst")))
    assert [name for name, _data in heard] == ["changed"]


def test_much_news_is_one_signal(conversation: Conversation, teammate: Member) -> None:
    @transaction.atomic
    def much() -> None:
        for n in range(30):
            write(conversation, f"Line {n}")

    heard = asyncio.run(listen(teammate, f"conversation={conversation.pk}", much))
    assert heard == [("changed", {"conversation": conversation.pk, "position": stream.newest()})]


def test_a_page_that_lags_hears_of_its_conversation_however_much_else_happens() -> None:
    page = Subscription(Listening(frozenset({1}), conversation=7, places=True))
    page.put([Change(1, conversation=7, inbox=1), Look(7, inbox=1)])
    for position in range(2, 2000):
        page.put([Change(position, conversation=8, inbox=1), Change(position, conversation=7, inbox=2), Look(8, 1)])
    news = asyncio.run(page.take(0.1))
    assert len(news) == 3
    assert [each.conversation for each in news if isinstance(each, Look)] == [7]
    assert {each.position for each in news if isinstance(each, Change)} == {1, 1999}


def test_a_page_opened_before_the_first_event_misses_none(conversation: Conversation, teammate: Member) -> None:
    assert stream.newest() > 0

    async def first() -> tuple[str, dict[str, Any]]:
        async with line_of(teammate, "places=1&after=0") as following:
            return await following()

    assert asyncio.run(first())[0] == "list"
