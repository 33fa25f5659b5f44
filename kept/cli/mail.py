"""`kept mail`: look at raw messages."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from kept.cli.audit import audit
from kept.cli.delivering import deliver


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Look at raw messages, deliver them, or see whether all that arrived is there."""


command.add_command(deliver)
command.add_command(audit)


@command.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def inspect(files: tuple[str, ...], as_json: bool) -> None:
    """Show what Kept makes of raw messages (`-` reads standard input).

    A file without a header is taken as a bare body, plain or HTML. Exit status 1 when a file cannot be opened or read.
    """
    from kept.channels.email.inspection import inspect as look_at

    failed = False
    for name in files:
        try:
            raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        except OSError as error:
            found: dict[str, Any] = {"error": f"{name}: {error.strerror}"}
        else:
            found = look_at(raw)
        failed = failed or "error" in found
        if as_json:
            click.echo(json.dumps(found, ensure_ascii=False))
        else:
            click.echo("\n".join(_lines(name, found)))
    sys.exit(1 if failed else 0)


def _lines(name: str, found: dict[str, Any]) -> list[str]:
    """The object in words for a terminal."""
    out = [click.style(name, bold=True)]
    if "error" in found:
        return [*out, f"  not readable: {found['error']}", ""]
    rows = [
        ("from", _named(found["from"]) if found["from"] else "(nobody)"),
        *((key.replace("_", "-"), ", ".join(map(_named, found[key]))) for key in ("to", "cc", "reply_to")),
        ("subject", found["subject"]),
        ("date", found["date"] or ""),
        ("message-id", found["message_id"]),
        ("in-reply-to", " ".join(found["in_reply_to"])),
        ("references", " ".join(found["references"])),
        ("automatic", found["automatic_why"] or "no"),
        ("bounce", _bounce(found["bounce"]) if found["bounce"] else ""),
        *(("attachment", _attachment(one)) for one in found["attachments"]),
    ]
    out += [f"  {label:<12}{value}" for label, value in rows if value]
    for label in ("text", "quoted"):
        if found[label]:
            out += ["", f"  {label}:", *(f"    {line}".rstrip() for line in found[label].split("\n"))]
    return [*out, ""]


def _named(party: dict[str, str]) -> str:
    return f"{party['name']} <{party['address']}>" if party["name"] else party["address"]


def _bounce(bounce: dict[str, Any]) -> str:
    return f"{bounce['kind']}: {bounce['reason']} ({', '.join(bounce['recipients'])})"


def _attachment(one: dict[str, Any]) -> str:
    return f"{one['name']} ({one['type']}, {one['size']} bytes{', inline' if one['inline'] else ''})"
