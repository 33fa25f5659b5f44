"""`kept mail audit`: is everything there that arrived?"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kept.channels.auditing import Audit

COLUMNS = ("arrived", "shown", "spam", "duplicate", "quarantined", "waiting")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Look at what arrived from that day on, in UTC.")
@click.option("--files", is_flag=True, help="Read every attachment as well, and compare it with its digest.")
def audit(as_json: bool, since: datetime | None, files: bool) -> None:
    """Reconcile what arrived with what became of it, for each mailbox, the listener and the form, day by day.

    arrived = shown + spam + duplicate + quarantined + waiting. Exit status 1 when anything is missing, with a sentence
    for each gap.
    """
    from kept.cli import ready

    with ready.models():
        from kept.channels import auditing
        from kept.cli.shape import refuse_unfinished

        refuse_unfinished()
        found = auditing.audit(since.date() if since else None, files=files)
    click.echo(json.dumps(_as_data(found), ensure_ascii=False, indent=2) if as_json else _in_words(found))
    sys.exit(1 if found.gaps else 0)


def _as_data(found: Audit) -> dict[str, object]:
    days = [asdict(each) | {"day": each.day.isoformat()} for each in found.days]
    return {"complete": not found.gaps, "days": days, "gaps": found.gaps}


def _in_words(found: Audit) -> str:
    head = f"{'day':<12}{'way':<32}" + "".join(f"{name:>13}" for name in COLUMNS)
    lines = [click.style(head, bold=True)]
    for each in found.days:
        figures = "".join(f"{getattr(each, name):>13,}" for name in COLUMNS)
        lines.append(f"{each.day.isoformat():<12}{each.name[:31]:<32}{figures}")
    total = sum(each.arrived for each in found.days)
    last = f"Nothing is missing: {total:,} arrived." if not found.gaps else "Something is missing:"
    return "\n".join([*lines, "", last, *(f"  {each}" for each in found.gaps)])
