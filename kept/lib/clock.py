"""What time it is, and time zones by their IANA names.

Whatever Kept writes down takes its time from `now()`, so that a story of the past can be told through the same verbs.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_told: ContextVar[datetime | None] = ContextVar("kept_told_time", default=None)


def now() -> datetime:
    """This moment, in UTC; inside `telling`, the moment being told of."""
    return _told.get() or datetime.now(UTC)


@contextmanager
def telling(at: datetime) -> Iterator[None]:
    """While inside, it is `at` (aware), for this thread or task alone."""
    if at.tzinfo is None:
        raise ValueError("A told moment needs its time zone.")
    before = _told.set(at)
    try:
        yield
    finally:
        _told.reset(before)


@cache
def _time_zones() -> frozenset[str]:
    """Asking the system reads hundreds of folders, too much for each page."""
    return frozenset(available_timezones())


def is_time_zone(name: str) -> bool:
    return name in _time_zones()


def valid_time_zone(name: str) -> None:
    if not is_time_zone(name):
        raise ValidationError(_("There is no time zone called “%(name)s”."), params={"name": name})


def zone(name: str) -> ZoneInfo:
    """The zone of that name; UTC for an empty or unknown one, so that a page never fails for it."""
    return ZoneInfo(name if is_time_zone(name) else "UTC")
