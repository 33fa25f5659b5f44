"""Ports for the servers that tests start."""

import os
import socket
from collections.abc import Iterator
from itertools import cycle

# Below those that the system gives to whoever connects, and others for each worker: nobody takes one between its choice
# and the start of its server, which a busy machine draws out to seconds.
FIRST, EACH = 14_000, 2_000
_worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % 8
_start = FIRST + _worker * EACH
_next: Iterator[int] = cycle(
    [*range(_start + os.getpid() % EACH, _start + EACH), *range(_start, _start + os.getpid() % EACH)]
)


def free_port() -> int:
    """One on which nobody listens, and which nobody here was given lately."""
    for port in _next:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a line that ended a moment ago is no obstacle
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("cycles do not end")
