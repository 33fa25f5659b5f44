"""The command `kept`: one file for each of its commands, loaded only when it is called."""

import io
import os
import sys
from importlib import import_module

import click

from kept import VERSION
from kept.lib.refusal import Refusal

COMMANDS = {
    "up": "Start everything: database, web, worker and mail.",
    "web": "Serve the pages.",
    "worker": "Do the jobs and follow the stream of events.",
    "post": "Take in mail by SMTP and fetch it from mailboxes.",
    "sign-in": "Print a link that signs a colleague in.",
    "migrate": "Bring the database to the shape this version needs.",
    "doctor": "Check the installation and say what is wrong.",
    "backup": "Put everything into one file.",
    "restore": "Bring back everything from a backup.",
    "demo": "Tell the demo company's story into an empty installation.",
    "mail": "Look at raw messages, or deliver them.",
    "conversation": "Show a conversation.",
    "promises": "Find promises in what is written.",
    "django": "Run a command of Django's, for developers.",
}
HIDDEN = {"prepare"}


class Commands(click.Group):
    """Knows its commands by name and one line, so that asking for help imports none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS.keys() | HIDDEN:
            return None
        command = import_module(f"kept.cli.{cmd_name.replace('-', '_')}").command
        assert isinstance(command, click.Command)  # noqa: S101 for mypy
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, message="kept %(version)s")
def kept() -> None:
    """Kept: customer service that keeps its word, and its customers.

    Settings come from the environment; docs/settings.md lists them.
    """


def main() -> None:
    """Run a command; what is expected to fail fails with one sentence and exit status 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter is no reason to fail
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kept.settings")
    try:
        kept(prog_name="kept")
    except Refusal as refusal:
        print(f"kept: {refusal}", file=sys.stderr)
        sys.exit(1)
