"""What people do with mail services, each with its sentence. `subject` of the event is the inbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kept.events.kinds import Kind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from kept.events.event import Event


@dataclass(frozen=True)
class OfService(Kind):
    """Told with %(who)s, %(service)s and %(inbox)s."""

    name: ClassVar[str] = "mail_service.deed"
    told: ClassVar[str | _StrPromise] = ""
    inbox: str = ""
    service: str = ""

    def sentence(self, event: Event) -> str:
        return str(self.told) % {"who": event.by or _("Kept"), "inbox": self.inbox, "service": self.service}


@dataclass(frozen=True)
class ServiceChosen(OfService):
    name = "mail_service.chosen"
    told = gettext_lazy("%(who)s had mail from %(inbox)s leave by %(service)s")


@dataclass(frozen=True)
class ServiceChanged(OfService):
    name = "mail_service.changed"
    told = gettext_lazy("%(who)s changed how %(service)s is reached for %(inbox)s")


@dataclass(frozen=True)
class ServiceLeft(OfService):
    name = "mail_service.left"
    told = gettext_lazy("%(who)s had mail from %(inbox)s no longer leave by %(service)s")


@dataclass(frozen=True)
class ServiceForgotten(OfService):
    name = "mail_service.forgotten"
    told = gettext_lazy("%(who)s removed %(service)s from %(inbox)s")
