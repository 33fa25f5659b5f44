"""Tying the life of one process to another's, so that nothing is left behind by a kill -9."""

import ctypes
import os
import signal
from collections.abc import Callable

PR_SET_PDEATHSIG = 1


def die_with_parent(parent: int) -> None:
    """Ask the kernel to send this process a SIGTERM when its parent is gone, by whatever cause.

    `parent` is the process number of the one it shall not outlive, to notice one that was gone before this was asked.
    """
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)


def afterwards(action: Callable[[], object]) -> None:
    """Do this in a process of its own once the present one is gone, by whatever cause. Call it before any thread."""
    waiting, _held_open_while_we_live = os.pipe()
    if os.fork():
        os.close(waiting)
        return
    try:
        os.setsid()
        silence = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(silence, standard)
        os.closerange(3, waiting)
        os.closerange(waiting + 1, 65536)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        os.read(waiting, 1)  # returns at the end of the pipe
        action()
    finally:
        os._exit(0)
