"""Homes, commands and whole installations, as processes of their own."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from kept.tests.ports import free_port

KEPT = [sys.executable, "-P", "-m", "kept"]
ROOT = Path(__file__).resolve().parents[3]


def environment(home: Path, **more: str) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("KEPT_", "DATABASE_", "DJANGO_"))}
    return ours | {"KEPT_HOME": str(home), "PYTHONPATH": str(ROOT), **more}


def kept(home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*KEPT, *arguments], env=environment(home, **more), capture_output=True, text=True, timeout=300
    )


def refused(result: subprocess.CompletedProcess[str]) -> str:
    """What it said, having made sure that it is one sentence and no traceback."""
    assert result.returncode == 1, result
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, result.stderr
    assert lines[0].startswith("kept: ")
    assert re.search(r"\.( \(kept\.E\d+\))?$", lines[0]), lines[0]
    return lines[0]


def eventually(look: Callable[[], object], what: str, within: float = 180) -> None:
    end = time.monotonic() + within
    while not look():
        assert time.monotonic() < end, f"waited {within:g} s for {what}"
        time.sleep(0.1)


def _lives(process: psutil.Process) -> bool:
    return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)


def processes_of(home: Path) -> list[psutil.Process]:
    """Every living process of this home, its database's among them."""
    found = []
    for process in psutil.process_iter():
        try:
            if not _lives(process):
                continue
            belongs = process.environ().get("KEPT_HOME") == str(home) and "kept" in process.cmdline()
            if belongs or any(str(home) in word for word in process.cmdline()):
                found.append(process)
        except psutil.Error:
            continue
    return found


class Installation:
    """A `kept up` in a home of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port, self.smtp_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = home / "log"

    def start(self) -> None:
        arguments = ["up", "--port", str(self.port), "--smtp-port", str(self.smtp_port)]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*KEPT, *arguments], env=environment(self.home), stdout=log, stderr=log, start_new_session=True
            )
        eventually(lambda: "Kept is running" in self.said or self.process.poll() is not None, "kept up")
        assert self.process.poll() is None, self.said

    @property
    def said(self) -> str:
        return self.log.read_text()

    def part(self, name: str) -> psutil.Process:
        """The process of that part, once it is there."""
        found: list[psutil.Process] = []

        def look() -> bool:
            children = psutil.Process(self.process.pid).children()
            found[:] = [child for child in children if _lives(child) and name in child.cmdline()]
            return bool(found)

        eventually(look, name)
        return found[0]

    def end(self, number: int, within: float = 60) -> int:
        self.process.send_signal(number)
        return self.process.wait(within)

    def gone(self) -> bool:
        return not processes_of(self.home)


@pytest.fixture
def home() -> Iterator[Path]:
    yield from _home()


@pytest.fixture(scope="module")
def shared() -> Iterator[Installation]:
    """One that runs, for tests that leave it as it is or that it recovers from."""
    for home in _home():
        installation = Installation(home)
        installation.start()
        yield installation
        installation.end(signal.SIGTERM)


def _home() -> Iterator[Path]:
    home = Path(tempfile.mkdtemp(prefix="kept-cli-"))
    home.chmod(0o711)
    try:
        yield home
    finally:
        for process in processes_of(home):
            with suppress(psutil.NoSuchProcess):
                process.kill()
        shutil.rmtree(home, ignore_errors=True)
