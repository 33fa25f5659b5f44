"""Which domain signed a message (DKIM, RFC 6376), and which forwarders vouch for what they saw (ARC, RFC 8617)."""

from __future__ import annotations

import base64
import logging
import re
from dataclasses import dataclass, field
from typing import Any

import dkim
from dkim.util import parse_tag_value

from kept.channels.email.lookup import Resolver, Unanswered
from kept.channels.email.trust import bodies
from kept.channels.email.trust.domains import aligned, normal
from kept.lib.bulk import Content, pieces

MOST_SIGNATURES = 5
MOST_SEALS = 5
# The library takes time that grows with the square of these; what is larger was written to harm.
LARGEST_HEAD = 128 * 1024
LARGEST_FIELD = 8 * 1024
_HEAD_END = re.compile(rb"\n\r?\n")
_quiet = logging.Logger("dkim", logging.CRITICAL + 1)  # it tells every forged signature as an error


class ByHead:
    """Has the library read a message by its head alone; the body's digest is made by us, in pieces."""

    def __init__(self, raw: Content, head: int) -> None:
        self.letter, self.head = raw, head
        super().__init__(raw[:head], logger=_quiet)  # type: ignore[call-arg] # the library's class comes after us

    def verify_sig_process(self, sig: dict[bytes, bytes], include_headers: list[bytes], *rest: Any) -> bool:
        if b"bh" in sig:
            _header, _slash, way = sig.get(b"c", b"").partition(b"/")
            length = int(sig[b"l"]) if b"l" in sig else None
            body = pieces(self.letter, self.head)
            found = bodies.digest(body, algorithm=sig[b"a"], relaxed=way == b"relaxed", length=length)
            if found != base64.b64decode(re.sub(rb"\s+", b"", sig[b"bh"])):
                return False
        known = {name: value for name, value in sig.items() if name != b"bh"}
        return bool(super().verify_sig_process(known, include_headers, *rest))  # type: ignore[misc] # as above


class Signatures(ByHead, dkim.DKIM):  # type: ignore[misc] # the library is not typed
    pass


class Seals(ByHead, dkim.ARC):  # type: ignore[misc] # as above
    pass


@dataclass(slots=True)
class Signed:
    """By which domains, as far as they could speak for the author's.

    `by` made a signature that holds, `broken` one that does not; `unanswered` says that some key could not be had.
    """

    by: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    unanswered: bool = False


def signed(raw: Content, author_domain: str, resolver: Resolver) -> Signed:
    """Check the signatures of domains that belong to the author's; others prove nothing about the author.

    A signature that leaves out the end of the body (`l=`), or a message with several authors' fields, proves nothing.
    """
    found = Signed()
    head = _head_end(raw)
    if head is None:
        return found
    try:
        message = Signatures(raw, head)
    except Exception:  # what the library takes for no message has no signature either
        return found
    if sum(name.lower() == b"from" for name, _value in message.headers) != 1:
        return found
    signatures = [value for name, value in message.headers if name.lower() == b"dkim-signature"]
    ours = [(at, domain) for at, value in enumerate(signatures) if aligned(domain := _domain(value), author_domain)]
    for at, domain in ours[:MOST_SIGNATURES]:
        try:
            holds = message.verify(at, dnsfunc=_keys(resolver))
        except Unanswered:
            found.unanswered = True
        except Exception:  # whatever strangers write there
            found.broken.append(domain)
        else:
            (found.by if holds and b"l" not in message.signature_fields else found.broken).append(domain)
    return found


def _head_end(raw: Content) -> int | None:
    """Where the body begins; None where the head is such as nobody writes."""
    found = _HEAD_END.search(raw[:LARGEST_HEAD])
    return found.end() if found else None


def _domain(signature: bytes) -> str:
    if len(signature) > LARGEST_FIELD:
        return ""
    try:
        return normal(parse_tag_value(signature).get(b"d", b"").decode("ascii"))
    except Exception:
        return ""


def _keys(resolver: Resolver):  # type: ignore[no-untyped-def]  # as the library wants it
    def look_up(name: bytes, timeout: float = 0) -> bytes | None:
        found = resolver.look_up(name.decode("ascii", "replace").rstrip("."), "TXT")
        return found[0].encode("utf-8", "surrogateescape") if found else None

    return look_up


def vouched_for(raw: Content, sealers: frozenset[str], resolver: Resolver) -> str:
    """What the first forwarder found when the message came to it, where its seals hold and we trust every sealer.

    In the form of an Authentication-Results field (RFC 8617 4.1.1); '' where nobody vouches. Raises `Unanswered`.
    """
    head = _head_end(raw)
    if head is None:
        return ""
    try:
        message = Seals(raw, head)
        seals = [value for name, value in message.headers if name.lower() == b"arc-seal"]
        by = {_domain(each) for each in seals}
        if not seals or len(seals) > MOST_SEALS or not by <= sealers:
            return ""
        if any(len(value) > LARGEST_FIELD for name, value in message.headers if name.lower().startswith(b"arc-")):
            return ""
        result, sets, _reason = message.verify(dnsfunc=_keys(resolver))
    except Unanswered:
        raise
    except Exception:
        return ""
    if result != dkim.CV_Pass:
        return ""
    _instance, _semicolon, said = sets[-1]["aar-value"].decode("utf-8", "replace").partition(";")
    return str(said.strip())
