"""What history says of a promise before it goes out: by when 9 of 10 were done, and how many by the time chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from math import ceil, floor

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kept.conversations.conversation import Conversation
from kept.lib import clock
from kept.people.member import Member
from kept.promises.deeds import deed_of
from kept.promises.forecasting import History
from kept.promises.foreseeing import SHARE, Group, Level
from kept.promises.hours import WorkingHours
from kept.promises.likeness import learn
from kept.promises.making import team_of
from kept.promises.promise import Promise
from kept.promises.standing.calendar import company_hours

HOUR = timedelta(hours=1)
TO_THE = timedelta(minutes=30)  # times are said in half hours


@dataclass(frozen=True)
class Outlook:
    """`took` is the working time in which 9 of 10 such things were done, `moment` when that has passed; both None when
    history does not go so far. Of a promise that `waits` already they are reckoned among those that had waited as long.
    `day` is the length of a working day, `by_then` how many of 10 were done by `due`, the time chosen."""

    group: Group
    took: timedelta | None
    moment: datetime | None
    day: timedelta
    waits: bool = False
    due: datetime | None = None
    by_then: int | None = None

    @property
    def is_too_soon(self) -> bool:
        """Whether another time than the one chosen is worth saying."""
        return self.moment is not None and self.due is not None and self.due < self.moment

    @property
    def within(self) -> str:
        """The time as one speaks of it, in whole hours or days at work."""
        if self.took is None:
            return ""
        if self.took < self.day:
            hours = max(ceil(self.took / HOUR), 1)
            return ngettext("%(n)s working hour", "%(n)s working hours", hours) % {"n": hours}
        days = ceil(self.took / self.day)
        return ngettext("%(n)s working day", "%(n)s working days", days) % {"n": days}

    @property
    def sentence_of_history(self) -> str:
        if self.waits:
            return _("9 of 10 such promises that had waited as long were done within %(time)s more") % {
                "time": self.within
            }
        return _("9 of 10 such promises were done within %(time)s") % {"time": self.within}

    @property
    def sentence_of_chosen(self) -> str:
        if self.by_then is None:
            return ""
        if self.by_then == 0:
            return _("Fewer than 1 of 10 such promises were done by then.")
        return _("%(n)s of 10 such promises were done by then.") % {"n": self.by_then}


class Outlooks:
    """The outlooks on one page: what is alike is read once."""

    def __init__(self, now: datetime | None = None, hours: WorkingHours | None = None) -> None:
        self.now = now or clock.now()
        self._hours = hours
        self.known: dict[tuple[str, int | None], tuple[Group, History, float] | None] = {}
        self.teams: dict[int, int | None] = {}

    @cached_property
    def hours(self) -> WorkingHours:
        return company_hours() if self._hours is None else self._hours

    def of_words(self, what: str, promiser: Member, here: Conversation, due: datetime | None) -> Outlook | None:
        """On what is about to be promised; None where too little is known."""
        if promiser.pk not in self.teams:
            team = team_of(promiser, here)
            self.teams[promiser.pk] = team.pk if team else None
        return self.of_deed(deed_of(what), self.teams[promiser.pk], due)

    def of_promise(self, promise: Promise, due: datetime | None) -> Outlook | None:
        """On one that was made already: among those that were not done in the time that it waits by now."""
        return self.of_deed(promise.deed, promise.team_id, due, since=promise.made_at)

    def of_deed(
        self, deed: str, team: int | None, due: datetime | None, since: datetime | None = None
    ) -> Outlook | None:
        if (deed, team) not in self.known:
            self.known[deed, team] = self._learned(deed, team)
        if (known := self.known[deed, team]) is None:
            return None
        group, past, level = known
        since = since or self.now
        elapsed = self.hours.between(since, self.now)
        gone = (past.share_within(elapsed) or 0.0) if since < self.now else 0.0
        if gone >= 1:
            return None
        took = past.time_for(1 - (1 - level) * (1 - gone))
        moment = to_the_half_hour(self.hours.add(since, took)) if took is not None else None
        of_ten = self._of_ten(past, since, gone, due, moment)
        rest = took - elapsed if took is not None else None
        return Outlook(group, rest, moment, _working_day(self.hours), since < self.now, due, of_ten)

    def _learned(self, deed: str, team: int | None) -> tuple[Group, History, float] | None:
        found = learn(deed, team, hours=self.hours, now=self.now)
        return (*found, Level.objects.asked_of(found[0])) if found else None

    def _of_ten(
        self, past: History, since: datetime, gone: float, due: datetime | None, moment: datetime | None
    ) -> int | None:
        if due is None or (share := past.share_within(self.hours.between(since, due))) is None:
            return None
        of_ten = max(floor(10 * (share - gone) / (1 - gone) + 1e-9), 0)
        return of_ten if moment is None or due < moment else max(of_ten, round(10 * SHARE))


def to_the_half_hour(at: datetime) -> datetime:
    """The next half hour of the clock, or that very moment."""
    midnight = at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + TO_THE * ceil((at - midnight) / TO_THE)


def _working_day(hours: WorkingHours) -> timedelta:
    """How long the longest day of the week is."""
    return max(
        sum((_hours(until) - _hours(since) for since, until in spans), timedelta()) for spans in hours.week.values()
    )


def _hours(wall: time) -> timedelta:
    return timedelta(hours=wall.hour, minutes=wall.minute)
