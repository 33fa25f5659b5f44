"""`kept up`: start everything on this machine."""

import signal
from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from kept.lib.refusal import Refusal

if TYPE_CHECKING:
    from kept.cli.plan import Plan


@click.command()
@click.option("--demo", is_flag=True, help="With the demo company, and a link that signs its owner in.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to serve the pages.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--smtp-port", type=click.IntRange(1, 65535), help="Where to take in mail, if not as KEPT_MAIL_LISTEN says."
)
def command(demo: bool, host: str, port: int, smtp_port: int | None) -> None:
    """Start everything on this machine: database, web, worker and mail.

    Brings the database up to date first. Ctrl-C stops it all; a part that dies is started again.
    """
    from kept.cli.plan import Plan, alone

    plan = Plan(host, port, smtp_port, demo)
    heed_signals()
    try:
        with alone(plan.environment.home(), plan.url):
            plan.refuse_taken_ports()
            _run(plan)
    except KeyboardInterrupt:
        click.echo("Stopped.")


def _run(plan: "Plan") -> None:
    from kept.cli.supervisor import Supervisor
    from kept.lib import lifeline

    with ExitStack() as stack:
        if server := plan.environment.embedded():
            lifeline.afterwards(server.stop_unless_used)
            click.echo("Starting the database …")
            stack.enter_context(server.in_use())
        key = plan.prepare()
        click.echo("Starting web, worker and mail …")
        supervisor = Supervisor(plan.parts(), server, plan.settings)
        stack.callback(supervisor.stop)
        stack.callback(heed_no_more_signals)
        if not supervisor.start(plan.answers):
            raise Refusal("Kept does not start; what is printed above says why.")
        click.echo(plan.welcome(key))
        supervisor.watch()


def heed_signals() -> None:
    """Also Ctrl-C's where a shell started it beside others, and so without; the end of the terminal unless by nohup."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.default_int_handler)


def heed_no_more_signals() -> None:
    """Stopping is under way and takes seconds; another Ctrl-C shall not leave it half done."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
