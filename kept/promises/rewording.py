"""Other words for another time: offered where they read back as that very time, and never put in unasked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from kept.conversations.conversation import Conversation
from kept.lib import clock
from kept.people.member import Member
from kept.promises.hours import WorkingHours
from kept.promises.looking import look

if TYPE_CHECKING:
    from kept.promises.finding.found import Found

# What the finder reads, whatever language the writer's own pages are in.
_ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_GERMAN = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_MONTHS = "January February March April May June July August September October November December"
WEEK = 6  # days in which a weekday alone says which


def reworded(found: Found, due: datetime, *, by: Member, in_: Conversation, hours: WorkingHours) -> str | None:
    """The words of that promise with `due` for its time; None where there is no time in them, or no safe way."""
    if not found.due_text or found.due_text not in found.quote:
        return None
    for way in (*ways(local := due.astimezone(in_.customer.zone or by.zone), "en"), *ways(local, "de")):
        words = found.quote.replace(found.due_text, way, 1)
        if [each.due for each in look(words, by=by, in_=in_, hours=hours)] == [due]:
            return words
    return None


def ways(due: datetime, language: str) -> Iterator[str]:
    """Ways of saying it on that clock; those of another language than the text's do not read back."""
    days = (due.date() - clock.now().astimezone(due.tzinfo).date()).days
    near = {-1: ("yesterday", "gestern"), 0: ("today", "heute"), 1: ("tomorrow", "morgen")}
    time = f"{due:%H:%M}"
    english, german = near.get(days, (_ENGLISH[due.weekday()], _GERMAN[due.weekday()]))
    if abs(days) > WEEK:
        english, german = f"{due.day} {_MONTHS.split()[due.month - 1]}", f"{due.day}.{due.month}."
    if language == "de":
        yield from (f"bis {german} um {time} Uhr", f"bis {german} {time} Uhr")
    else:
        yield from (f"by {english} at {time}", f"{english} by {time}", f"{english} at {time}")
