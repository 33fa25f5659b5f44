"""`kept post`: the mail process."""

from pathlib import Path

import click


@click.command()
@click.option("--outbox", type=click.IntRange(1, 65535), hidden=True)  # the port of the demo's own mail server
def command(outbox: int | None) -> None:
    """Take in mail by SMTP (and LMTP) where KEPT_MAIL_LISTEN says, and fetch it from the mailboxes in the settings.

    One of these is enough; a second one takes turns with the first on each mailbox.
    """
    import asyncio
    import os

    from kept.cli import ports, ready
    from kept.cli.plan import MAIL_LISTEN
    from kept.lib.environment import Environment

    ports.refuse_taken(*Environment(os.environ).address("KEPT_MAIL_LISTEN", MAIL_LISTEN), "KEPT_MAIL_LISTEN")
    with ready.models():
        from kept.cli.shape import refuse_unfinished

        refuse_unfinished()
        asyncio.run(_run(outbox, Environment(os.environ).home() / "outbox"))


async def _run(outbox: int | None, folder: Path) -> None:
    import asyncio
    import signal

    from kept.channels.email.post import serve

    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    if outbox:
        from kept.demo.postbox import listen

        await listen("127.0.0.1", outbox, folder)
    await serve(stop)
