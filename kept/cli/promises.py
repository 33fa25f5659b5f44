"""`kept promises`: what is promised in a text."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

import click

if TYPE_CHECKING:
    from kept.promises.finding import Found


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Find promises in what is written."""


def _moment(_: click.Context, __: click.Parameter, value: str | None) -> datetime:
    try:
        return datetime.fromisoformat(value) if value else datetime.now(UTC)
    except ValueError:
        raise click.BadParameter("give it as 2026-11-22T10:00+01:00.") from None


def _zone(_: click.Context, __: click.Parameter, value: str) -> ZoneInfo:
    if value not in available_timezones():
        raise click.BadParameter(f"there is no time zone {value}; one is called Europe/Berlin, for example.")
    return ZoneInfo(value)


@command.command()
@click.option("--now", callback=_moment, metavar="TIME", help="When it is written, ISO 8601; without it, now.")
@click.option(
    "--tz", "zone", callback=_zone, default="UTC", metavar="ZONE", help="The zone its times are meant in (UTC)."
)
@click.option("--lang", type=click.Choice(["en", "de"]), help="Its language; without it, each sentence tells its own.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
def find(now: datetime, zone: ZoneInfo, lang: str | None, as_json: bool) -> None:
    """Print the promises in the text on standard input: who does what by when, and the words that say so.

    A day without a time ends at 17:00, and Monday to Friday are worked from 9:00. What each phrase means stands in
    docs/promises-found.md. Needs no database.
    """
    from kept.promises import finding

    text = sys.stdin.buffer.read().decode("utf-8", "replace")
    now = now if now.tzinfo else now.replace(tzinfo=zone)
    found = finding.find(text, now=now, zone=zone, language=lang)
    if as_json:
        click.echo(json.dumps([each.as_data() for each in found], ensure_ascii=False, indent=2))
    else:
        click.echo(_in_words(found))


def _in_words(found: list[Found]) -> str:
    """A table for a terminal."""
    if not found:
        return "No promise found."
    rows = [
        (each.due.strftime("%a %d %b %Y %H:%M %Z") if each.due else "no time", each.who, each.what) for each in found
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    lines = []
    for (due, who, what), each in zip(rows, found, strict=True):
        lines.append(f"{click.style(due.ljust(widths[0]), bold=True)}  {who.ljust(widths[1])}  {what}")
        lines.append(f"{'':{widths[0]}}  “{' '.join(each.quote.split())}” ({each.confidence:.0%})")
    return "\n".join(lines)
