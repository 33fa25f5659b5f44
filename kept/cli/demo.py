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
        if not ensure(show):
            print("The demo company is here already.")


def show(done: int, of: int) -> None:
    """A line that counts up on a terminal, and one line a fifth elsewhere."""
    line = f"Telling the story of the demo company: {done} of {of} moments"
    if sys.stderr.isatty():
        print(f"\r{line}", end="\n" if done == of else "", file=sys.stderr, flush=True)
    elif done == of or done % max(1, of // 5) == 0:
        print(line, file=sys.stderr, flush=True)
