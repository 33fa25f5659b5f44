"""`kept worker`: do the jobs and follow the stream of events."""

import click


@click.command()
@click.option("--concurrency", default=3, show_default=True, help="How many jobs at a time.")
def command(concurrency: int) -> None:
    """Do the jobs (taking in mail, sending replies, what is due by the clock) and follow the stream of events.

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

    with app.replace_connector(worker_connector()) as ours:
        async with ours.open_async():
            following = asyncio.create_task(follow())
            try:
                await work(ours, concurrency)
            finally:
                following.cancel()
