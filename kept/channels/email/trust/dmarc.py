"""What a domain asks to be done with mail in its name that proves nothing (RFC 7489 6)."""

from __future__ import annotations

from dataclasses import dataclass

from kept.channels.email.lookup import Resolver
from kept.channels.email.trust.domains import normal, organisation

POLICIES = {"none", "quarantine", "reject"}


@dataclass(frozen=True, slots=True)
class Policy:
    """`asks` is none, quarantine or reject; with `strict_dkim` or `strict_spf` only the very same domain proves it."""

    asks: str
    strict_dkim: bool = False
    strict_spf: bool = False
    record: str = ""


def policy(domain: str, resolver: Resolver) -> Policy | None:
    """The domain's own policy, else that of its organisation; None where neither publishes one. Raises `Unanswered`."""
    domain = normal(domain)
    above = organisation(domain)
    if record := _record(domain, resolver):
        return read(record, "p")
    if above != domain and (record := _record(above, resolver)):
        return read(record, "sp")
    return None


def _record(domain: str, resolver: Resolver) -> str:
    """The one record; where there are several, none counts (RFC 7489 6.6.3)."""
    found = [each for each in resolver.look_up(f"_dmarc.{domain}", "TXT") if is_record(each)]
    return found[0] if len(found) == 1 else ""


def is_record(text: str) -> bool:
    return tags(text[:20]).get("v") == "DMARC1" and text.lstrip().lower().startswith("v")


def read(record: str, which: str = "p") -> Policy | None:
    """The policy in a record; `which` is `sp` for what lies below the domain that it stands at."""
    said = tags(record)
    asks = (said.get(which) or said.get("p", "")).lower()
    if asks not in POLICIES:
        if not said.get("rua"):
            return None
        asks = "none"  # RFC 7489 6.6.3
    if said.get("pct") == "0":
        asks = "none"
    return Policy(asks, said.get("adkim", "").lower() == "s", said.get("aspf", "").lower() == "s", record)


def tags(record: str) -> dict[str, str]:
    """`tag=value; …` as a dictionary; the first of a tag counts."""
    said: dict[str, str] = {}
    for part in record.split(";"):
        name, equals, value = part.partition("=")
        if equals:
            said.setdefault(name.strip().lower(), value.strip())
    return said
