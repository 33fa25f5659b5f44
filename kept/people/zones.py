"""Choosing a time zone."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from kept.ui.forms import Select

REGIONS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@lru_cache(maxsize=1)
def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """By part of the world; the old names that stand for another zone are left out."""
    by_region: dict[str, list[tuple[str, str]]] = {region: [] for region in REGIONS}
    for name in sorted(available_timezones()):
        region, _sep, place = name.partition("/")
        if place and region in by_region:
            by_region[region].append((name, place.replace("_", " ").replace("/", ", ")))
    return [("UTC", [("UTC", "UTC")]), *by_region.items()]


class TimeZoneField(forms.ChoiceField):
    """With `guess`, the page proposes the zone of the browser while nothing is chosen."""

    def __init__(self, *, empty: object = None, guess: bool = False, **more: object) -> None:
        first = [("", empty)] if empty is not None else []
        widget = Select(attrs={"data-guess-zone": ""} if guess else {})
        super().__init__(
            label=more.pop("label", _("Time zone")),  # type: ignore[arg-type]
            choices=lambda: [*first, *choices()],
            widget=widget,
            **more,  # type: ignore[arg-type]
        )
