"""The words with which an inbox says by itself that a message has arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kept.conversations.inbox import Inbox

if TYPE_CHECKING:
    from kept.conversations.conversation import Conversation


def usual() -> str:
    """What is said where nobody wrote anything else. `{name}`, `{number}` and `{subject}` are filled in."""
    return _(
        "Thank you for writing to us. Your message has arrived, and one of us will answer you.\n\n"
        "It is conversation #{number} here, should you ring or write again."
    )


def words_for(inbox: Inbox, conversation: Conversation) -> str:
    words = inbox.acknowledgement.strip() or usual()
    known = {"{name}": conversation.customer.name, "{number}": str(conversation.number)}
    for place, value in (known | {"{subject}": conversation.subject}).items():
        words = words.replace(place, value)
    return words
