"""The mail service by which an inbox sends, and by which it hears what became of that."""

from __future__ import annotations

import json
import secrets
from datetime import timedelta
from urllib.parse import quote, urlsplit, urlunsplit

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kept.channels.email.services.catalogue import CHOICES, KINDS, Kind
from kept.channels.email.services.events import (
    OfService,
    ServiceChanged,
    ServiceChosen,
    ServiceForgotten,
    ServiceLeft,
)
from kept.conversations.inbox import Inbox
from kept.events.event import record
from kept.lib import clock
from kept.lib.sealing import seal, unseal
from kept.people.member import Member

NAME = "kept"  # with which services sign in that do not sign their calls


def new_token() -> str:
    """Part of an address that nobody guesses: 192 random bits."""
    return secrets.token_urlsafe(24)


def new_password() -> str:
    """Sealed, as it is stored."""
    return seal(new_token())


class MailServiceQuerySet(models.QuerySet["MailService"]):
    def sending_for(self, address: str) -> MailService | None:
        """The service by which mail from that address leaves; None where a mail server does that."""
        return self.filter(is_sending=True, inbox__address__iexact=address).select_related("inbox").first()


class MailService(models.Model):
    """While `is_sending`, what the inbox sends leaves by it; its calls are heard as long as it is known.

    `token` stands in the addresses it calls. `heard_at` and `refused_at` are when it last called, and when somebody
    last called there without proof. Raises `Unopenable` where what was sealed is needed and cannot be opened.
    """

    inbox = models.OneToOneField(Inbox, models.CASCADE, related_name="mail_service")
    kind = models.CharField(max_length=20, choices=CHOICES)
    sealed = models.TextField(blank=True, editable=False)
    sealed_password = models.TextField(default=new_password, editable=False)
    api_url = models.URLField(_("address of its API"), blank=True, max_length=500)
    is_sending = models.BooleanField(_("mail leaves by this service"), default=True)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    heard_at = models.DateTimeField(null=True, editable=False)
    refused_at = models.DateTimeField(null=True, editable=False)

    objects = MailServiceQuerySet.as_manager()

    def __str__(self) -> str:
        return self.what.label

    @property
    def what(self) -> Kind:
        return KINDS[self.kind]

    @property
    def known(self) -> dict[str, str]:
        """What the service wanted to be told, by the name of its field."""
        words: dict[str, str] = json.loads(unseal(self.sealed) or "{}")
        return words

    @known.setter
    def known(self, words: dict[str, str]) -> None:
        self.sealed = seal(json.dumps({name: value for name, value in words.items() if value}))

    @property
    def password(self) -> str:
        """With which its calls are proved where it signs none."""
        return unseal(self.sealed_password)

    def address(self, what: str) -> str:
        """Where it calls with `reports` or `mail`; with the name and password where that is its proof."""
        url = settings.KEPT_URL + reverse(f"services:{what}", args=[self.token])
        if self.is_signed(what):
            return url
        parts = urlsplit(url)
        return urlunsplit(parts._replace(netloc=f"{NAME}:{quote(self.password)}@{parts.netloc}"))

    def is_signed(self, what: str) -> bool:
        """Whether its calls there are proved by signature."""
        return bool(self.what.proof) and (what == "reports" or self.what.proves_mail)

    @transaction.atomic
    def keep_changes(self, *, by: Member, sent: bool) -> None:
        """Save what a person changed; `sent` says whether mail left by this service before."""
        self.save()
        kind: type[OfService] = ServiceChanged
        if self.is_sending != sent:
            kind = ServiceChosen if self.is_sending else ServiceLeft
        record(kind(str(self.inbox), str(self)), by=by, subject=self.inbox_id)

    @transaction.atomic
    def forget(self, *, by: Member) -> None:
        """With its keys. What it still says of earlier mail is not heard any more."""
        gone, _rows = MailService.objects.filter(pk=self.pk).delete()
        if gone:
            record(ServiceForgotten(str(self.inbox), str(self)), by=by, subject=self.inbox_id)

    def was_heard(self) -> None:
        now = clock.now()
        lately = models.Q(heard_at__gt=now - timedelta(minutes=1))  # once a minute is enough to say that it calls
        MailService.objects.filter(pk=self.pk).exclude(lately).update(heard_at=now)

    def was_refused(self) -> None:
        MailService.objects.filter(pk=self.pk).update(refused_at=clock.now())
