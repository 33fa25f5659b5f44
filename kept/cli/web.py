"""`kept web`: serve the pages."""

import subprocess
import sys

import click


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--processes", default=1, show_default=True, help="How many serve side by side.")
@click.option("--checked", is_flag=True, hidden=True)  # by kept up, which has just migrated
def command(host: str, port: int, processes: int, checked: bool) -> None:
    """Serve the pages. Any number may run, on any machine that reaches the database."""
    from kept.cli import ports, ready

    ports.refuse_taken(host, port, "--port")
    if not checked:  # elsewhere, for this process stays small when it does not load the models
        check = subprocess.run([sys.executable, "-P", "-m", "kept", "migrate", "--check"])
        if check.returncode:
            sys.exit(check.returncode)
    with ready.database():
        _serve(host, port, processes)


def _serve(host: str, port: int, processes: int) -> None:
    from granian.constants import Interfaces, Loops
    from granian.server import Server

    Server(
        "kept.asgi:application",
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        loop=Loops.asyncio,
        workers=processes,
        websockets=False,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=3,  # open live lines do not end by themselves
        log_enabled=False,
    ).serve()
