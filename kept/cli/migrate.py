"""`kept migrate`: bring the database to the shape this version needs."""

import click


@click.command()
def command() -> None:
    """Bring the database to the shape this version of Kept needs.

    Harmless when there is nothing to do, and when several start at once: one goes first, the others wait.
    """
    from kept.cli import ready

    with ready.models():
        from kept.cli.shape import bring_up_to_date

        for name in bring_up_to_date():
            print(name)
