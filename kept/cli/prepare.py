"""`kept prepare`, for `kept up` only: what must be done before the parts can run, in one process to be quick."""

import json

import click


@click.command()
@click.option("--demo", is_flag=True)
def command(demo: bool) -> None:
    """Bring the database up to date, tell the story if asked, and print a link for the owner as JSON."""
    from kept.cli import ready

    with ready.models():
        from kept.checks import refuse_errors
        from kept.cli.demo import say
        from kept.cli.shape import bring_up_to_date
        from kept.cli.sign_in import key

        refuse_errors()
        bring_up_to_date()
        if demo:
            from kept.demo.telling import ensure

            ensure(say)
        print(json.dumps(key(email=None, minutes=1440)))
