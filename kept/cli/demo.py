"""`kept demo`: the demo company."""

import click


@click.command()
def command() -> None:
    """Tell the story of the demo company, Hillside Removals, into an empty installation.

    Harmless where it was told before; refused where real work has begun.
    """
    from kept.cli import ready

    with ready.models():
        from kept.cli.shape import refuse_unfinished
        from kept.demo.story import tell

        refuse_unfinished()
        tell()
