"""`kept demo`: the demo company."""

import sys

import click


@click.command()
def command() -> None:
    """Tell the story of the demo company, Hillside Removals, into an empty installation.

    Harmless where it was told before; refused where real work has begun.
    """
    from kept.cli import ready

    with ready.models():
        from kept.cli.shape import refuse_unfinished
        from kept.demo.telling import ensure

        refuse_unfinished()
        if not ensure(say):
            click.echo("The demo company is here already.")


def say(done: int, of: int) -> None:
    """How far the story is: on a terminal a line that counts up, elsewhere one each fifth. Not on standard output."""
    line = f"Telling the story of the demo company: {done * 100 // of} %"
    if sys.stderr.isatty():
        click.echo(f"\r{line}", nl=done == of, err=True)
    elif done * 5 // of > (done - 1) * 5 // of:
        click.echo(line, err=True)
