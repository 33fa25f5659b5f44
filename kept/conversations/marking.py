"""Marks in what we wrote: words that mean something to another room, which registers what it knows of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kept.conversations.conversation import Conversation
from kept.conversations.message import Message, Note
from kept.conversations.timeline import Entry


@dataclass(frozen=True)
class Mark:
    """`words` as they were said, and where they lead; `says` is what is known of them, `icon` the shape of `state`."""

    words: str
    url: str
    says: str
    state: str
    icon: str


# Which marks stand in which of our words, of those entries of a conversation.
Marker = Callable[[Conversation, Sequence[Entry]], Mapping[Message | Note, Sequence[Mark]]]
MARKERS: list[Marker] = []


def ours(entries: Iterable[Entry]) -> list[Message | Note]:
    """What colleagues wrote among them. The words of anybody else are never marked."""
    sent = [each.message for each in entries if each.message and not each.message.is_incoming]
    return [*sent, *(each.note for each in entries if each.note)]


def mark(conversation: Conversation, entries: Sequence[Entry]) -> None:
    """Let what we wrote know its marks."""
    for marker in MARKERS:
        found = marker(conversation, entries)
        for words in ours(entries):
            words.marks = [*words.marks, *found.get(words, [])]
