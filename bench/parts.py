"""Parts of Kept as processes of their own, as `kept up` runs them, and how much memory they take."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kept.lib.postgres import Embedded

MIB = 1024 * 1024


class Part:
    """A running process; `peak` and `resident` are in bytes."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.proc = Path(f"/proc/{process.pid}")

    @property
    def resident(self) -> int:
        return self._status("VmRSS")

    @property
    def peak(self) -> int:
        return self._status("VmHWM")

    @property
    def processor(self) -> float:
        """Seconds of processor time, with those of children that ended."""
        return processor_time(self.process.pid)

    def forget_peak(self) -> None:
        (self.proc / "clear_refs").write_text("5")

    def _status(self, name: str) -> int:
        lines = (self.proc / "status").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:"))


@contextmanager
def running(*command: str, **environment: str) -> Iterator[Part]:
    process = subprocess.Popen([sys.executable, "-m", "kept", *command], env={**os.environ, **environment})
    try:
        yield Part(process)
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def mail_process() -> Iterator[tuple[int, Part]]:
    """The mail process, and the port that it listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    with running("post", KEPT_MAIL_LISTEN=f"127.0.0.1:{port}") as part:
        until(lambda: _answers(port))
        yield port, part


def processor_time(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def database_time(home: Path) -> float:
    """Seconds of processor time that the embedded database took so far, all of its processes together."""
    postmaster = int((Embedded(home).data / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
    return sum(processor_time(pid) for pid in [postmaster, *map(int, children)])


def _answers(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


def until(is_so: Callable[[], bool], seconds: float = 300) -> None:
    """Wait for it. Raises TimeoutError."""
    ends = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > ends:
            raise TimeoutError
        time.sleep(0.01)
