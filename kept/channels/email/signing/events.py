"""What happens to the domains that mail leaves from. `subject` of the event is the domain's row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kept.events.kinds import Kind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from kept.events.event import Event


class OfDomain(Kind):
    """Told with %(who)s and %(domain)s."""

    name: ClassVar[str] = "domain.deed"
    told: ClassVar[str | _StrPromise] = ""
    domain: str

    def sentence(self, event: Event) -> str:
        return str(self.told) % {"who": event.by or _("Kept"), "domain": self.domain}


@dataclass(frozen=True)
class DomainPrepared(OfDomain):
    name = "domain.prepared"
    told = gettext_lazy("%(who)s had a key made for mail from %(domain)s")
    domain: str = ""
    selector: str = ""


@dataclass(frozen=True)
class SigningBegun(OfDomain):
    name = "domain.signing_begun"
    told = gettext_lazy("%(who)s has mail from %(domain)s signed from now on")
    domain: str = ""


@dataclass(frozen=True)
class SigningEnded(OfDomain):
    name = "domain.signing_ended"
    told = gettext_lazy("%(who)s has mail from %(domain)s no longer signed")
    domain: str = ""
