"""Examining a batch of mail: for whom it matters, all at once, and never for longer than a few seconds."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from functools import cached_property
from ipaddress import ip_network

from django.conf import settings

from kept.channels.base import Arrival, Letter
from kept.channels.email.lookup import Resolver, Within, resolver
from kept.channels.email.mailbox import Mailbox
from kept.channels.email.trust.judging import Verdict, Ways, judge
from kept.conversations.inbox import Inbox
from kept.conversations.message import Message
from kept.conversations.trust import Doubt, Trust
from kept.customers.customer import Address
from kept.people.member import Member

ALL_WITHIN = 3.0  # seconds for a whole batch; who is not done then is let in as not known
AT_ONCE = 16

log = logging.getLogger(__name__)


def examine(letters: Sequence[Letter]) -> list[Arrival]:
    """The arrivals, with a verdict on those whose author we know or that name a conversation.

    To others nothing is entrusted that a verdict could keep from them. Raises DatabaseError.
    """
    acquaintance = Acquaintance({each.arrival.author.key for each in letters})
    ways = Trusted()
    wanted = [
        (at, each, ways.of(each))
        for at, each in enumerate(letters)
        if acquaintance.knows(each.arrival.author.key) or _names_something(each.arrival)
    ]
    arrivals = [each.arrival for each in letters]
    if wanted:
        for at, verdict in _verdicts(wanted, acquaintance.members).items():
            arrivals[at] = _with(arrivals[at], verdict)
    return arrivals


def _names_something(arrival: Arrival) -> bool:
    return bool(arrival.tokens or arrival.references or arrival.in_reply_to)


def _verdicts(wanted: Sequence[tuple[int, Letter, Ways]], members: set[str]) -> dict[int, Verdict]:
    asked = Within(resolver(), time.monotonic() + ALL_WITHIN)
    pool = ThreadPoolExecutor(min(AT_ONCE, len(wanted)), thread_name_prefix="examine")
    going: dict[Future[Verdict], int] = {}
    for at, letter, ways in wanted:
        going[pool.submit(_judge, letter, ways, asked, letter.arrival.author.key in members)] = at
    done, _late = wait(going, timeout=ALL_WITHIN)
    pool.shutdown(wait=False, cancel_futures=True)
    return {going[each]: each.result() for each in done}


def _judge(letter: Letter, ways: Ways, asked: Resolver, is_colleague: bool) -> Verdict:
    try:
        author = letter.arrival.author.key
        return judge(letter.raw, author, letter.envelope, ways, asked, is_colleague=is_colleague)
    except Exception:  # mail is written by strangers, and a verdict is no reason to hold it up
        log.exception("While examining %s", letter.arrival.message_id)
        return Verdict()


def _with(arrival: Arrival, verdict: Verdict) -> Arrival:
    trust, reason = verdict.trust, verdict.reason
    if reason == Doubt.HABIT and not _has_proved_itself(arrival.author.key):
        trust, reason = Trust.UNKNOWN.value, ""
    return replace(arrival, trust=trust, trust_reason=reason, trust_details=verdict.details[:1000])


def _has_proved_itself(address: str) -> bool:
    """Whether a customer's earlier mail from that address did."""
    earlier = Message.objects.filter(trust=Trust.PROVED, author__address__iexact=address)
    return earlier.filter(conversation__customer__addresses__value=address).exists()


class Acquaintance:
    """Which of these addresses are somebody's: a colleague's, a customer's, or an inbox's own."""

    def __init__(self, addresses: set[str]) -> None:
        self.members = set(Member.objects.active().filter(email__in=addresses).values_list("email", flat=True))
        known = Address.objects.filter(kind=Address.Kind.EMAIL, value__in=addresses)
        ours = Inbox.objects.filter(address__in=addresses)
        self._others = set(known.values_list("value", flat=True)) | set(ours.values_list("address", flat=True))

    def knows(self, address: str) -> bool:
        return address in self.members or address in self._others


@dataclass
class Trusted:
    """Whom we trust on the way, by how a letter came: each mailbox may have a server of its own."""

    @cached_property
    def everywhere(self) -> Ways:
        relays = tuple(ip_network(each, strict=False) for each in settings.KEPT_MAIL_RELAYS)
        return Ways(relays, tuple(settings.KEPT_TRUSTED_AUTHSERV), frozenset(settings.KEPT_TRUSTED_SEALERS))

    @cached_property
    def _by_mailbox(self) -> dict[int, Mailbox]:
        return Mailbox.objects.in_bulk()

    def of(self, letter: Letter) -> Ways:
        mailbox = letter.envelope.mailbox
        own = self._by_mailbox.get(mailbox) if mailbox is not None else None
        servers = own.trusted_servers if own else ()
        return replace(self.everywhere, servers=(*self.everywhere.servers, *servers)) if servers else self.everywhere
