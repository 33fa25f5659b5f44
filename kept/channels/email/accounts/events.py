"""What happens to our access to mailboxes at providers. `subject` of the event is the account, or its registration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kept.events.kinds import Kind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from kept.events.event import Event


class OfAccess(Kind):
    """Told with %(who)s, %(provider)s and %(address)s."""

    name: ClassVar[str] = "access.deed"
    told: ClassVar[str | _StrPromise] = ""
    page = "email:mailboxes"
    provider: str
    address: str

    def sentence(self, event: Event) -> str:
        who = event.by or _("Kept")
        return str(self.told) % {"who": who, "provider": self.provider, "address": self.address}


@dataclass(frozen=True)
class AccessGiven(OfAccess):
    name = "access.given"
    told = gettext_lazy("%(who)s connected the %(provider)s mailbox %(address)s")
    provider: str = ""
    address: str = ""


@dataclass(frozen=True)
class AccessRefused(OfAccess):
    name = "access.refused"
    provider: str = ""
    address: str = ""
    why: str = ""

    def sentence(self, event: Event) -> str:
        from kept.channels.email.accounts.account import ENDED
        from kept.channels.email.accounts.asking import Why

        return str(ENDED[Why(self.why)]) % {"provider": self.provider, "address": self.address}


@dataclass(frozen=True)
class AccessEnding(OfAccess):
    """`on` is the day, as in 2026-11-30."""

    name = "access.ending"
    provider: str = ""
    address: str = ""
    on: str = ""

    def sentence(self, event: Event) -> str:
        words = _("%(provider)s ends our access to %(address)s on %(day)s: connect it again before.")
        return words % {"provider": self.provider, "address": self.address, "day": _day(self.on)}


@dataclass(frozen=True)
class Registered(Kind):
    name = "access.registered"
    provider: str = ""

    def sentence(self, event: Event) -> str:
        return _("%(who)s changed how Kept is registered with %(provider)s") % {
            "who": event.by,
            "provider": self.provider,
        }


@dataclass(frozen=True)
class SecretEnding(Kind):
    """`on` is the last day, as in 2026-11-30."""

    name = "access.secret_ending"
    page = "email:mailboxes"
    provider: str = ""
    on: str = ""

    def sentence(self, event: Event) -> str:
        words = _("The client secret at %(provider)s ends on %(day)s: make another one there and enter it here.")
        return words % {"provider": self.provider, "day": _day(self.on)}


def _day(iso: str) -> str:
    return date_format(date.fromisoformat(iso), "DATE_FORMAT")
