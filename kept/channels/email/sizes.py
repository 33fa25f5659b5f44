"""How large a mail may be for what it leaves by."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache

from kept.channels.email.mailbox import Mailbox
from kept.channels.email.services.service import MailService
from kept.conversations.carrying import question
from kept.conversations.inbox import Inbox

REMEMBERED = 30 * 24 * 3600  # seconds


@question
def most(inbox: Inbox) -> int | None:
    """How many bytes it may have as sent, as far as the service or server has said so."""
    if service := MailService.objects.sending_for(inbox.address):
        return service.what.size
    mailbox = Mailbox.objects.sending_for(inbox.address)
    return announced(mailbox.smtp_host if mailbox else settings.EMAIL_HOST)


def announced(host: str) -> int | None:
    """The SIZE that a server announced when it was last talked to (RFC 1870)."""
    size = cache.get(_key(host)) if host else None
    return size if isinstance(size, int) else None


def remember(host: str, size: int | None) -> None:
    """What a server announces now; None where it announces nothing."""
    if size != announced(host):
        cache.set(_key(host), size, REMEMBERED)


def _key(host: str) -> str:
    return f"announced size {host.lower()}".replace(" ", "-")
