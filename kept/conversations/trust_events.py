"""What is recorded about messages that may not be from whom they say. `subject` of the event is the message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext as _

from kept.conversations.relocation_events import Leading
from kept.events.kinds import Kind

if TYPE_CHECKING:
    from kept.events.event import Event


@dataclass(frozen=True)
class DoubtfulAnswered(Leading):
    """Recorded in the conversation that the message named, which it was kept out of."""

    name = "conversation.doubtful_answered"
    personal: ClassVar[tuple[str, ...]] = ("address",)
    address: str = ""

    def sentence(self, event: Event) -> str:
        words = {"address": self.address, "number": self.number}
        return _("An answer that may not be from %(address)s stands apart, in #%(number)s") % words


@dataclass(frozen=True)
class Vouched(Kind):
    name = "message.vouched"
    personal: ClassVar[tuple[str, ...]] = ("address",)
    address: str = ""

    def sentence(self, event: Event) -> str:
        return _("%(who)s vouched that it is from %(address)s") % {"who": event.by, "address": self.address}


@dataclass(frozen=True)
class VouchWithdrawn(Kind):
    name = "message.vouch_withdrawn"
    personal: ClassVar[tuple[str, ...]] = ("address",)
    address: str = ""

    def sentence(self, event: Event) -> str:
        return _("%(who)s no longer vouches that it is from %(address)s") % {"who": event.by, "address": self.address}
