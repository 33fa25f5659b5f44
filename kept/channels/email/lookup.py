"""What the domain name system says, asked briefly and remembered for a while."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any, Protocol

import dns.exception
import dns.name
import dns.resolver
from django.conf import settings

ANSWER_WITHIN = 2.0  # seconds
REMEMBER = (60.0, 3600.0)  # seconds: the least and the most, whatever the answer's own lifetime is
UNANSWERED_FOR = 30.0  # seconds for which a question without an answer is not asked again
MOST_REMEMBERED = 5000
# So many questions without an answer, one after the other, mean that nobody is there to answer any.
SILENT_AFTER = 12


class Unanswered(Exception):
    """Nobody answered in time, or the answer was that they cannot: asking later may help."""


class Resolver(Protocol):
    def look_up(self, name: str, kind: str, *, within: float = ANSWER_WITHIN) -> list[str]:
        """The records of a kind (TXT, A, AAAA, MX, PTR, CNAME) at a name, CNAMEs followed; [] where there are none.

        TXT in one piece each, MX as `10 mx.example`. Raises `Unanswered`.
        """
        ...


class Silent:
    """A resolver where nothing may be asked."""

    def look_up(self, name: str, kind: str, *, within: float = ANSWER_WITHIN) -> list[str]:
        raise Unanswered(name)


@dataclass
class Within:
    """Another resolver until a moment of the monotonic clock; nothing is answered after it."""

    resolver: Resolver
    until: float

    def look_up(self, name: str, kind: str, *, within: float = ANSWER_WITHIN) -> list[str]:
        left = self.until - time.monotonic()
        if left <= 0:
            raise Unanswered(name)
        return self.resolver.look_up(name, kind, within=min(within, left))


class Live:
    """Asks the name servers given as `host` or `host:port`, or else those of this machine."""

    def __init__(self, servers: Sequence[str] = ()) -> None:
        self.servers = servers
        self._resolver = dns.resolver.Resolver(configure=not servers)
        if servers:
            self._resolver.nameservers = [dns.nameserver.Do53Nameserver(*_address(each)) for each in servers]
        self._known: OrderedDict[tuple[str, str], tuple[float, list[str] | None]] = OrderedDict()
        self._lock = Lock()
        self._in_vain = 0
        self._silent_until = 0.0

    def look_up(self, name: str, kind: str, *, within: float = ANSWER_WITHIN) -> list[str]:
        key = (name.rstrip(".").lower(), kind)
        with self._lock:
            until, found = self._known.get(key, (0.0, None))
            if until > time.monotonic():
                return _answered(name, found)
            if self._silent_until > time.monotonic():
                raise Unanswered(name)
        found, lifetime = self._ask(key[0], kind, within)
        with self._lock:
            self._remember(key, found, lifetime)
        return _answered(name, found)

    def _ask(self, name: str, kind: str, within: float) -> tuple[list[str] | None, float]:
        """The records and for how long they hold; None where nobody answers."""
        try:
            answer = self._resolver.resolve(name, kind, lifetime=within, raise_on_no_answer=False, search=False)
        except dns.resolver.NXDOMAIN:
            return [], REMEMBER[0]
        except (dns.name.LabelTooLong, dns.name.NameTooLong, dns.name.EmptyLabel, dns.name.BadEscape, UnicodeError):
            return [], REMEMBER[0]
        except (dns.exception.DNSException, OSError):
            return None, UNANSWERED_FOR
        lifetime = answer.rrset.ttl if answer.rrset else REMEMBER[0]
        return [_text(each) for each in answer.rrset or ()], min(max(lifetime, REMEMBER[0]), REMEMBER[1])

    def _remember(self, key: tuple[str, str], found: list[str] | None, lifetime: float) -> None:
        now = time.monotonic()
        self._known[key] = (now + lifetime, found)
        self._known.move_to_end(key)
        while len(self._known) > MOST_REMEMBERED:
            self._known.popitem(last=False)
        self._in_vain = 0 if found is not None else self._in_vain + 1
        if self._in_vain >= SILENT_AFTER:
            self._silent_until, self._in_vain = now + UNANSWERED_FOR, 0


def _answered(name: str, found: list[str] | None) -> list[str]:
    if found is None:
        raise Unanswered(name)
    return found


def _text(record: Any) -> str:
    if record.rdtype.name == "TXT":
        return b"".join(record.strings).decode("utf-8", "surrogateescape")
    return str(record).rstrip(".")


def _address(server: str) -> tuple[str, int]:
    host, _, port = server.rpartition(":")
    return (host.strip("[]"), int(port)) if host and port.isdigit() and "]" not in port else (server.strip("[]"), 53)


_here: list[Resolver] = []
_lock = Lock()


def resolver() -> Resolver:
    """The one this process asks, by `KEPT_DNS`."""
    with _lock:
        if not _here:
            servers = settings.KEPT_DNS
            _here.append(Silent() if settings.TESTING or servers == ["off"] else _live(servers))
        return _here[-1]


def afresh() -> Resolver:
    """The same without what it remembers, for somebody who has just changed a record and looks."""
    here = resolver()
    return Live(here.servers) if isinstance(here, Live) else here


def _live(servers: Sequence[str]) -> Resolver:
    try:
        return Live(servers)
    except dns.resolver.NoResolverConfiguration:
        return Silent()


@contextmanager
def asking(other: Resolver) -> Iterator[None]:
    """Have this process ask another one meanwhile."""
    resolver()
    _here.append(other)
    try:
        yield
    finally:
        _here.pop()
