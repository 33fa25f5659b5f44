"""The address at which whoever got automatic mail can have no more of it (RFC 2369, RFC 8058)."""

from __future__ import annotations

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from kept.conversations.message import Message

_signer = Signer(salt="kept.automatic-mail", sep=".")


def stop_url(message: Message) -> str:
    """It names the message rather than an address, so that nobody's address stands in it."""
    return settings.KEPT_URL + reverse("open:automatic", args=[_signer.sign(str(message.pk))])


def reader_of(token: str) -> tuple[Message, str] | None:
    """The automatic message that a token of ours names, and who got it; None for any other token."""
    try:
        number = _signer.unsign(token)
    except BadSignature:
        return None
    rows = Message.objects.exclude(automatic="").filter(direction=Message.Direction.OUT, pk=number)
    message = rows.select_related("conversation__customer", "conversation__inbox").first()
    return (message, message.to[0]["address"]) if message and message.to else None
