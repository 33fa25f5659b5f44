"""What other rooms do in the transaction in which we say something. They register it; this room knows none of them."""

from __future__ import annotations

from typing import Protocol

from kept.conversations.message import Message, Note
from kept.people.member import Member


class Listener(Protocol):
    def said(self, words: Message | Note, *, by: Member) -> None:
        """A reply or a note was written; its conversation is locked."""

    def taken_back(self, reply: Message, *, by: Member) -> None:
        """It was stopped before it left; its conversation is locked."""


LISTENERS: list[Listener] = []


def said(words: Message | Note, *, by: Member) -> None:
    for each in LISTENERS:
        each.said(words, by=by)


def taken_back(reply: Message, *, by: Member) -> None:
    for each in LISTENERS:
        each.taken_back(reply, by=by)
