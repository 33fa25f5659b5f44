"""Time zones by their IANA names."""

from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def valid_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("There is no time zone called “%(name)s”."), params={"name": name})


def zone(name: str) -> ZoneInfo:
    """The zone of that name; UTC for an empty or unknown one, so that a page never fails for it."""
    return ZoneInfo(name if name in available_timezones() else "UTC")
