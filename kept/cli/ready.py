"""What a command needs before it can touch the models."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from kept.lib.environment import Environment


@contextmanager
def database() -> Iterator[str]:
    """The address of a database that answers; the embedded one is kept up while inside. Raises `Refusal`."""
    from kept.lib.reach import reach

    environment = Environment(os.environ)
    with ExitStack() as stack:
        if server := environment.embedded():
            stack.enter_context(server.in_use())
        url = environment.database_url()
        environment.database()  # refuses what libpq would take and Django would not
        reach(url)
        yield url


@contextmanager
def models() -> Iterator[str]:
    """Django, set up over a database that answers, whose address this gives. Raises `Refusal`.

    Where nobody says at which address Kept is (KEPT_URL), it is the one that `kept up` serves on this machine.
    """
    import django
    from django.db import connections

    with database() as url:
        _know_where_it_is_served()
        django.setup()
        try:
            yield url
        finally:
            connections.close_all()


def _know_where_it_is_served() -> None:
    from kept.cli.plan import served_at

    environment = Environment(os.environ)
    if not environment.text("KEPT_URL", "") and (url := served_at(environment.home())):
        os.environ["KEPT_URL"] = url
