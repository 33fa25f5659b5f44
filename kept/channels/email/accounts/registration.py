"""How this Kept is known to a provider: the client that an administrator registered there (RFC 6749 2)."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kept.channels.email.accounts.providers import Name, Provider, provider
from kept.lib import clock
from kept.lib.sealing import seal, unseal

WARN_BEFORE = timedelta(days=14)


class Registration(models.Model):
    """`secret_ends_on` is the last day of the secret, as a person wrote it down; None where it never ends.

    `tenant` is whose people may give leave at Microsoft. `warned_of` is the day of which people were warned.
    """

    provider = models.CharField(max_length=20, choices=Name, unique=True, editable=False)
    client_id = models.CharField(_("client ID"), max_length=200)
    sealed_secret = models.TextField(editable=False)
    tenant = models.CharField(
        _("tenant"),
        max_length=100,
        default="common",
        validators=[RegexValidator(r"^[A-Za-z0-9.-]+\Z", _("A tenant is its ID, its domain, or common."))],
        help_text=_(
            "Your directory's ID or domain, where the registration is for your organisation alone; else common."
        ),
    )
    secret_ends_on = models.DateField(_("the secret ends on"), null=True, blank=True)
    warned_of = models.DateField(null=True, editable=False)

    def __str__(self) -> str:
        return self.provider

    @property
    def secret(self) -> str:
        """Raises `Unopenable`."""
        return unseal(self.sealed_secret)

    @secret.setter
    def secret(self, words: str) -> None:
        self.sealed_secret = seal(words)

    @property
    def at(self) -> Provider:
        return provider(self.provider)

    @property
    def consent_url(self) -> str:
        return self.at.consent.format(tenant=self.tenant)

    @property
    def tokens_url(self) -> str:
        return self.at.tokens.format(tenant=self.tenant)

    @property
    def ending(self) -> date | None:
        """The day on which the secret ends, once that is near or past."""
        ends = self.secret_ends_on
        return ends if ends and ends <= (clock.now() + WARN_BEFORE).date() else None
