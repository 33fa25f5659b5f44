"""What becomes of a leave that a person gave: an account, and a mailbox that fetches and sends by it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from kept.channels.email.accounts import asking
from kept.channels.email.accounts.account import Account
from kept.channels.email.accounts.asking import Tokens
from kept.channels.email.accounts.consent import Consent
from kept.channels.email.accounts.events import AccessGiven
from kept.channels.email.accounts.providers import Provider
from kept.channels.email.accounts.registration import Registration
from kept.channels.email.events import MailboxAdded
from kept.channels.email.mailbox import Mailbox, MailboxQuerySet
from kept.conversations.inbox import Inbox
from kept.events.event import record
from kept.lib import clock
from kept.lib.refusal import Refusal
from kept.people.member import Member


class NotConnected(Refusal):
    """It did not come to an access that lasts; the message says why, for the person who gave leave."""


def connect(registration: Registration, consent: Consent, tokens: Tokens, *, by: Member) -> list[Mailbox]:
    """The mailboxes that work by it from now on. Raises `NotConnected`."""
    address = asking.address(tokens, registration)
    refuse_insufficient(registration.at, tokens, address)
    with transaction.atomic():
        account = _account(registration.at, consent, tokens, address)
        record(AccessGiven(account.label, account.address), by=by, subject=account.pk)
        if consent.account is None and not _of(account, consent).exists():
            add_mailbox(account, consent, by=by)
        mailboxes = list(account.mailboxes.all())
        for mailbox in mailboxes:
            mailbox.keep_changes()
    return mailboxes


def refuse_insufficient(provider: Provider, tokens: Tokens, address: str) -> None:
    words = {"provider": provider.label}
    granted = {each.lower() for each in tokens.scopes or provider.scopes}
    if not {each.lower() for each in provider.scopes} <= granted:
        raise NotConnected(
            _("%(provider)s was not given leave for all that is needed. Connect again and leave every box ticked.")
            % words
        )
    if not address:
        raise NotConnected(_("%(provider)s did not say whose mailbox it is. Please try again.") % words)


def _account(provider: Provider, consent: Consent, tokens: Tokens, address: str) -> Account:
    """The row of that account with its new tokens. Raises `NotConnected` when another one was to be connected again."""
    rows = Account.objects.select_for_update()
    expected = rows.filter(pk=consent.account).first() if consent.account else None
    if expected and expected.address != address:
        words = _("You signed in as %(other)s, but this is the mailbox of %(address)s. Sign in as that one.")
        raise NotConnected(words % {"other": address, "address": expected.address})
    account = expected or rows.filter(provider=provider.name, address=address).first()
    account = account or Account(provider=provider.name, address=address)
    if not tokens.refresh:
        words = _("%(provider)s gave no lasting access. Remove Kept from that account's apps there, then try again.")
        raise NotConnected(words % {"provider": provider.label})
    account.ends_at, account.warned_of = None, None
    account.keep(tokens)
    return account


def _of(account: Account, consent: Consent) -> MailboxQuerySet:
    return Mailbox.objects.filter(account=account, username=consent.shared or account.address)


def add_mailbox(account: Account, consent: Consent, *, by: Member) -> Mailbox:
    """One with the provider's servers, which nobody can change for others that would get the tokens."""
    inbox = Inbox.objects.filter(pk=consent.inbox or 0).first()
    if inbox is None:
        raise NotConnected(_("That inbox is no longer there."))
    mailbox = Mailbox(inbox=inbox, account=account, start=consent.start, changed_at=clock.now())
    mailbox.username = mailbox.smtp_username = consent.shared or account.address
    mailbox.use_servers_of_account()
    mailbox.save()
    record(MailboxAdded(str(mailbox)), by=by, subject=mailbox.pk)
    return mailbox
