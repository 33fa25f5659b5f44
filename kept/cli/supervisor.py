"""Keeping the parts of Kept running: started together, started again when one dies, stopped together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kept.lib import lifeline
from kept.lib.postgres import Embedded
from kept.lib.refusal import Refusal

LONGEST_PAUSE = 30.0  # seconds before a part that keeps dying is started again
WELL_AFTER = 60.0  # seconds after which a part counts as well again
DATABASE_PAUSE = 1.0  # seconds before another try to start the database
STOP_WITHIN = 10.0  # seconds a part has to finish what it does
LOOK_EVERY = 0.2


def hold_to_us() -> dict[str, Any]:
    """What `subprocess` needs so that Ctrl-C reaches us only, and that the child does not outlive us."""
    ours = os.getpid()
    return {
        "stdin": subprocess.DEVNULL,
        "start_new_session": True,
        "preexec_fn": lambda: lifeline.die_with_parent(ours),  # we have no threads, so this is safe
    }


@dataclass
class Part:
    """One child process, such as the web server."""

    name: str
    arguments: list[str]
    process: subprocess.Popen[bytes] | None = None
    pause: float = 0.5
    began: float = field(default=0.0)
    due: float = field(default=0.0)

    def start(self, environment: Mapping[str, str]) -> None:
        self.began = time.monotonic()
        command = [sys.executable, "-P", "-m", "kept", *self.arguments]
        self.process = subprocess.Popen(command, env=environment, **hold_to_us())

    @property
    def status(self) -> int | None:
        """How it ended, None while it runs."""
        return self.process.poll() if self.process else 0

    def rest(self) -> float:
        """Decide when it is due again; each pause is twice the last, until it has been well for a while."""
        if time.monotonic() - self.began > WELL_AFTER:
            self.pause = 0.5
        wait = self.pause
        self.pause = min(self.pause * 2, LONGEST_PAUSE)
        self.due = time.monotonic() + wait
        self.process = None
        return wait


def _start_again(server: Embedded) -> None:
    print("The database stopped; starting it again.", file=sys.stderr, flush=True)
    try:
        server.start()
    except Refusal as problem:  # as when it was killed once more before it had recovered
        print(f"{problem} Trying again.", file=sys.stderr, flush=True)
        time.sleep(DATABASE_PAUSE)


class Supervisor:
    """Runs the parts until a KeyboardInterrupt."""

    def __init__(self, parts: list[Part], server: Embedded | None, environment: Mapping[str, str]) -> None:
        self.parts = parts
        self.server = server
        self.environment = environment

    def start(self, ready: Callable[[], bool], within: float = 60.0) -> bool:
        """Start all parts and wait until `ready`; False when one ended before that, or it took too long."""
        for part in self.parts:
            part.start(self.environment)
        end = time.monotonic() + within
        while time.monotonic() < end:
            if any(part.status is not None for part in self.parts):
                return False
            if ready():
                return True
            time.sleep(LOOK_EVERY)
        return False

    def watch(self) -> None:
        """Start again what dies."""
        while True:
            if self.server and not self.server.alive:
                _start_again(self.server)
            for part in self.parts:
                self._look_after(part)
            time.sleep(LOOK_EVERY)

    def _look_after(self, part: Part) -> None:
        if part.process is None:
            if time.monotonic() >= part.due:
                part.start(self.environment)
        elif (status := part.status) is not None:
            wait = part.rest()
            print(f"{part.name} ended (status {status}); starting it again in {wait:g} s.", file=sys.stderr, flush=True)

    def stop(self) -> None:
        """Ask every part to end, and end those that do not within seconds."""
        running = [part.process for part in self.parts if part.process and part.status is None]
        for process in running:
            process.terminate()
        end = time.monotonic() + STOP_WITHIN
        for process in running:
            try:
                process.wait(max(0.0, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
