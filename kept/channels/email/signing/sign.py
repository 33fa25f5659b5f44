"""Signing what leaves (DKIM, RFC 6376), so that other servers can tell it from what is written in our name."""

from __future__ import annotations

from email.parser import BytesHeaderParser
from email.policy import compat32

import dkim
from django.utils.translation import gettext as _

from kept.channels.base import SendFailed
from kept.channels.email.signing.domain import SendingDomain
from kept.lib.sealing import Unopenable

# What a reader goes by, signed once more than it is there: nobody can add a second one on the way (RFC 6376 8.15).
SEALED = ("from", "reply-to", "subject", "to", "cc", "date", "message-id")
# Signed where it is there.
ALSO = (
    "in-reply-to",
    "references",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "auto-submitted",
    "list-unsubscribe",
    "list-unsubscribe-post",
)


def signed(raw: bytes, address: str) -> bytes:
    """The message with a signature of the address's domain, where one is turned on, else as it is.

    Raises `SendFailed` when its key cannot be opened: unsigned it would be taken for forged.
    """
    domain = SendingDomain.objects.signing_for(address)
    if domain is None:
        return raw
    try:
        return sign(raw, domain.name, domain.selector, domain.key)
    except Unopenable as problem:
        words = _("The key that signs mail from %(domain)s can no longer be opened: make a new one in the settings.")
        raise SendFailed(words % {"domain": domain.name}, permanent=False) from problem


def sign(raw: bytes, domain: str, selector: str, pem: bytes) -> bytes:
    """The message below a signature over its whole body and the fields a reader goes by. Pure but for the clock."""
    message = dkim.DKIM(raw)
    field: bytes = message.sign(
        selector.encode(),
        domain.encode(),
        pem,
        canonicalize=(b"relaxed", b"relaxed"),
        include_headers=[each.encode() for each in _fields(raw)],
    )
    return field + raw


def _fields(raw: bytes) -> list[str]:
    head, _end, _body = raw.partition(b"\r\n\r\n")
    there = [name.lower() for name in BytesHeaderParser(policy=compat32).parsebytes(head)]
    return [name for name in (*SEALED, *ALSO) for _time in range(there.count(name) + (name in SEALED))]
