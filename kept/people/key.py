"""Keys that open a door for whoever holds them: sign-in links, invitations, the first set-up."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone


def digest(token: str) -> str:
    """Tokens are 256 random bits, so a plain hash of one cannot be turned back."""
    return sha256(token.encode()).hexdigest()


class KeyQuerySet(models.QuerySet["Key"]):
    def of(self, token: str) -> Self:
        return self.filter(digest=digest(token))

    def expired(self) -> Self:
        return self.filter(expires_at__lte=timezone.now())


class Key(models.Model):
    """Only the digest is stored: `token` and `url` are known to the object that cut the key, and to nobody after."""

    url_name: ClassVar[str]
    token: str = ""

    digest = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField()

    class Meta:
        abstract = True

    def cut(self, lifetime: timedelta) -> None:
        """A new token, good from now for `lifetime`. The one before opens nothing any more once this is saved."""
        self.token = secrets.token_urlsafe(32)
        self.digest = digest(self.token)
        self.expires_at = timezone.now() + lifetime

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def url(self) -> str:
        """Absolute. Raises ValueError once the token is forgotten."""
        if not self.token:
            raise ValueError("The token is known only when it is made.")
        return f"{settings.KEPT_URL}{reverse(self.url_name, args=[self.token])}"
