"""How a moment is told: relative within a week, absolute after, always in the reader's time zone."""

from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

WEEK = timedelta(days=7)


def told(moment: datetime, now: datetime | None = None) -> str:
    """``moment`` (aware) in words as seen from ``now``: "5 minutes ago", "in 2 days", or its date beyond a week."""
    now = now or timezone.now()
    if abs(now - moment) >= WEEK:
        return date(moment, now)
    return _past(moment, now) if moment <= now else _to_come(moment, now)


def exact(moment: datetime) -> str:
    """``moment`` in full, with the name of the current time zone."""
    local = timezone.localtime(moment)
    return gettext("%(day)s, %(time)s %(zone)s") % {
        "day": date_format(local, "l j F Y"),
        "time": date_format(local, "H:i"),
        "zone": local.tzname() or "",
    }


def date(moment: datetime, now: datetime) -> str:
    """The day of ``moment``, with its year only when it is not this one."""
    local = timezone.localtime(moment)
    pattern = "j M" if local.year == timezone.localtime(now).year else "j M Y"
    return _day(local.replace(hour=0, minute=0, second=0, microsecond=0), pattern, get_language())


@lru_cache(maxsize=1024)
def _day(day: datetime, pattern: str, language: str | None) -> str:
    """Remembered, since a list says the same few days again and again."""
    return date_format(day, pattern)


def _past(moment: datetime, now: datetime) -> str:
    minutes = int((now - moment).total_seconds() // 60)
    days = (timezone.localtime(now).date() - timezone.localtime(moment).date()).days
    if minutes < 1:
        return gettext("now")
    if minutes < 60:
        return ngettext("%(n)s minute ago", "%(n)s minutes ago", minutes) % {"n": minutes}
    if days == 0 or minutes < 6 * 60:
        return ngettext("%(n)s hour ago", "%(n)s hours ago", minutes // 60) % {"n": minutes // 60}
    if days == 1:
        return gettext("yesterday")
    return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}


def _to_come(moment: datetime, now: datetime) -> str:
    minutes = int((moment - now).total_seconds() // 60)
    days = (timezone.localtime(moment).date() - timezone.localtime(now).date()).days
    if minutes < 60:
        return ngettext("in %(n)s minute", "in %(n)s minutes", minutes) % {"n": minutes}
    if days == 0 or minutes < 6 * 60:
        return ngettext("in %(n)s hour", "in %(n)s hours", minutes // 60) % {"n": minutes // 60}
    if days == 1:
        return gettext("tomorrow")
    return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": days}


def clock(moment: datetime) -> str:
    """A moment to come as one speaks of it: the weekday and time within a week, else the date and time."""
    local = timezone.localtime(moment)
    return date_format(local, "l H:i" if _is_near(moment) else _with_year("j M", local) + " H:i")


def clock_in(moment: datetime, zone: ZoneInfo) -> str:
    """The same for somebody in that zone, with the date, since a letter may be read on another day."""
    there = moment.astimezone(zone)
    is_this_year = there.year == timezone.now().astimezone(zone).year
    return date_format(there, gettext("l j F, H:i") if is_this_year else gettext("l j F Y, H:i"))


def due(moment: datetime) -> str:
    """When something is or was to happen, as one speaks of it: "today 14:00", "tomorrow 9:00", else as `clock`."""
    local = timezone.localtime(moment)
    days = (local.date() - timezone.localtime().date()).days
    near = {-1: gettext("yesterday %(time)s"), 0: gettext("today %(time)s"), 1: gettext("tomorrow %(time)s")}
    return near[days] % {"time": date_format(local, "H:i")} if days in near else clock(moment)


def day(moment: datetime) -> str:
    """The day of a moment to come: "tomorrow", the weekday within a week, else the date; today's by its time."""
    local, now = timezone.localtime(moment), timezone.localtime()
    days = (local.date() - now.date()).days
    if days == 0:
        return date_format(local, "H:i")
    if days == 1:
        return gettext("tomorrow")
    return date_format(local, "l") if 1 < days < 7 else date(moment, now)


def short_clock(moment: datetime) -> str:
    """The same where there is little room: only the time when it is today."""
    local, today = timezone.localtime(moment), timezone.localtime().date()
    if local.date() == today:
        return date_format(local, "H:i")
    return date_format(local, "D H:i" if _is_near(moment) else _with_year("j M", local))


def _with_year(pattern: str, local: datetime) -> str:
    """That pattern, and the year when it is not this one."""
    return pattern if local.year == timezone.localtime().year else f"{pattern} Y"


def _is_near(moment: datetime) -> bool:
    return abs(moment - timezone.now()) < WEEK
