"""What happens along a chain. The `subject` of each event is the promise that rests on others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext as _

from kept.promises.events import OfPromise, spoken

if TYPE_CHECKING:
    from kept.events.event import Event


def doer(event: Event) -> str:
    return str(event.by or _("Kept"))


@dataclass(frozen=True)
class OfLink(OfPromise):
    """`on` is what it rests on, `whose` whoever does that."""

    name = "promise.link"
    personal: ClassVar[tuple[str, ...]] = ("what", "on")
    on: str = ""
    whose: str = ""


@dataclass(frozen=True)
class PromiseRests(OfLink):
    name = "promise.rests"

    def sentence(self, event: Event) -> str:
        words = {"who": doer(event), "what": self.what, "on": self.on, "whose": self.whose}
        return _("%(who)s said that “%(what)s” waits for %(whose)s: %(on)s") % words


@dataclass(frozen=True)
class RestingTakenBack(OfLink):
    name = "promise.rests_no_more"

    def sentence(self, event: Event) -> str:
        words = {"who": doer(event), "what": self.what, "on": self.on}
        return _("%(who)s said that “%(what)s” does not wait for “%(on)s” any more") % words


@dataclass(frozen=True)
class OfAsking(OfPromise):
    """`of` is whom one asked, `asks` for what; `asking` is the row."""

    name = "promise.asking"
    personal: ClassVar[tuple[str, ...]] = ("what", "asks")
    of: str = ""
    asks: str = ""
    asking: int = 0


@dataclass(frozen=True)
class ColleagueAsked(OfAsking):
    name = "promise.asked"
    wished: str = ""

    def sentence(self, event: Event) -> str:
        words = {"who": doer(event), "of": self.of, "asks": self.asks, "when": spoken(self.wished)}
        return _("%(who)s asked %(of)s: %(asks)s, by %(when)s") % words


@dataclass(frozen=True)
class AskingPassedOn(OfAsking):
    name = "promise.asking_passed_on"

    def sentence(self, event: Event) -> str:
        return _("%(of)s is asked now: %(asks)s") % {"of": self.of, "asks": self.asks}


@dataclass(frozen=True)
class AskingTakenBack(OfAsking):
    name = "promise.asking_taken_back"

    def sentence(self, event: Event) -> str:
        words = {"who": doer(event), "of": self.of, "asks": self.asks}
        return _("%(who)s does not need this of %(of)s any more: %(asks)s") % words


@dataclass(frozen=True)
class AskingUnanswered(OfAsking):
    name = "promise.asking_unanswered"

    def sentence(self, event: Event) -> str:
        return _("%(of)s has not answered yet: %(asks)s") % {"of": self.of, "asks": self.asks}


@dataclass(frozen=True)
class Declined(OfAsking):
    name = "promise.declined"
    personal: ClassVar[tuple[str, ...]] = ("what", "asks", "why")
    why: str = ""

    def sentence(self, event: Event) -> str:
        words = {"who": doer(event), "asks": self.asks, "why": self.why}
        return _("%(who)s cannot do it: %(asks)s. %(why)s") % words


@dataclass(frozen=True)
class DecliningTakenBack(OfAsking):
    name = "promise.declining_taken_back"

    def sentence(self, event: Event) -> str:
        return _("%(who)s can perhaps do it after all: %(asks)s") % {"who": doer(event), "asks": self.asks}


@dataclass(frozen=True)
class PromiseHeldUp(OfLink):
    """`until` is the earliest at which it can be kept now, empty where nobody knows."""

    name = "promise.held_up"
    until: str = ""

    def sentence(self, event: Event) -> str:
        words = {"what": self.what, "on": self.on, "whose": self.whose, "when": spoken(self.until)}
        if self.until:
            return _("“%(what)s” waits for %(whose)s, late: %(on)s. It can be kept by %(when)s") % words
        return _("“%(what)s” waits for %(whose)s, late: %(on)s") % words


@dataclass(frozen=True)
class HoldupOver(OfPromise):
    name = "promise.held_up_no_more"

    def sentence(self, event: Event) -> str:
        return _("“%(what)s” is not held up any more") % {"what": self.what}


@dataclass(frozen=True)
class CanGoOn(OfLink):
    name = "promise.can_go_on"

    def sentence(self, event: Event) -> str:
        words = {"what": self.what, "on": self.on, "whose": self.whose}
        return _("%(whose)s has done it: %(on)s. You can go on with “%(what)s”") % words
