"""The same end gives the same story, to the last row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from django.db import transaction

from kept.conversations.attachment import Attachment
from kept.conversations.conversation import Conversation
from kept.conversations.delivery import Delivery
from kept.conversations.message import Message, Note
from kept.demo import telling
from kept.demo.script import Talk
from kept.demo.story import TALKS
from kept.events.event import Event

END = datetime(2026, 5, 20, 15, 30, tzinfo=UTC)


@pytest.mark.django_db
def test_telling_twice_tells_the_same() -> None:
    first, second = told(TALKS[::6]), told(TALKS[::6])
    assert len(first) > 300
    assert first == second


def told(talks: Sequence[Talk]) -> list[object]:
    """All rows that the telling made, which is then undone."""
    with transaction.atomic():
        telling.tell(END, talks=talks)
        rows = made()
        transaction.set_rollback(True)
    return rows


def made() -> list[object]:
    """Everything but what is drawn at random: tokens, and the ids made of them."""
    columns = ["inbox__slug", "customer__name", "subject", "kind", "state", "assignee__name", "team__name", "snippet"]
    times = ["created_at", "last_activity_at", "waiting_on"]
    rows: list[object] = [*Conversation.objects.order_by("pk").values_list(*columns, *times)]
    words = ["direction", "subject", "text", "quoted", "html", "at", "written_at"]
    rows += Message.objects.order_by("pk").values_list(*words)
    rows += Note.objects.order_by("pk").values_list("member__name", "text", "at")
    rows += Event.objects.order_by("pk").values_list("kind", "at", "by__name", "customer__name")
    rows += Attachment.objects.order_by("pk").values_list("name", "sha256")
    rows += Delivery.objects.order_by("pk").values_list("state", "reason", "sent_at")
    return rows
