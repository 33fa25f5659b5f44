"""What people do with arrivals. `subject` of the event is the arrival."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kept.events.kinds import Kind

if TYPE_CHECKING:
    from kept.events.event import Event


@dataclass(frozen=True)
class ArrivalRetried(Kind):
    name = "arrival.retried"
    number: int = 0

    def sentence(self, event: Event) -> str:
        return _("%(who)s had the arrival %(number)s read again") % {"who": event.by, "number": self.number}


@dataclass(frozen=True)
class AutomaticMailStopped(Kind):
    """Two machines seemed to talk to each other. `until` is an ISO 8601 moment."""

    name = "automatic_mail.stopped"
    personal: ClassVar[tuple[str, ...]] = ("address",)
    address: str = ""
    more_than: int = 0
    until: str = ""

    def sentence(self, event: Event) -> str:
        until = date_format(localtime(datetime.fromisoformat(self.until)), "DATETIME_FORMAT")
        words = {"address": self.address, "count": self.more_than, "until": until}
        return (
            _(
                "More than %(count)s mails came from %(address)s within an hour, as when two machines answer each "
                "other. Until %(until)s nothing is sent there automatically"
            )
            % words
        )
