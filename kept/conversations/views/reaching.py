"""Whom a reply reaches, in words for the composer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kept.conversations.answering import Recipient, Recipients
from kept.conversations.conversation import Conversation
from kept.conversations.message import Note
from kept.conversations.parties import as_line


@dataclass(frozen=True)
class Reach:
    """The people as they stand in the form; how they differ from those whom the message answered went to; and the
    two usual choices: everybody who got it, or its author alone."""

    to: str
    cc: str
    bcc: str
    added: str
    dropped: str
    newcomers: str
    all_to: str
    all_cc: str
    only_to: str
    only_name: str
    several: bool

    @property
    def is_to_all(self) -> bool:
        return not self.dropped


def reach_of(conversation: Conversation, chosen: Recipients, usual: Recipients) -> Reach:
    compared = conversation.compared(chosen, usual)
    new = conversation.newcomers(Recipients(compared.added)) if compared.added else []
    known = [each for each in compared.added if each["address"].lower() not in new]
    first = usual.to[0] if usual.to else None
    return Reach(
        to=as_line(chosen.to),
        cc=as_line(chosen.cc),
        bcc=as_line(chosen.bcc),
        added=_addresses(known),
        dropped=_addresses(compared.dropped),
        newcomers=", ".join(new),
        all_to=as_line(usual.to),
        all_cc=as_line(usual.cc),
        only_to=as_line([first]) if first else "",
        only_name=(first["name"] or first["address"]) if first else "",
        several=len(usual.addresses) > 1,
    )


def _addresses(people: Iterable[Recipient]) -> str:
    return ", ".join(each["address"] for each in people)


@dataclass(frozen=True)
class Doubts:
    """What is asked about before a reply leaves."""

    newcomers: list[str]
    notes: list[Note]

    def __bool__(self) -> bool:
        return bool(self.newcomers or self.notes)

    @property
    def sure(self) -> str:
        """What the writer says yes to with one click."""
        return " ".join([*self.newcomers, *(f"note-{each.pk}" for each in self.notes)])

    def without(self, sure: str) -> Doubts:
        """Less what they said yes to already; never anything that they were not shown."""
        said = set(sure.split())
        return Doubts(
            [each for each in self.newcomers if each not in said],
            [each for each in self.notes if f"note-{each.pk}" not in said],
        )
