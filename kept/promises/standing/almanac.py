"""Public holidays, by the package `holidays`. It takes a quarter of a second to read, so only those read it who ask."""

from __future__ import annotations

import re
from collections.abc import Container
from datetime import date, timedelta
from functools import lru_cache

from django.utils.translation import get_language

SHOWN = 6
AHEAD = timedelta(days=400)


@lru_cache(maxsize=64)
def days_off(country: str, region: str = "") -> Container[date]:
    """By ISO 3166 codes; nothing for a country that the package does not know. A year is reckoned once."""
    from holidays import country_holidays

    try:
        return country_holidays(country, subdiv=region or None)
    except NotImplementedError:
        return frozenset()


def next_days_off(country: str, region: str, today: date) -> list[tuple[date, str]]:
    """The next ones from that day on, with their names: in the reader's language where the package has it."""
    from holidays import country_holidays

    years = range(today.year, (today + AHEAD).year + 1)
    try:
        found = country_holidays(country, subdiv=region or None, years=years, language=_language(country))
    except NotImplementedError:
        return []
    return sorted((day, name) for day, name in found.items() if day >= today)[:SHOWN]


def _language(country: str) -> str | None:
    """The country's own where it has no other."""
    from holidays import country_holidays

    known, wanted = country_holidays(country).supported_languages, (get_language() or "").partition("-")[0]
    return next((each for each in known if each.partition("_")[0] == wanted), None)


def name(country: str, region: str, day: date) -> str:
    """What that public holiday is called, '' when it is none."""
    return next((name for found, name in next_days_off(country, region, day) if found == day), "") if country else ""


def countries() -> list[tuple[str, str]]:
    """Those whose holidays are known: their code and English name, by name."""
    from holidays.registry import COUNTRIES

    known = {codes[1]: re.sub(r"(?<=[a-z])(?=[A-Z])", " ", codes[0]) for codes in COUNTRIES.values()}
    return sorted(known.items(), key=lambda each: each[1])


def regions(country: str) -> list[str]:
    """The codes of its parts that have holidays of their own; raises nothing for an unknown country."""
    from holidays import list_supported_countries

    return list(list_supported_countries().get(country, []))
