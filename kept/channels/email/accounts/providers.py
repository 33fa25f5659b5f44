"""The services that let us into their mailboxes by OAuth, as each of them documents it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models

from kept.lib.guarded import PORTS, Guard

# By the scheme of an address: how a line to a mail server is made safe, and the usual port.
LINES = {
    "imaps": ("tls", 993),
    "imap+starttls": ("starttls", 143),
    "imap": ("plain", 143),
    "smtps": ("tls", 465),
    "smtp+starttls": ("starttls", 587),
    "smtp": ("plain", 25),
}


class Name(models.TextChoices):
    GOOGLE = "google", "Google"
    MICROSOFT = "microsoft", "Microsoft"


@dataclass(frozen=True, slots=True)
class MailServer:
    host: str
    port: int
    security: str


@dataclass(frozen=True)
class Provider:
    """`consent` is where a person gives leave, `tokens` where that is changed for tokens; both may hold `{tenant}`.

    `scopes` are what the leave must cover, `asks` what is said besides when asking for it. Access that nobody used for
    `unused_for` ends. `guard` says what may be reached at `tokens`, None for the open internet.
    """

    name: Name
    consent: str
    tokens: str
    imap: MailServer
    smtp: MailServer
    scopes: tuple[str, ...]
    identity: str
    asks: Mapping[str, str]
    unused_for: timedelta
    guard: Guard | None = None

    @property
    def label(self) -> str:
        return str(self.name.label)


PROVIDERS = {
    Name.GOOGLE: Provider(
        name=Name.GOOGLE,
        consent="https://accounts.google.com/o/oauth2/v2/auth",
        tokens="https://oauth2.googleapis.com/token",
        imap=MailServer("imap.gmail.com", 993, "tls"),
        smtp=MailServer("smtp.gmail.com", 465, "tls"),
        scopes=("https://mail.google.com/",),
        identity="openid email",
        # Without both there is no refresh token for one who gave leave before.
        asks=MappingProxyType({"access_type": "offline", "prompt": "consent"}),
        unused_for=timedelta(days=180),
    ),
    Name.MICROSOFT: Provider(
        name=Name.MICROSOFT,
        consent="https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize",
        tokens="https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",
        imap=MailServer("outlook.office365.com", 993, "tls"),
        smtp=MailServer("smtp.office365.com", 587, "starttls"),
        scopes=("https://outlook.office.com/IMAP.AccessAsUser.All", "https://outlook.office.com/SMTP.Send"),
        identity="openid email profile offline_access",
        asks=MappingProxyType({"prompt": "select_account"}),
        unused_for=timedelta(days=90),
    ),
}


def provider(name: str) -> Provider:
    """With the addresses that the environment names in place of the usual ones. Raises ValueError for a stranger."""
    which = Name(name)
    named = settings.KEPT_PROVIDERS[which.value]
    changes: dict[str, Any] = {each: named[each] for each in ("consent", "tokens") if each in named}
    changes |= {each: _server(named[each]) for each in ("imap", "smtp") if each in named}
    if "tokens" in named:  # whoever sets the environment may reach into their own network
        parts = urlsplit(named["tokens"])
        changes["guard"] = Guard(frozenset({parts.port or PORTS[parts.scheme]}), lambda _address: True)
    return replace(PROVIDERS[which], **changes)


def _server(url: str) -> MailServer:
    parts = urlsplit(url)
    security, port = LINES[parts.scheme]
    return MailServer(parts.hostname or "", parts.port or port, security)
