"""Whom one can ask: a team or a colleague, also one who may not open the conversation; and whom the words name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kept.conversations.conversation import Conversation
from kept.lib import clock
from kept.people.member import Member, Team
from kept.promises.outlook import to_the_half_hour
from kept.promises.standing.calendar import company_hours

if TYPE_CHECKING:
    from kept.promises.finding.found import Found

Whom = Member | Team

# One waits for somebody where one of these stands beside their name; German beside English.
_ASKS = re.compile(
    r"\b(ask|asking|check with|checked with|hear from|tells? me|tells? us|lets? me know|gets? back to me|confirms?|"
    r"speak to|talk to|frage|fragen|nachfragen|sagt mir|sagt uns|meldet sich|rückmeldung|bescheid|spreche mit|kläre)\b",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b(?:by|before|until|on|bis|am)\b[^,.;!?\n]*", re.IGNORECASE)
_END = re.compile(r"[.!?\n]")


@dataclass(frozen=True)
class Choices:
    """Everybody whom `by` could ask, teams first."""

    teams: Sequence[Team]
    members: Sequence[Member]

    def find(self, key: str) -> Whom | None:
        return next((whom for whom in self.all if key_of(whom) == key), None)

    @property
    def all(self) -> list[Whom]:
        return [*self.teams, *self.members]


def choices(by: Member) -> Choices:
    teams = Team.objects.filter(members__is_active=True).distinct()
    return Choices(list(teams), list(Member.objects.active().exclude(pk=by.pk).order_by("name")))


def key_of(whom: Whom) -> str:
    """As forms name them: "t" for teams, "m" for members, and the number."""
    return f"{'t' if isinstance(whom, Team) else 'm'}{whom.pk}"


@dataclass(frozen=True)
class Asked:
    """The words say that one waits for `whom`; `wished` is by when, said or halfway to the promise's own time."""

    whom: Whom
    wished: datetime

    @property
    def key(self) -> str:
        return key_of(self.whom)


def named_in(
    text: str, found: Found, due: datetime, everybody: Choices, *, by: Member, in_: Conversation
) -> Asked | None:
    """Whom the sentence of that promise waits for: "the warehouse tells me by Thursday, so you hear by Friday"."""
    begin = max((each.end() for each in _END.finditer(text, 0, found.start)), default=0)
    stop = _END.search(text, found.end)
    sentence = text[begin : stop.start() if stop else len(text)]
    if not _ASKS.search(sentence):
        return None
    meant = [whom for whom in everybody.all if _is_named(whom, sentence)]
    if len(meant) != 1:
        return None
    said = _said_time(text[begin : found.start], by=by, in_=in_)
    return Asked(meant[0], said if said and said < due else halfway(due))


def _is_named(whom: Whom, sentence: str) -> bool:
    return any(re.search(rf"\b{re.escape(each)}\b", sentence, re.IGNORECASE) for each in _names(whom))


def _names(whom: Whom) -> list[str]:
    return [each for each in ([whom.name] if isinstance(whom, Team) else [str(whom), whom.first_name]) if each]


def asked_for(what: str, whom: Whom) -> str:
    """What of the promise is asked of them: "about the stairs" of "ask Marek about the stairs and write", else all."""
    asking = re.split(r"\s+(?:and|und)\s+", what, maxsplit=1)[0]
    if not _ASKS.search(asking):
        return what
    rests = [re.split(rf"\b{re.escape(each)}\b", asking, maxsplit=1, flags=re.IGNORECASE)[1:] for each in _names(whom)]
    return next((rest[0].strip() for rest in rests if rest and rest[0].strip()), what)


def _said_time(before: str, *, by: Member, in_: Conversation) -> datetime | None:
    """The time in the words before the promise itself, read as any other is."""
    from kept.promises.looking import look

    if not (time := _TIME.search(before)):
        return None
    found = look(f"I will write {time.group()}.", by=by, in_=in_) or look(
        f"Ich schreibe {time.group()}.", by=by, in_=in_
    )
    return found[0].due if found else None


def halfway(due: datetime) -> datetime:
    """In the middle of the working time that is left, so that whoever asks has time as well; of what is late already in
    half a working day."""
    now, hours = clock.now(), company_hours()
    if due <= now:
        return to_the_half_hour(hours.add(now, timedelta(hours=4)))
    middle = to_the_half_hour(hours.add(now, hours.between(now, due) / 2))
    return middle if now < middle <= due else due
