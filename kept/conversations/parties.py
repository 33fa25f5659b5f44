"""People as one reads and types them in a letter's head."""

from __future__ import annotations

from collections.abc import Iterable

from kept.conversations.answering import Recipient


def as_line(parties: Iterable[Recipient]) -> str:
    """``Ana Silva <ana@example.org>, bo@example.org``; a name that would not read back is quoted (RFC 5322 3.2.4)."""
    return ", ".join(_told(each.get("name", ""), each["address"]) for each in parties)


def _told(name: str, address: str) -> str:
    if not name or name == address:
        return address
    if any(mark in name for mark in '",<>@:;()[]\\.'):
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        name = f'"{escaped}"'
    return f"{name} <{address}>"
