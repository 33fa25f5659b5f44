"""`kept demo`: the demo company."""

import sys

import click


@click.command()
@click.option("--quiet", is_flag=True, help="Say nothing where there is nothing to do.")
def command(quiet: bool) -> None:
    """Tell the story of the demo company, Hillside Removals, into an empty installation.

    Harmless where it was told before; refused where real work has begun.
    """
    from kept.cli import ready

    with ready.models():
        from kept.cli.shape import refuse_unfinished
        from kept.demo.telling import ensure

        refuse_unfinished()
        if not ensure(_show) and not quiet:
            print("The demo company is here already.")


def _show(done: int, of: int) -> None:
    """A line that counts up on a terminal, and one line a fifth elsewhere."""
    line = f"Telling the story of the demo company: {done} of {of} moments"
    if sys.stdout.isatty():
        print(f"\r{line}", end="\n" if done == of else "", flush=True)
    elif done == of or done % max(1, of // 5) == 0:
        print(line, flush=True)
