"""What happens to a callback, each with its sentence. The `subject` of each event is its promise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext as _

from kept.promises.events import OfPromise, spoken

if TYPE_CHECKING:
    from kept.events.event import Event


@dataclass(frozen=True)
class CallbackBooked(OfPromise):
    name = "promise.callback_booked"
    covers: ClassVar[tuple[str, ...]] = ("promise.made",)
    start: str = ""

    def sentence(self, event: Event) -> str:
        words = {"who": event.by, "what": self.what, "when": spoken(self.start)}
        if event.by is None:
            return _("The customer asked to be rung from %(when)s on: %(what)s") % words
        return _("%(who)s booked a callback from %(when)s on: %(what)s") % words


@dataclass(frozen=True)
class CallbackMoved(OfPromise):
    name = "promise.callback_moved"
    covers: ClassVar[tuple[str, ...]] = ("promise.renegotiated",)
    start: str = ""

    def sentence(self, event: Event) -> str:
        words = {"what": self.what, "when": spoken(self.start)}
        return _("The customer chose another time, from %(when)s on: %(what)s") % words


@dataclass(frozen=True)
class CallbackSoon(OfPromise):
    """The first word of a call to come; when its time comes, `CallbackDue` is the second and last."""

    name = "promise.callback_soon"
    start: str = ""

    def sentence(self, event: Event) -> str:
        return _("Soon, from %(when)s on: %(what)s") % {"what": self.what, "when": spoken(self.start)}


@dataclass(frozen=True)
class CallbackDue(OfPromise):
    name = "promise.callback_due"

    def sentence(self, event: Event) -> str:
        return _("Now: %(what)s") % {"what": self.what}


@dataclass(frozen=True)
class CallbackTaken(OfPromise):
    name = "promise.callback_taken"
    covers: ClassVar[tuple[str, ...]] = ("promise.handed_over",)

    def sentence(self, event: Event) -> str:
        return _("%(who)s took the callback: %(what)s") % {"who": event.by or _("Kept"), "what": self.what}


@dataclass(frozen=True)
class CallbackReached(OfPromise):
    name = "promise.callback_reached"
    covers: ClassVar[tuple[str, ...]] = ("promise.kept",)

    def sentence(self, event: Event) -> str:
        return _("%(who)s rang and reached them: %(what)s") % {"who": event.by or _("Kept"), "what": self.what}


@dataclass(frozen=True)
class CallbackNotReached(OfPromise):
    name = "promise.callback_not_reached"
    covers: ClassVar[tuple[str, ...]] = ("promise.renegotiated",)
    tries: int = 0
    again: str = ""

    def sentence(self, event: Event) -> str:
        words = {"who": event.by or _("Kept"), "what": self.what, "again": spoken(self.again), "n": self.tries}
        return _("%(who)s rang and nobody answered (try %(n)s), again at %(again)s: %(what)s") % words


@dataclass(frozen=True)
class CallbackCancelled(OfPromise):
    name = "promise.callback_cancelled"
    covers: ClassVar[tuple[str, ...]] = ("promise.withdrawn",)
    personal: ClassVar[tuple[str, ...]] = ("what", "why")
    why: str = ""

    def sentence(self, event: Event) -> str:
        words = {"what": self.what, "why": self.why}
        if self.why:
            return _("The customer needs no call any more: %(what)s. %(why)s") % words
        return _("The customer needs no call any more: %(what)s") % words
