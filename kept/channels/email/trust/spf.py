"""Whether a server may send for a domain (RFC 7208)."""

from __future__ import annotations

from typing import Any

import spf

from kept.channels.email.lookup import Resolver, Unanswered

MOST_VOID = 2  # questions without any record, RFC 7208 4.6.4


def result(client: str, sender: str, helo: str, resolver: Resolver) -> str:
    """pass, fail, softfail, neutral, none, permerror or temperror for the sender, of HELO where that is empty."""
    try:
        return str(_Query(client, sender, helo, resolver).check()[0])
    except Unanswered:
        return "temperror"
    except Exception:  # the library meets what strangers publish
        return "permerror"


class _Query(spf.query):  # type: ignore[misc]  # the library has no types
    """The library's evaluation of a record, asking our resolver."""

    def __init__(self, client: str, sender: str, helo: str, resolver: Resolver) -> None:
        self.resolver = resolver
        super().__init__(i=client, s=sender, h=helo or "unknown")

    def dns(self, name: Any, qtype: str, cnames: Any = None, ignore_void: bool = False) -> list[Any]:
        """Called by the library with A, AAAA, MX, PTR, TXT and SPF, the last of which no longer exists."""
        name = str(name).rstrip(".").lower()
        if qtype == "SPF" or not name or not all(0 < len(label) < 64 for label in name.split(".")):
            return []
        found = [_as_wanted(each, qtype) for each in self.resolver.look_up(name, qtype)]
        if not found and not ignore_void:
            self.void_lookups += 1
            if self.void_lookups > MOST_VOID:
                raise spf.PermError(f"Void lookup limit of {MOST_VOID} exceeded")
        return found


def _as_wanted(record: str, qtype: str) -> Any:
    if qtype == "TXT":
        return (record.encode("utf-8", "surrogateescape"),)
    if qtype == "MX":
        preference, _, host = record.partition(" ")
        return int(preference), host
    return record
