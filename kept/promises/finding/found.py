"""What was found: one promise, in the words of the one who made it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

WRITER = "I"
TEAM = "we"


@dataclass(frozen=True, slots=True)
class Found:
    """A promise in a text.

    `quote` is the clause from `start` to `end` (offsets in characters). `who` is "I" for the writer, "we" for the
    team, else the colleague or team as named. `what` is to be done, without the time. `due` is aware, to the minute,
    in the zone asked for; None when no time was said, and then `due_text` is empty unless it hangs on something to
    come. `confidence` goes from 0 to 1.
    """

    quote: str
    start: int
    end: int
    who: str
    what: str
    due: datetime | None
    due_text: str
    confidence: float

    def as_data(self) -> dict[str, Any]:
        return {
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "who": self.who,
            "what": self.what,
            "due": self.due.isoformat(timespec="seconds") if self.due else None,
            "due_text": self.due_text,
            "confidence": self.confidence,
        }
