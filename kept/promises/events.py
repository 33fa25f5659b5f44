"""What happens to a promise, each with its sentence. The `subject` of each event is the promise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext as _

from kept.events.kinds import Kind
from kept.ui import moments

if TYPE_CHECKING:
    from kept.events.event import Event


@dataclass(frozen=True)
class OfPromise(Kind):
    """A kind that says of which promise it tells. `what` is in our words, and yet may name what is the customer's."""

    name = "promise"
    personal: ClassVar[tuple[str, ...]] = ("what",)
    what: str = ""


@dataclass(frozen=True)
class PromiseMade(OfPromise):
    name = "promise.made"
    due: str = ""
    promiser: str = ""

    def sentence(self, event: Event) -> str:
        words = {"who": self.promiser, "what": self.what, "when": spoken(self.due), "by": event.by}
        if event.by is None or str(event.by) == self.promiser:
            return _("%(who)s promised: %(what)s, by %(when)s") % words
        return _("%(by)s promised for %(who)s: %(what)s, by %(when)s") % words


@dataclass(frozen=True)
class PromiseKept(OfPromise):
    name = "promise.kept"
    late: bool = False

    def sentence(self, event: Event) -> str:
        words = {"who": event.by or _("Kept"), "what": self.what}
        if self.late:
            return _("%(who)s did what was promised, late: %(what)s") % words
        return _("%(who)s kept the promise: %(what)s") % words


@dataclass(frozen=True)
class KeepingTakenBack(OfPromise):
    name = "promise.keeping_taken_back"
    undoes: ClassVar[tuple[str, ...]] = ("promise.kept", "promise.callback_reached")

    def sentence(self, event: Event) -> str:
        words = {"who": event.by or _("Kept"), "what": self.what}
        return _("%(who)s said that this is still to do: %(what)s") % words


@dataclass(frozen=True)
class PromiseNotArrived(OfPromise):
    """The letter that was to keep it came back."""

    name = "promise.not_arrived"

    def sentence(self, event: Event) -> str:
        return _("The letter that kept the promise came back, so this is still to do: %(what)s") % {"what": self.what}


@dataclass(frozen=True)
class PromiseDueSoon(OfPromise):
    name = "promise.due_soon"
    due: str = ""

    def sentence(self, event: Event) -> str:
        return _("Promised by %(when)s: %(what)s") % {"when": spoken(self.due), "what": self.what}


@dataclass(frozen=True)
class PromiseBroken(OfPromise):
    name = "promise.broken"
    due: str = ""
    promiser: str = ""

    def sentence(self, event: Event) -> str:
        words = {"who": self.promiser, "what": self.what, "when": spoken(self.due)}
        return _("A promise was broken: %(what)s. %(who)s had said by %(when)s") % words


@dataclass(frozen=True)
class BreakingExplained(OfPromise):
    name = "promise.explained"
    cause: str = ""

    def sentence(self, event: Event) -> str:
        from kept.promises.breaking import Cause

        words = {"who": event.by or _("Kept"), "what": self.what, "why": Cause(self.cause).label}
        return _("%(who)s said why it was broken: %(why)s (%(what)s)") % words


@dataclass(frozen=True)
class PromiseMoved(OfPromise):
    name = "promise.renegotiated"
    before: str = ""
    after: str = ""

    def sentence(self, event: Event) -> str:
        words = {"who": event.by or _("Kept"), "what": self.what}
        words |= {"before": spoken(self.before), "after": spoken(self.after)}
        return _("%(who)s agreed another time: %(what)s, by %(after)s instead of %(before)s") % words


@dataclass(frozen=True)
class PromiseWithdrawn(OfPromise):
    name = "promise.withdrawn"
    personal: ClassVar[tuple[str, ...]] = ("what", "why")
    undoes: ClassVar[tuple[str, ...]] = ("promise.made", "promise.callback_booked")
    why: str = ""

    def sentence(self, event: Event) -> str:
        words = {"who": event.by or _("Kept"), "what": self.what, "why": self.why}
        return _("%(who)s withdrew the promise: %(what)s. %(why)s") % words


@dataclass(frozen=True)
class WithdrawalTakenBack(OfPromise):
    name = "promise.withdrawal_taken_back"
    undoes: ClassVar[tuple[str, ...]] = ("promise.withdrawn", "promise.callback_cancelled")

    def sentence(self, event: Event) -> str:
        return _("%(who)s said that the promise stands: %(what)s") % {"who": event.by or _("Kept"), "what": self.what}


@dataclass(frozen=True)
class PromiseHandedOver(OfPromise):
    """`of` and `to` are the members who kept it before and keep it now, `before` and `after` their names."""

    name = "promise.handed_over"
    before: str = ""
    after: str = ""
    to: int = 0
    why: str = ""
    of: int = 0

    def sentence(self, event: Event) -> str:
        words = {"what": self.what, "before": self.before, "after": self.after}
        if self.why == "away":
            return _("%(after)s stands in for %(before)s, who is away, and keeps the promise: %(what)s") % words
        if self.why == "back":
            return _("%(after)s is back and keeps the promise again: %(what)s") % words
        return _("%(after)s keeps what %(before)s promised: %(what)s") % words


def spoken(moment: str) -> str:
    """An ISO moment as one speaks of it, in the reader's time zone."""
    return moments.clock(datetime.fromisoformat(moment)) if moment else ""
