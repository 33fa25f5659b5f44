"""A small collection of letters as a removals firm gets them, and of the spam among them, all written for this."""

from __future__ import annotations

from pathlib import Path

from kept.conversations.message import Message

FIXTURES = Path(__file__).parent / "fixtures"


def collection(name: str) -> list[Message]:
    """Unsaved messages, each from a domain of its own so that no sender gives away what is to be learned."""
    blocks = (FIXTURES / f"{name}.txt").read_text(encoding="utf-8").strip().split("\n---\n")
    return [_message(block, f"{name}{number}.example") for number, block in enumerate(blocks)]


def _message(block: str, domain: str) -> Message:
    head, _, text = block.partition("\n")
    subject, _, sender = head.removeprefix("subject: ").partition(" | from: ")
    author = {"name": "", "address": f"{sender.partition('@')[0]}@{domain}"}
    to = [{"name": "", "address": "sales@hillside.example"}]
    return Message(
        direction="in", channel="email", subject=subject, text=text, author=author, to=to, message_id=f"<1@{domain}>"
    )
