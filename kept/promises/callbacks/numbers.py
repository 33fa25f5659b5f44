"""Phone numbers: read as somebody in a country types them, kept as E.164, shown with their country."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat


class NoSuchNumber(Exception):
    """Nobody can be rung at that."""


def read(typed: str, *zones: str) -> str:
    """As E.164 (`+46701234567`). Without its country it is meant in that of the first zone where it is valid.

    Raises NoSuchNumber.
    """
    for region in [*_regions(zones), None]:
        try:
            number = phonenumbers.parse(typed, region)
        except NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, PhoneNumberFormat.E164)
    raise NoSuchNumber(typed)


def spoken(number: str) -> str:
    """`+46 70 123 45 67`."""
    return _formatted(number, PhoneNumberFormat.INTERNATIONAL)


def link(number: str) -> str:
    """What a telephone is told (RFC 3966): `tel:+46-70-123-45-67`."""
    return _formatted(number, PhoneNumberFormat.RFC3966)


def _formatted(number: str, form: int) -> str:
    return phonenumbers.format_number(phonenumbers.parse(number), form)


def _regions(zones: Iterable[str]) -> list[str]:
    found = (_countries().get(zone) for zone in zones)
    return list(dict.fromkeys(region for region in found if region))


@cache
def _countries() -> dict[str, str]:
    """The country (ISO 3166) of each zone, from the table that comes with the time zones."""
    table = files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {row[2]: row[0] for row in rows}
