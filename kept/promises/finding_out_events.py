"""What happens while something is found out. The `subject` of each event is the promise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kept.promises.events import OfPromise

if TYPE_CHECKING:
    from kept.events.event import Event


@dataclass(frozen=True)
class QuestionHandedOver(OfPromise):
    name = "promise.question_handed_over"
    to: str = ""

    def sentence(self, event: Event) -> str:
        return _("%(who)s asked %(to)s to find out") % {"who": event.by or _("Kept"), "to": self.to}


@dataclass(frozen=True)
class LateWordSent(OfPromise):
    name = "promise.late_word_sent"

    def sentence(self, event: Event) -> str:
        return _("The answer is late, and the customer was told so: %(what)s") % {"what": self.what}
