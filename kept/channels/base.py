"""What every channel speaks: an arrival in, an outbound out. Pure data: no models, no database, no network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from kept.lib.bulk import Content


class Unreadable(Exception):
    """No rule can make sense of these bytes; they belong in the quarantine with `reason`, in plain English."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SendFailed(Exception):
    """The channel could not deliver. `permanent` says that trying again cannot help.

    `refused` are the recipients, where it would take none of them, with its words about each.
    """

    def __init__(self, reason: str, *, permanent: bool, refused: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
        self.refused = refused


class TooLarge(SendFailed):
    """The message is larger than what it leaves by takes: at most `most` bytes as sent, None where nobody says."""

    def __init__(self, reason: str, *, most: int | None = None) -> None:
        super().__init__(reason, permanent=True)
        self.most = most


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody at an address, as written; `key` is what two spellings of one address share."""

    address: str
    name: str = ""

    @property
    def key(self) -> str:
        """The address for comparing and storing: lower case, its domain in ASCII (IDNA) where that is possible."""
        local, at, domain = self.address.rpartition("@")
        if not domain.isascii():
            with suppress(UnicodeError):
                domain = domain.encode("idna").decode("ascii")
        return f"{local}{at}{domain}".lower()


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that came or goes with a message. `size` counts the bytes of `content`; `sha256` is in hex.

    `content_id` stands without its angle brackets; `inline` means that the message shows it where it stands.
    """

    name: str
    type: str
    size: int
    sha256: str
    content: Content = field(repr=False)
    content_id: str | None = None
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Bounce:
    """A report about a message that we sent.

    `kind` is failed, delayed, delivered, relayed, expanded (RFC 3464) or complaint (RFC 5965). `reason` is one of the
    words of `kept.channels.email.bouncewords.REASONS`, `diagnostic` what the other side said, `message_id` the
    Message-ID of ours that it speaks of ('' when it does not say). Where it tells different things of several
    recipients, `parts` are one for each, and the rest is the worst of them.
    """

    kind: str
    permanent: bool
    recipients: tuple[str, ...] = ()
    status: str = ""
    reason: str = ""
    diagnostic: str = ""
    message_id: str = ""
    parts: tuple[Bounce, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrival:
    """One message that came in, ready to be taken in.

    `external_id` is the same for the same message however it reached us, and different for different ones.
    `text` is what the person newly wrote, `quoted` all else of the body (quotes, signatures): together they hold
    every line. `html` is the whole body, sanitised ('' when there was none). `at` is aware, None when the message
    bears no date. `tokens` are our conversation tokens, the most trustworthy first. `automatic` says why no person
    wrote this ('' when one did). `protection` names a signature or encryption that the channel does not open.
    `forwarded` is what it passes on, where it says whose that was. `details` are the channel's own facts. `trust`
    says whether the author is who they say, as far as the channel's
    `examine` found out: proved, failed, or '' for not known; `trust_reason` why it failed, a word of
    `kept.conversations.trust.Doubt`, and `trust_details` what was found, for experts.
    """

    external_id: str
    author: Party
    subject: str
    text: str
    to: tuple[Party, ...] = ()
    cc: tuple[Party, ...] = ()
    reply_to: tuple[Party, ...] = ()
    quoted: str = ""
    html: str = ""
    at: datetime | None = None
    message_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    automatic: str = ""
    bounce: Bounce | None = None
    protection: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    forwarded: Forwarded | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    trust: str = ""
    trust_reason: str = ""
    trust_details: str = ""


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A message that another passes on: what is written `above` it, the original, and the files `beside` it."""

    above: str
    original: Arrival
    beside: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the transport said about a message besides its bytes (SMTP MAIL FROM and RCPT TO).

    `sender` is None where it did not say; '' is the null sender, of which bounces come (RFC 5321 4.5.5). `client` is
    the IP address that brought it and `helo` the name it gave, '' where nobody brought it; `mailbox` the number of
    the mailbox that it was fetched from.
    """

    sender: str | None = None
    recipients: tuple[str, ...] = ()
    client: str = ""
    helo: str = ""
    mailbox: int | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """An arrival with the bytes and the envelope that it was read from."""

    arrival: Arrival
    raw: Content = field(repr=False)
    envelope: Envelope


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier message of the conversation, to be quoted below a reply. `at` is aware; `html` as in `Outbound`."""

    author: Party
    at: datetime
    text: str
    html: str = ""


@dataclass(frozen=True, slots=True)
class Linked:
    """A file that is too large to go along, and where it can be fetched instead `until` then (aware)."""

    name: str
    size: int
    url: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Outbound:
    """All that a channel needs to send one message.

    `message_id` is stable over every try, so that a message sent twice is seen once. `token` ('' for none) asks for
    answers at the token's own reply address. `in_reply_to` and `references` are message ids in angle brackets.
    `text` is what was newly written and `signature` goes below it; `html` is the same as `text` where that has form, of
    no other elements than `kept.lib.markup.own` lets through. `history` is newest first. `automatic` marks what no
    person wrote (RFC 3834), and `stop_url` is where its reader can have no more of that (RFC 8058).
    """

    message_id: str
    author: Party
    to: tuple[Party, ...]
    subject: str
    text: str
    cc: tuple[Party, ...] = ()
    bcc: tuple[Party, ...] = ()
    html: str = ""
    signature: str = ""
    token: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    history: tuple[Earlier, ...] = ()
    automatic: bool = False
    links: tuple[Linked, ...] = ()
    stop_url: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The channel took the message. `refused` are recipients that it would not take, with its words about each."""

    external_id: str
    refused: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What a channel can carry; None means no limit. Sizes count bytes of the message as sent."""

    size: int | None = None
    recipients: int | None = None
    html: bool = False
    subject: bool = False
    enclosures: bool = False
    copies: bool = False


class Channel(Protocol):
    """One way in and out. `parse` is pure and raises only `Unreadable`; `send` raises only `SendFailed`.

    `examine` gives back the arrivals in their order, with what can be found out about their authors within seconds.
    """

    name: str

    @property
    def limits(self) -> Limits: ...

    def parse(self, raw: Content, envelope: Envelope | None = None) -> list[Arrival]: ...

    def examine(self, letters: Sequence[Letter]) -> list[Arrival]: ...

    def send(self, outbound: Outbound) -> Receipt: ...
