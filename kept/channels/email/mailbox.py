"""A mailbox on somebody's mail server, from which we fetch mail and through which an inbox may send."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from kept.channels.email.accounts.account import Account
from kept.channels.email.accounts.providers import provider
from kept.channels.email.trouble import Trouble
from kept.conversations.inbox import Inbox
from kept.lib import clock
from kept.lib.sealing import seal, unseal

# After a failure we wait, longer each time: a server in trouble is not helped by being asked all the time.
PAUSES = [timedelta(seconds=s) for s in (5, 10, 20, 40, 60, 120, 300, 600, 900)]

# What large services call themselves in Authentication-Results, by the server that mail is fetched from.
AUTHSERV_OF = {"imap.gmail.com": ("mx.google.com",), "imap.googlemail.com": ("mx.google.com",)}


class Security(models.TextChoices):
    TLS = "tls", _("TLS from the start")
    STARTTLS = "starttls", _("STARTTLS")
    PLAIN = "plain", _("None: words and password travel openly")


class Start(models.TextChoices):
    NOW = "now", _("What arrives from now on")
    EVERYTHING = "everything", _("Everything that is in the folder")


class MailboxQuerySet(models.QuerySet["Mailbox"]):
    def fetched(self) -> MailboxQuerySet:
        """Those from which we fetch."""
        return self.filter(is_active=True).exclude(host="")

    def sending_for(self, address: str) -> Mailbox | None:
        """The mailbox with a server of its own for what leaves from that address."""
        rows = self.filter(is_active=True, inbox__address__iexact=address).select_related("account")
        return rows.exclude(smtp_host="").first()


class Mailbox(models.Model):
    """`host` and what follows it is where we fetch by IMAP, '' for nowhere; `smtp_host` is where the inbox sends.

    With an `account` a provider lets us in by its tokens, and the servers are that provider's.
    The bookmark is `uid_validity` with `uid`, the last message that we have (RFC 3501 2.3.1.1); no validity means that
    we were never there. `since` is when we began, for a mailbox of which we fetch only what arrives from then on.
    `changed_at` moves when a person changes anything. `trouble` and what follows it say why fetching fails now, since
    when, and when we try again. Times are aware.
    """

    inbox = models.ForeignKey(Inbox, models.PROTECT, related_name="mailboxes", verbose_name=_("inbox"))
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="mailboxes", editable=False)
    host = models.CharField(_("mail server (IMAP)"), max_length=253, blank=True)
    port = models.PositiveIntegerField(_("port"), default=993)
    security = models.CharField(_("security"), max_length=10, choices=Security, default=Security.TLS)
    username = models.CharField(_("sign-in name"), max_length=254, blank=True)
    sealed_password = models.TextField(blank=True, editable=False)
    folder = models.CharField(_("folder"), max_length=200, default="INBOX")
    start = models.CharField(_("fetch"), max_length=10, choices=Start, default=Start.NOW)

    smtp_host = models.CharField(_("mail server (SMTP)"), max_length=253, blank=True)
    smtp_port = models.PositiveIntegerField(_("port"), default=587)
    smtp_security = models.CharField(_("security"), max_length=10, choices=Security, default=Security.STARTTLS)
    smtp_username = models.CharField(_("sign-in name"), max_length=254, blank=True)
    sealed_smtp_password = models.TextField(blank=True, editable=False)

    authserv = models.CharField(
        _("name in Authentication-Results"),
        max_length=253,
        blank=True,
        help_text=_("What the mail server calls itself there. Only what stands under that name is believed."),
    )

    trusts_filter = models.BooleanField(
        _("believe this server's spam filter"),
        default=False,
        help_text=_("Only when it writes its verdict into every message and takes out what senders wrote there."),
    )
    is_active = models.BooleanField(_("in use"), default=True)
    changed_at = models.DateTimeField(default=clock.now, editable=False)

    uid_validity = models.BigIntegerField(null=True, editable=False)
    uid = models.BigIntegerField(default=0, editable=False)
    since = models.DateTimeField(null=True, editable=False)
    looked_at = models.DateTimeField(null=True, editable=False)
    trouble = models.CharField(max_length=20, choices=Trouble, blank=True, editable=False)
    details = models.CharField(max_length=300, blank=True, editable=False)
    failing_since = models.DateTimeField(null=True, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False)
    next_try_at = models.DateTimeField(default=clock.now, editable=False)

    objects = MailboxQuerySet.as_manager()

    class Meta:
        ordering = ["inbox__name", "pk"]
        verbose_name_plural = "mailboxes"

    def __str__(self) -> str:
        return f"{self.username} · {self.host}" if self.host else self.smtp_host

    @property
    def password(self) -> str:
        """For the IMAP server. Raises `Unopenable`."""
        return unseal(self.sealed_password)

    @password.setter
    def password(self, secret: str) -> None:
        self.sealed_password = seal(secret)

    @property
    def smtp_password(self) -> str:
        """For the SMTP server. Raises `Unopenable`."""
        return unseal(self.sealed_smtp_password)

    @smtp_password.setter
    def smtp_password(self, secret: str) -> None:
        self.sealed_smtp_password = seal(secret)

    def use_servers_of_account(self) -> None:
        """Fetch and send by the servers of the provider that gave the account."""
        assert self.account is not None  # noqa: S101 - for mypy
        at = provider(self.account.provider)
        self.host, self.port, self.security = at.imap.host, at.imap.port, at.imap.security
        self.smtp_host, self.smtp_port, self.smtp_security = at.smtp.host, at.smtp.port, at.smtp.security

    @property
    def trusted_servers(self) -> tuple[str, ...]:
        """Whose Authentication-Results are believed in mail from here (RFC 8601 2.5)."""
        return (self.authserv,) if self.authserv else AUTHSERV_OF.get(self.host.lower(), ())

    def keep_changes(self) -> None:
        """Save what a person changed; the mail process begins anew with it at once."""
        self.changed_at = self.next_try_at = clock.now()
        self.trouble, self.details, self.failing_since, self.failures = "", "", None, 0
        self.save()

    def go_elsewhere(self) -> None:
        """Forget the bookmark: it speaks of another server or folder. Call `keep_changes` afterwards."""
        self.uid_validity, self.uid, self.since = None, 0, None

    def fetch_failed(self, trouble: Trouble, details: str) -> timedelta:
        """Write down why, and return how long to wait before the next try."""
        pause = PAUSES[min(self.failures, len(PAUSES) - 1)]
        now = clock.now()
        self.trouble, self.details = trouble, " ".join(details.split())[:300]
        self.failing_since = self.failing_since or now
        self.failures += 1
        self.next_try_at = now + pause
        self._keep_state()
        return pause

    def fetch_worked(self) -> None:
        """We looked, and have everything that is there."""
        self.trouble, self.details, self.failing_since, self.failures = "", "", None, 0
        self.looked_at = clock.now()
        self._keep_state()

    def _keep_state(self) -> None:
        names = ("trouble", "details", "failing_since", "failures", "next_try_at", "looked_at")
        unchanged = Mailbox.objects.filter(pk=self.pk, changed_at=self.changed_at)
        unchanged.update(**{name: getattr(self, name) for name in names})

    @property
    def next_look(self) -> datetime | None:
        """When the next try is due, while fetching fails."""
        return self.next_try_at if self.trouble else None
