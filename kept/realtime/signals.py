"""What goes over the live line: that something changed and where, never what."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from kept.conversations.inbox import Inbox
from kept.events.event import Event
from kept.people.member import Member


@dataclass(frozen=True)
class Change:
    """Something happened in a conversation of that inbox, at that position of the stream."""

    position: int
    conversation: int
    inbox: int


@dataclass(frozen=True)
class Look:
    """Somebody came, left, or began or stopped typing."""

    conversation: int
    inbox: int


@dataclass(frozen=True)
class Listening:
    """What one page wants to hear: the conversation it shows, the list beside it; only from its member's inboxes."""

    inboxes: frozenset[int]
    conversation: int | None = None
    places: bool = False

    def gist(self, news: Iterable[Change | Look]) -> list[Change | Look]:
        """Of what this page wants to hear the newest of each sort: so much stays of any amount of news."""
        newest: dict[tuple[type, bool], Change | Look] = {}
        for each in news:
            here = each.conversation == self.conversation
            if each.inbox in self.inboxes and (here or (self.places and isinstance(each, Change))):
                newest[type(each), here] = each
        return list(newest.values())

    def lines(self, news: Iterable[Change | Look]) -> list[str]:
        """The server-sent events for this page, at most one of each sort however much happened."""
        mine = self.gist(news)
        changes = sorted((each for each in mine if isinstance(each, Change)), key=lambda each: each.position)
        here = [each for each in changes if each.conversation == self.conversation]
        lines = []
        if here:
            lines.append(line("changed", here[-1].position, {"conversation": self.conversation}))
        if self.places and changes:
            lines.append(line("list", changes[-1].position, {}))
        if any(isinstance(each, Look) and each.conversation == self.conversation for each in mine):
            lines.append(line("presence", None, {"conversation": self.conversation}))
        return lines


def line(name: str, position: int | None, data: dict[str, object]) -> str:
    """One event in the format of the HTML standard's server-sent events; its id is where a reader resumes."""
    if position is None:
        return f"event: {name}\ndata: {json.dumps(data)}\n\n"
    return f"id: {position}\nevent: {name}\ndata: {json.dumps({**data, 'position': position})}\n\n"


def changes(events: Iterable[Event]) -> list[Change]:
    return [
        Change(event.position or 0, event.conversation_id, event.conversation.inbox_id)
        for event in events
        if event.conversation is not None and event.conversation_id is not None
    ]


def listening(member: Member, conversation: int | None, places: bool) -> Listening:
    """What that member may hear, as of now."""
    inboxes = frozenset(Inbox.objects.of(member).values_list("pk", flat=True))
    return Listening(inboxes, conversation, places)
