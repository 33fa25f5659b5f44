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
    """Django, set up over a database that answers, whose address this gives. Raises `Refusal`."""
    import django
    from django.db import connections

    with database() as url:
        django.setup()
        try:
            yield url
        finally:
            connections.close_all()
