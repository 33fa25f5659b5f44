"""A provider's leave to use one of its accounts: the tokens, sealed, and how long they hold."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils.translation import gettext_lazy

from kept.channels.email.accounts import asking
from kept.channels.email.accounts.asking import Refused, Tokens, Unanswered, Why
from kept.channels.email.accounts.events import AccessRefused
from kept.channels.email.accounts.providers import Name, provider
from kept.channels.email.accounts.registration import WARN_BEFORE, Registration
from kept.events.event import record
from kept.lib import clock
from kept.lib.sealing import Unopenable, seal, unseal

log = logging.getLogger(__name__)

GOOD_FOR = timedelta(minutes=5)  # an access token that is given out holds so long at least, if all goes well
AHEAD = timedelta(minutes=20)  # by the clock it is renewed so long before it ends

# What to say, each with %(provider)s and %(address)s.
ENDED = {
    Why.GRANT: gettext_lazy("%(provider)s no longer accepts our access to %(address)s: connect it again."),
    Why.CLIENT: gettext_lazy(
        "%(provider)s no longer accepts the client ID or secret by which we use %(address)s: enter new ones."
    ),
    Why.SEALED: gettext_lazy("Our access to %(address)s can no longer be opened: connect it again."),
}


class AccessEnded(Exception):
    """There is no access until a person does something; the message says what."""


class AccountQuerySet(models.QuerySet["Account"]):
    def due(self) -> AccountQuerySet:
        """Those whose access token ends soon."""
        return self.filter(refused="", expires_at__lt=clock.now() + AHEAD)


class Account(models.Model):
    """The access token holds until `expires_at`; `renewed_at` is when the refresh token was last used or given.

    `ends_at` is when all of it ends, where the provider said so. `refused` says why there is no access, since when.
    `warned_of` is the end of which people were warned. Times are aware.
    """

    provider = models.CharField(max_length=20, choices=Name)
    address = models.CharField(max_length=254)
    sealed_access = models.TextField()
    sealed_refresh = models.TextField()
    expires_at = models.DateTimeField()
    renewed_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    refused = models.CharField(max_length=10, choices=Why, blank=True)
    refused_at = models.DateTimeField(null=True)
    said = models.CharField(max_length=300, blank=True)
    warned_of = models.DateTimeField(null=True)

    objects = AccountQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "address"], name="account_once")]

    def __str__(self) -> str:
        return self.address

    def is_good_for(self, span: timedelta) -> bool:
        return not self.refused and self.expires_at > clock.now() + span

    def token(self) -> str:
        """An access token that holds for a while. Raises `AccessEnded`, `Unanswered` or `Unopenable`."""
        account = self if self.is_good_for(GOOD_FOR) else self.renewed(GOOD_FOR)
        return unseal(account.sealed_access)

    def renewed(self, span: timedelta) -> Account:
        """The account with tokens that hold for that long. Of all who want that at once only one asks the provider,
        since a refresh token may be spent once only; the row is locked meanwhile, and what came of it committed at
        once. Raises `AccessEnded`, or `Unanswered` when what we have no longer holds either.
        """
        with transaction.atomic(durable=True):
            account = Account.objects.select_for_update().get(pk=self.pk)
            if not account.refused and not account.is_good_for(span):
                account._refresh()
        if account.refused:
            raise AccessEnded(account.words)
        return account

    def _refresh(self) -> None:
        registration = Registration.objects.filter(provider=self.provider).first()
        try:
            if registration is None:
                raise Refused(Why.CLIENT)
            self.keep(asking.refresh(registration, unseal(self.sealed_refresh)))
        except Unopenable:
            self.refuse(Refused(Why.SEALED))
        except Refused as refusal:
            self.refuse(refusal)
        except Unanswered:
            if not self.is_good_for(timedelta()):
                raise

    def keep(self, tokens: Tokens) -> None:
        """Take what the provider gave. The refresh token that we have is dropped as soon as there is another."""
        now = clock.now()
        self.sealed_access = seal(tokens.access)
        self.sealed_refresh = seal(tokens.refresh) if tokens.refresh else self.sealed_refresh
        self.expires_at, self.renewed_at = now + tokens.lasts, now
        self.ends_at = now + tokens.ends_in if tokens.ends_in else self.ends_at
        self.refused, self.refused_at, self.said = "", None, ""
        self.save()

    def refuse(self, refusal: Refused) -> None:
        """There is no access any more, and people hear of it. Call inside a transaction."""
        self.refused, self.refused_at, self.said = refusal.why, clock.now(), refusal.said
        self.save()
        record(AccessRefused(self.label, self.address, refusal.why.value), subject=self.pk)

    def doubt(self, token: str) -> None:
        """The mail server did not take that token: the next time another is asked for, whatever its time."""
        if token == unseal(self.sealed_access):
            now = clock.now()
            Account.objects.filter(pk=self.pk, sealed_access=self.sealed_access).update(expires_at=now)
            self.expires_at = now

    @property
    def label(self) -> str:
        return str(Name(self.provider).label)

    @property
    def words(self) -> str:
        """What is the matter and what to do, while there is no access."""
        return str(ENDED[Why(self.refused)]) % {"provider": self.label, "address": self.address}

    @property
    def ending(self) -> datetime | None:
        """When all of it ends, once that is near: said by the provider, or because nobody renewed it for long."""
        unused = self.renewed_at + provider(self.provider).unused_for
        ends = min(unused, self.ends_at) if self.ends_at else unused
        return ends if not self.refused and ends <= clock.now() + WARN_BEFORE else None


def renew_due() -> None:
    """Renew what ends soon, each for itself."""
    for account in Account.objects.due().filter(mailboxes__isnull=False).distinct():
        try:
            account.renewed(AHEAD)
        except (AccessEnded, Unanswered) as problem:
            log.warning("%s: %s", account, problem)
