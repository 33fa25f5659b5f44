"""What a conversation's page shows of standing promises: what is due, and the way to why. It costs no query."""

from __future__ import annotations

from collections.abc import Mapping

from kept.conversations import timeline
from kept.conversations.conversation import Conversation
from kept.conversations.views.additions import ADDITIONS, Context
from kept.conversations.views.base import DeskRequest
from kept.lib import clock
from kept.promises.standing.events import DueMet, DueRests, DueSet, DueSoon


class DueBeside:
    templates: Mapping[str, str] = {"standing": "promises/due.html"}

    def context(self, request: DeskRequest, conversation: Conversation) -> Context:
        due = conversation.answer_due_at
        return {"due_is_late": due is not None and due <= clock.now()}


ADDITIONS.insert(0, DueBeside())
# What the page shows anyhow needs no line in the history; that a time was missed does.
timeline.SHOWN_ELSEWHERE += [DueSet.name, DueRests.name, DueSoon.name, DueMet.name]
