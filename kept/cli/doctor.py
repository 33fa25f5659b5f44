"""`kept doctor`: what is wrong with this installation, and what to do."""

import json
import sys
from dataclasses import asdict

import click

SIGNS = {"fine": "✓", "warning": "!", "fault": "✗"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(as_json: bool) -> None:
    """Check each part of this installation; what only deserves a look is marked with an exclamation mark.

    Exit status 1 when something is wrong.
    """
    from kept.cli.examination import examine

    findings = examine()
    if as_json:
        print(json.dumps([asdict(finding) for finding in findings], indent=1))
    else:
        for finding in findings:
            print(f"{SIGNS[finding.state]} {finding.part:<14} {finding.words}")
    sys.exit(1 if any(finding.state == "fault" for finding in findings) else 0)
