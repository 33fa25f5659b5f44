"""Whether a port can be listened on, asked before anything is started."""

import errno
import socket

from kept.lib.refusal import Refusal


def refuse_taken(host: str, port: int, option: str) -> None:
    """Raises `Refusal` where we could not listen there; `option` is how the person chooses another."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as problem:
        raise Refusal(_sentence(host, port, option, problem)) from problem


def free() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _sentence(host: str, port: int, option: str, problem: OSError) -> str:
    if problem.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is in use by another program: stop that, or choose another port with {option}."
    if problem.errno == errno.EACCES:
        return f"Port {port} on {host} is only for root: choose one above 1023 with {option}."
    return f"{host} is not an address of this machine, so that port {port} cannot be listened on."
