"""`kept django`: Django's own commands, for developers (`makemigrations`, `shell`, …)."""

import click


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    from django.core.management import execute_from_command_line

    from kept.cli import ready

    with ready.database():
        execute_from_command_line(["kept django", *arguments])
