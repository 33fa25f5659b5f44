"""`kept worker`: do the jobs and follow the stream of events."""

import click


@click.command()
@click.option("--concurrency", default=3, show_default=True, help="How many jobs at a time.")
def command(concurrency: int) -> None:
    """Do the jobs (taking in mail, sending replies), follow the stream of events, and ring for promises that fall due.

    Any number may run, on any machine that reaches the database.
    """
    import asyncio

    from kept.cli import ready

    with ready.models():
        from kept.cli.shape import refuse_unfinished

        refuse_unfinished()
        asyncio.run(_run(concurrency))


async def _run(concurrency: int) -> None:
    import asyncio

    from procrastinate.contrib.django import app

    from kept.events.follower import follow
    from kept.lib.jobs import work, worker_connector
    from kept.promises.ticking import tick

    with app.replace_connector(worker_connector()) as ours:
        async with ours.open_async():
            others = [asyncio.create_task(follow()), asyncio.create_task(tick())]
            try:
                await work(ours, concurrency)
            finally:
                for each in others:
                    each.cancel()
