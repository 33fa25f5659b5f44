"""`kept post`: the mail process."""

import click


@click.command()
def command() -> None:
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
        asyncio.run(_run())


async def _run() -> None:
    import asyncio
    import signal

    from kept.channels.email.post import serve

    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await serve(stop)
