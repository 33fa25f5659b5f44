"""What other rooms show on a conversation's page. They register it; this room knows none of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from kept.conversations.conversation import Conversation

if TYPE_CHECKING:
    from kept.conversations.views.base import DeskRequest

Context = dict[str, object]


class Addition(Protocol):
    """`templates` by their slot: `standing` below the head, `deeds` in the toolbar, `customer` in the panel, `words`
    below the text of a reply (`kind` is "reply") and a note."""

    templates: Mapping[str, str]

    def context(self, request: DeskRequest, conversation: Conversation) -> Context:
        """What the templates need; a number of queries that no length of a history changes."""


ADDITIONS: list[Addition] = []


def added(request: DeskRequest, conversation: Conversation) -> Context:
    slots: dict[str, list[str]] = {}
    context: Context = {"slots": slots}
    for each in ADDITIONS:
        context |= each.context(request, conversation)
        for slot, template in each.templates.items():
            slots.setdefault(slot, []).append(template)
    return context
