"""Why this deadline: the arithmetic, step by step, in words. Times are on the calendar's own clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kept.lib import clock as time
from kept.promises.hours import DAY, NeverOpen
from kept.promises.standing import almanac
from kept.promises.standing.calendar import Calendar
from kept.promises.standing.clock import Clock
from kept.promises.standing.reckoning import Reckoning, Step, Stretch
from kept.promises.standing.target import Target


@dataclass(frozen=True)
class Line:
    """One thing in the order in which it came; `left` is what was left after it, empty where that did not change."""

    words: str
    left: str = ""


class Explanation:
    """Of one clock, for people who want to know."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.promise = clock.promise
        self.calendar: Calendar = clock.promise.calendar
        self.zone = time.zone(self.calendar.time_zone)

    @property
    def what(self) -> str:
        return str(self.clock.get_target_display())

    @property
    def rule(self) -> str:
        words = {"what": self.what, "time": spent(self.promise.allowed), "calendar": self.calendar}
        return _("%(what)s within %(time)s of our working time (%(calendar)s)") % words

    @cached_property
    def reckoning(self) -> Reckoning | None:
        try:
            return self.clock.reckoning()
        except NeverOpen:
            return None

    @property
    def lines(self) -> list[Line]:
        return list(self._lines())

    def _lines(self) -> Iterator[Line]:
        begun = self.clock.moments[0]
        yield Line(
            _("The customer’s message came %(when)s.") % {"when": self.day_and_time(begun)}, spent(self.promise.allowed)
        )
        if self.reckoning is None:
            yield Line(_("These working hours leave no time at all, so nothing falls due."))
            return
        before: datetime = begun
        for step in self.reckoning.steps:
            yield from self._gap(before, step.since)
            yield self._step(step)
            before = step.until
        yield from self._end(before)

    def _step(self, step: Step) -> Line:
        words = {"since": self.day_and_time(step.since), "until": self.hour(step.until), "time": spent(step.worked)}
        return Line(_("%(since)s to %(until)s: %(time)s.") % words, spent(step.left) if step.left else "")

    def _gap(self, until: datetime, since: datetime) -> Iterator[Line]:
        """Between two pieces of working time: the clock stood, or we were closed, or the one and then the other."""
        if since <= until:
            return
        for pause, resumed in self._pauses():
            if until <= pause and resumed <= since:
                yield Line(self._pause(pause, resumed))
                until = resumed
        if self._is_closed_between(until, since):
            words = {"when": self.day_and_time(since), "why": self._why_closed(until, since)}
            sentence = _("Closed until %(when)s: %(why)s.") if words["why"] else _("Closed until %(when)s.")
            yield Line(sentence % words)

    def _end(self, before: datetime) -> Iterator[Line]:
        due, last = self.clock.due_at, self.clock.stretches[-1]
        if self.clock.met_at is None and due is None and last.until is not None:
            yield Line(_("It stands since %(when)s.") % {"when": self.day_and_time(max(last.until, before))})
        if due is not None:
            yield Line(_("Due %(when)s.") % {"when": self.day_and_time(due)})
        if self.clock.met_at is not None:
            yield Line(_("Done %(when)s.") % {"when": self.day_and_time(self.clock.met_at)})

    def _pauses(self) -> Iterator[tuple[datetime, datetime]]:
        pair: tuple[Stretch, Stretch]
        for pair in pairwise(self.clock.stretches):
            if pair[0].until is not None:
                yield pair[0].until, pair[1].since

    def _pause(self, since: datetime, until: datetime) -> str:
        words = {"since": self.day_and_time(since), "until": self.day_and_time(until)}
        if self.clock.target == Target.RESOLUTION:
            return _("Paused from %(since)s to %(until)s: we waited for the customer, or it was closed.") % words
        return _("Paused from %(since)s to %(until)s: it was closed or set aside.") % words

    def _is_closed_between(self, since: datetime, until: datetime) -> bool:
        return since < until and not self.calendar.hours().between(since, until)

    def _why_closed(self, since: datetime, until: datetime) -> str:
        """What the days off in between are called, each once."""
        day, last = since.astimezone(self.zone).date(), until.astimezone(self.zone).date()
        hours, reasons = self.calendar.hours(), dict[str, None]()
        special = {each.day: each.name for each in self.calendar.special_days.all()}
        while (day := day + DAY) < last:
            if not hours.is_working_day(day):
                known = special.get(day) or almanac.name(self.calendar.country, self.calendar.subdivision, day)
                reasons[known or (_("weekend") if day.weekday() > 4 else _("day off"))] = None
        return ", ".join(reasons)

    def day_and_time(self, at: datetime) -> str:
        return date_format(at.astimezone(self.zone), _("l j F, H:i"))

    def hour(self, at: datetime) -> str:
        return date_format(at.astimezone(self.zone), "H:i")


def spent(time: timedelta) -> str:
    """A length of working time in words, to the minute."""
    minutes = round(time.total_seconds() / 60)
    hours, rest = divmod(minutes, 60)
    words = []
    if hours:
        words.append(ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours})
    if rest or not hours:
        words.append(ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": rest})
    return _("%(hours)s %(minutes)s") % {"hours": words[0], "minutes": words[1]} if len(words) > 1 else words[0]
