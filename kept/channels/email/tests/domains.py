"""Domains for tests: what they publish, and mail signed with their keys."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import dkim
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from kept.channels.email.lookup import Unanswered

SERVER, ELSEWHERE = "93.184.215.14", "104.18.26.120"  # public addresses: one that may send, and one that may not


class Records:
    """A resolver that knows these records, by name and kind; nobody answers for the `silent` names."""

    def __init__(self, *domains: Domain, silent: Iterable[str] = ()) -> None:
        self.known = {key: values for each in domains for key, values in each.records.items()}
        self.silent = set(silent)
        self.asked: list[str] = []

    def look_up(self, name: str, kind: str, *, within: float = 2.0) -> list[str]:
        name = name.rstrip(".").lower()
        self.asked.append(name)
        if name in self.silent:
            raise Unanswered(name)
        return self.known.get((name, kind), [])


@dataclass
class Domain:
    """One that signs with `selector` and publishes `spf` and `dmarc`, each '' for not at all."""

    name: str
    spf: str = f"v=spf1 ip4:{SERVER} -all"
    dmarc: str = "v=DMARC1; p=reject"
    selector: str = "s1"
    more: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    @cached_property
    def key(self) -> RSAPrivateKey:
        return generate_private_key(public_exponent=65537, key_size=2048)

    @property
    def pem(self) -> bytes:
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())

    @property
    def records(self) -> dict[tuple[str, str], list[str]]:
        public = self.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        key = f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode()}"
        records = {(f"{self.selector}._domainkey.{self.name}", "TXT"): [key]}
        if self.spf:
            records[self.name, "TXT"] = ["some-verification=1", self.spf]
        if self.dmarc:
            records[f"_dmarc.{self.name}", "TXT"] = [self.dmarc]
        return records | self.more

    def sign(self, raw: bytes, *, length: bool = False) -> bytes:
        """The mail with a DKIM signature."""
        fields = [b"from", b"to", b"subject", b"date", b"message-id"]
        domain, selector = self.name.encode(), self.selector.encode()
        canon = (b"relaxed", b"relaxed")
        made: bytes = dkim.DKIM(raw).sign(
            selector, domain, self.pem, canonicalize=canon, include_headers=fields, length=length
        )
        return made + raw

    def seal(self, raw: bytes, found: str) -> bytes:
        """The mail as a forwarder passes it on, with what it `found` (ARC)."""
        raw = f"Authentication-Results: mx.{self.name}; {found}\r\n".encode() + raw
        sets = dkim.arc_sign(raw, self.selector.encode(), self.name.encode(), self.pem, f"mx.{self.name}".encode())
        return b"".join(sets) + raw
