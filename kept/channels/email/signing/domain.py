"""A domain that mail leaves from, with the key by which Kept signs it (DKIM, RFC 6376)."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.db import models, transaction

from kept.channels.email.signing.events import DomainPrepared, SigningBegun, SigningEnded
from kept.conversations.inbox import Inbox
from kept.events.event import record
from kept.lib import clock
from kept.lib.sealing import seal, unseal
from kept.people.member import Member

KEY_SIZE = 2048  # not every server verifies Ed25519 yet (RFC 8463)


def in_use() -> list[str]:
    """The domains of the inboxes, in order."""
    return sorted({each.domain.lower() for each in Inbox.objects.active()})


class SendingDomainManager(models.Manager["SendingDomain"]):
    @transaction.atomic
    def prepare(self, name: str, *, by: Member | None) -> SendingDomain:
        """The domain with a key, made now if it has none; nothing is signed before that is turned on."""
        domain, new = self.get_or_create(name=name.lower(), defaults={"sealed_key": ""})
        if new:
            domain.make_key(by=by)
        return domain

    def signing_for(self, address: str) -> SendingDomain | None:
        """The domain that signs what leaves from that address; None where that is not turned on."""
        return self.filter(name=address.rpartition("@")[2].lower(), is_signing=True).first()


class SendingDomain(models.Model):
    """The key is at rest encrypted; its public half is published at `selector._domainkey.name`.

    `findings` are what the last look at the name servers found, by record; `checked_at` is when that was, None for
    never.
    """

    name = models.CharField(max_length=253, unique=True)
    keys_made = models.PositiveSmallIntegerField(default=0)
    sealed_key = models.TextField()
    public_key = models.TextField()
    is_signing = models.BooleanField(default=False)
    findings = models.JSONField(default=dict)
    checked_at = models.DateTimeField(null=True)

    objects = SendingDomainManager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def selector(self) -> str:
        """Each key has a name of its own, so that an older one may stay published while its mail is under way."""
        return f"kept{self.keys_made}"

    @property
    def key(self) -> bytes:
        """The private key as PEM. Raises `Unopenable`."""
        return unseal(self.sealed_key).encode()

    @transaction.atomic
    def make_key(self, *, by: Member | None) -> None:
        """A fresh key under a new name; signing stops until the new one is published."""
        key = generate_private_key(public_exponent=65537, key_size=KEY_SIZE)
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
        public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        self.sealed_key, self.public_key = seal(pem.decode()), base64.b64encode(public).decode()
        self.keys_made += 1
        self.is_signing, self.findings, self.checked_at = False, {}, None
        self.save()
        record(DomainPrepared(self.name, self.selector), by=by, subject=self.pk)

    @transaction.atomic
    def begin_signing(self, *, by: Member | None) -> None:
        if SendingDomain.objects.filter(pk=self.pk, is_signing=False).update(is_signing=True):
            record(SigningBegun(self.name), by=by, subject=self.pk)
        self.is_signing = True

    @transaction.atomic
    def end_signing(self, *, by: Member | None) -> None:
        if SendingDomain.objects.filter(pk=self.pk, is_signing=True).update(is_signing=False):
            record(SigningEnded(self.name), by=by, subject=self.pk)
        self.is_signing = False

    def keep_findings(self, findings: Mapping[str, Any]) -> None:
        self.findings, self.checked_at = dict(findings), clock.now()
        self.save(update_fields=["findings", "checked_at"])
