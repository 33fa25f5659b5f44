"""What is or will be the matter with our access to mailboxes: for the settings, `kept doctor` and a word in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from kept.channels.email.accounts.account import Account
from kept.channels.email.accounts.asking import Why
from kept.channels.email.accounts.events import AccessEnding, SecretEnding
from kept.channels.email.accounts.providers import Name
from kept.channels.email.accounts.registration import Registration
from kept.events.event import Event, record
from kept.lib import clock


@dataclass(frozen=True, slots=True)
class Alarm:
    """`words` say what to do, `url` is where; `is_grave` when it has ended already."""

    words: str
    url: str
    action: str
    is_grave: bool


def alarms() -> list[Alarm]:
    """The grave ones first."""
    found = [*_of_accounts(), *_of_registrations()]
    return sorted(found, key=lambda each: not each.is_grave)


def _of_accounts() -> Iterator[Alarm]:
    for account in Account.objects.order_by("address"):
        again = reverse("accounts:connect", args=[account.provider]) + f"?account={account.pk}"
        if account.refused == Why.CLIENT:
            yield Alarm(account.words, _registration(account.provider), _("Look at the registration"), True)
        elif account.refused:
            yield Alarm(account.words, again, _("Connect again"), True)
        elif ends := account.ending:
            yield Alarm(
                _told(_ending(account, ends.astimezone(UTC).date().isoformat())), again, _("Connect again"), False
            )


def _of_registrations() -> Iterator[Alarm]:
    for each in Registration.objects.order_by("provider"):
        if ends := each.ending:
            words = _told(SecretEnding(str(Name(each.provider).label), ends.isoformat()))
            is_past = ends < clock.now().date()
            yield Alarm(words, _registration(each.provider), _("Enter the new secret"), is_past)


def _registration(provider: str) -> str:
    return reverse("accounts:registration", args=[provider])


def _ending(account: Account, on: str) -> AccessEnding:
    return AccessEnding(account.label, account.address, on)


def _told(kind: AccessEnding | SecretEnding) -> str:
    return kind.sentence(Event(kind=kind.name))


@transaction.atomic
def warn() -> None:
    """Record each end that has come near, once, so that administrators hear of it."""
    for account in Account.objects.select_for_update():
        ends = account.ending
        if ends and (account.warned_of is None or abs(account.warned_of - ends).days >= 1):
            Account.objects.filter(pk=account.pk).update(warned_of=ends)
            record(_ending(account, ends.astimezone(UTC).date().isoformat()), subject=account.pk)
    for each in Registration.objects.select_for_update():
        if (last := each.ending) and each.warned_of != last:
            Registration.objects.filter(pk=each.pk).update(warned_of=last)
            record(SecretEnding(str(Name(each.provider).label), last.isoformat()), subject=each.pk)
