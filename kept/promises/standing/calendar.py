"""The calendars of a company: when it is at work, day by day."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from datetime import date, time
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kept.lib import clock
from kept.lib.clock import valid_time_zone
from kept.lib.written import Written
from kept.people.organisation import Organisation
from kept.promises.hours import Span, WorkingHours
from kept.promises.standing import almanac

OFFICE = "09:00-17:00"

_SPAN = re.compile(r"^(\d{1,2})(?:[:.](\d\d))?\s*[-–]\s*(\d{1,2})(?:[:.](\d\d))?$")


def read_spans(text: str) -> list[Span]:
    """`9-12:30, 13:30-17` as spans in order; none for an empty text. Raises ValidationError."""
    spans = [_span(each.strip()) for each in re.split(r"[,;]", text) if each.strip()]
    for before, after in pairwise(spans):
        if after[0] < before[1] or before[1] == time():
            raise ValidationError(_("Those times overlap, or are not in order: %(text)s"), params={"text": text})
    return spans


def write_spans(spans: Iterable[Span]) -> str:
    return ", ".join(f"{begin:%H:%M}-{'24:00' if end == time() else format(end, '%H:%M')}" for begin, end in spans)


def _span(text: str) -> Span:
    found = _SPAN.match(text)
    if not found:
        raise ValidationError(_("Write times like 9:00-12:30, not “%(text)s”."), params={"text": text})
    first, first_minutes, last, last_minutes = (int(each or 0) for each in found.groups())
    if (last, last_minutes) == (24, 0):
        last = 0
    try:
        begin, end = time(first, first_minutes), time(last, last_minutes)
    except ValueError:
        raise ValidationError(_("There is no such time: %(text)s"), params={"text": text}) from None
    if end != time() and end <= begin:
        raise ValidationError(_("That ends before it begins: %(text)s"), params={"text": text})
    return begin, end


class Calendar(models.Model):
    """When we are at work: `week` holds the hours of Monday to Sunday as text, '' for a day off.

    `country` and `subdivision` are ISO 3166 codes, as the package `holidays` knows them; empty for no holidays.
    """

    name = models.CharField(gettext_lazy("name"), max_length=80, unique=True)
    time_zone = models.CharField(gettext_lazy("time zone"), max_length=60, validators=[valid_time_zone])
    week = models.JSONField(default=list)
    country = models.CharField(gettext_lazy("public holidays of"), max_length=10, blank=True)
    subdivision = models.CharField(gettext_lazy("and of the region"), max_length=40, blank=True)

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name

    def hours(self) -> WorkingHours:
        days = {number: tuple(read_spans(text)) for number, text in enumerate(self.week)}
        special = {each.day: tuple(read_spans(each.hours)) for each in self.special_days.all()}
        return WorkingHours(clock.zone(self.time_zone), days, self.public_holidays(), special)

    def public_holidays(self) -> Container[date]:
        return almanac.days_off(self.country, self.subdivision) if self.country else frozenset()

    def next_holidays(self, today: date | None = None) -> list[tuple[date, str]]:
        """The next public holidays from that day on, with their names."""
        today = today or clock.now().astimezone(clock.zone(self.time_zone)).date()
        return almanac.next_days_off(self.country, self.subdivision, today) if self.country else []


FIRST = Written(lambda: Calendar.objects.order_by("pk").prefetch_related("special_days")[:1])


def company_hours(ours: Organisation | None = None) -> WorkingHours:
    """When the company is at work: by the calendar it made first; Monday to Friday from nine to five on its own clock
    while there is none. `ours` is the company where it was read already."""
    if first := FIRST.first():
        return first.hours()
    ours = ours or Organisation.ours()
    return WorkingHours(clock.zone(ours.time_zone), dict.fromkeys(range(5), read_spans(OFFICE)))


class SpecialDay(models.Model):
    """A day with hours of its own, none for a day off; it stands above the week and the public holidays."""

    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="special_days")
    day = models.DateField()
    hours = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ("day",)
        constraints = [models.UniqueConstraint(fields=["calendar", "day"], name="special_day_once")]

    def __str__(self) -> str:
        return f"{self.day}: {self.hours or 'off'}"

    @property
    def line(self) -> str:
        """As one writes it in the settings."""
        return " ".join(filter(None, [self.day.isoformat(), self.hours.replace(" ", "") or "off", self.name]))


def read_special_days(text: str) -> list[SpecialDay]:
    """One a line: the date, its hours or `off`, and what it is called. Raises ValidationError with the line."""
    days = [_special_day(line.strip()) for line in text.splitlines() if line.strip()]
    known = [each.day for each in days]
    if twice := next((day for day in known if known.count(day) > 1), None):
        raise ValidationError(_("%(day)s stands there twice."), params={"day": twice.isoformat()})
    return sorted(days, key=lambda each: each.day)


def _special_day(line: str) -> SpecialDay:
    said, _gap, rest = line.partition(" ")
    hours, _gap, name = rest.strip().partition(" ")
    try:
        day = date.fromisoformat(said)
    except ValueError:
        wrong = _("Begin with the date, as in 2026-12-24 9:00-12:00 Christmas Eve, not “%(line)s”.")
        raise ValidationError(wrong, params={"line": line}) from None
    if hours.lower() in {"", "off"}:
        return SpecialDay(day=day, hours="", name=name.strip())
    return SpecialDay(day=day, hours=write_spans(read_spans(hours)), name=name.strip())
