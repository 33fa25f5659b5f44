"""`kept migrate`: bring the database to the shape this version needs."""

import click


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; exit with status 1 when there is something to do.")
def command(check: bool) -> None:
    """Bring the database to the shape this version of Kept needs.

    Harmless when there is nothing to do, and when several start at once: one goes first, the others wait.
    """
    from kept.cli import ready

    with ready.models():
        from kept.cli import shape

        if check:
            shape.refuse_unfinished()
        else:
            for name in shape.bring_up_to_date():
                print(name)
