"""What becomes of standing promises, each with its sentence. The `subject` of each event is the wait's row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kept.events.kinds import Kind
from kept.promises.events import spoken
from kept.promises.standing.target import Target

if TYPE_CHECKING:
    from kept.events.event import Event


@dataclass(frozen=True)
class OfWait(Kind):
    """`target` is what was promised; `due` an ISO 8601 moment, empty while the clock stands."""

    name = "due"
    target: str = ""
    due: str = ""


@dataclass(frozen=True)
class DueSet(OfWait):
    """The clock runs: from its start, after a pause, or towards another time than before."""

    name = "due.set"

    def sentence(self, event: Event) -> str:
        if self.target == Target.RESOLUTION:
            return _("To be settled by %(when)s") % {"when": spoken(self.due)}
        return _("An answer is due %(when)s") % {"when": spoken(self.due)}


@dataclass(frozen=True)
class DueRests(OfWait):
    name = "due.rests"

    def sentence(self, event: Event) -> str:
        return _("The time of our standing promise does not pass for now")


@dataclass(frozen=True)
class DueSoon(OfWait):
    name = "due.soon"

    def sentence(self, event: Event) -> str:
        if self.target == Target.RESOLUTION:
            return _("Soon to be settled: by %(when)s") % {"when": spoken(self.due)}
        return _("An answer is due soon: %(when)s") % {"when": spoken(self.due)}


@dataclass(frozen=True)
class DueMet(OfWait):
    name = "due.met"
    late: bool = False

    def sentence(self, event: Event) -> str:
        if self.late:
            return _("Done late: it was due %(when)s") % {"when": spoken(self.due)}
        return _("Done in time")


@dataclass(frozen=True)
class DueMissed(OfWait):
    name = "due.missed"

    def sentence(self, event: Event) -> str:
        if self.target == Target.RESOLUTION:
            return _("It was to be settled by %(when)s, and was not") % {"when": spoken(self.due)}
        return _("An answer was due %(when)s, and had not left") % {"when": spoken(self.due)}


@dataclass(frozen=True)
class CalendarKept(Kind):
    """`subject` is the calendar. It was made or changed."""

    name = "calendar.kept"
    calendar: str = ""

    def sentence(self, event: Event) -> str:
        return _("%(who)s set the working hours: %(name)s") % {"who": event.by or _("Kept"), "name": self.calendar}


@dataclass(frozen=True)
class StandingPromiseKept(Kind):
    """`subject` is the standing promise. It was made or changed."""

    name = "standing_promise.kept"
    target: str = ""
    minutes: int = 0

    def sentence(self, event: Event) -> str:
        from kept.promises.standing.explaining import spent

        within = spent(timedelta(minutes=self.minutes))
        words = {"who": event.by or _("Kept"), "what": Target(self.target).label, "within": within}
        return _("%(who)s set a standing promise: %(what)s within %(within)s") % words


@dataclass(frozen=True)
class StandingPromiseRetired(Kind):
    name = "standing_promise.retired"
    target: str = ""

    def sentence(self, event: Event) -> str:
        words = {"who": event.by or _("Kept"), "what": Target(self.target).label}
        return _("%(who)s ended a standing promise: %(what)s") % words
