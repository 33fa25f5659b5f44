"""What `kept up` is to run, and where; nothing in here loads Django, so that the supervisor stays small."""

import fcntl
import http.client
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from kept.cli import ports
from kept.cli.supervisor import Part, hold_to_us
from kept.lib.environment import Environment
from kept.lib.refusal import Refusal

MAIL_LISTEN = "127.0.0.1:2525"
RESTORING = "restoring"  # in place of an address, while all is being replaced


@dataclass(frozen=True)
class Key:
    """A link by which the owner, of that name, gets in; without a name it leads to the page that sets Kept up."""

    name: str | None
    link: str


class Plan:
    """Settings from the command line go before those of the environment."""

    def __init__(self, host: str, port: int, smtp_port: int | None, demo: bool) -> None:
        self.demo = demo
        self.web = (host, port)
        self.near = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104
        self.settings = dict(os.environ)
        shown = f"[{self.near}]" if ":" in self.near else self.near
        self.settings.setdefault("KEPT_URL", f"http://{shown}:{port}")
        if smtp_port:
            self.settings["KEPT_MAIL_LISTEN"] = f"127.0.0.1:{smtp_port}"
        self.outbox = self._own_mail_server() if demo else None
        self.environment = Environment(self.settings)
        self.mail = self.environment.address("KEPT_MAIL_LISTEN", MAIL_LISTEN)
        self.url = self.environment.text("KEPT_URL", "").rstrip("/")

    def _own_mail_server(self) -> int | None:
        """A port for the server that keeps what the demo sends, so that no mail of a made-up company leaves."""
        if self.settings.get("KEPT_SMTP_URL"):
            return None
        port = ports.free()
        self.settings["KEPT_SMTP_URL"] = f"smtp://127.0.0.1:{port}"
        return port

    def refuse_taken_ports(self) -> None:
        ports.refuse_taken(*self.web, "--port")
        ports.refuse_taken(*self.mail, "--smtp-port")

    def prepare(self) -> Key:
        """What must be done before the parts can run. What it says to the person goes through."""
        click.echo("Bringing the database up to date …")
        command = [sys.executable, "-P", "-m", "kept", "prepare", *(["--demo"] if self.demo else [])]
        result = subprocess.run(command, env=self.settings, stdout=subprocess.PIPE, text=True, **hold_to_us())
        if result.returncode:
            sys.exit(1)  # it has said why
        return Key(**json.loads(result.stdout))

    def parts(self) -> list[Part]:
        host, port = self.web
        return [
            Part("web", ["web", "--host", host, "--port", str(port), "--checked"]),
            Part("worker", ["worker"]),
            Part("mail", ["post", *(["--outbox", str(self.outbox)] if self.outbox else [])]),
        ]

    def answers(self) -> bool:
        """Whether the pages are served and mail is taken in."""
        line = http.client.HTTPConnection(self.near, self.web[1], timeout=2)
        try:
            line.request("GET", "/sign-in/", headers={"Host": f"127.0.0.1:{self.web[1]}"})
            line.getresponse()
            socket.create_connection(self.mail, timeout=2).close()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            line.close()
        return True

    def welcome(self, key: Key) -> str:
        """Where it is and how to sign in."""
        host, port = self.mail
        if key.name is None:
            way = f"Nobody can sign in yet. Set it up and become its owner:\n  {key.link}"
        elif self.demo:
            way = f"Sign in as {key.name}, the owner (once, on this machine only):\n  {key.link}"
        else:
            way = f"Sign in: {self.url}/sign-in/"
        mail = f"Mail is taken in at {host}, port {port}."
        if self.outbox:
            mail += f" What the demo sends is put into {self.environment.home() / 'outbox'} and goes no further."
        mail += "\nCtrl-C stops everything."
        return f"\nKept is running at {self.url}\n{way}\n{mail}\n"


@contextmanager
def alone(home: Path, url: str) -> Iterator[None]:
    """One that runs everything, or replaces it, per home; a second learns where the first is."""
    with (home / "up").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise Refusal(_already(home)) from taken
        file.truncate(0)
        file.write(json.dumps({"process": os.getpid(), "url": url}))
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


def running(home: Path) -> dict[str, Any] | None:
    """The process and the address of what runs in this home, None when nothing does."""
    with suppress(OSError, ValueError), (home / "up").open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return dict(json.load(file))
    return None


def served_at(home: Path) -> str | None:
    """Where what runs in this home serves the pages; None when nothing does."""
    other = running(home)
    return None if other is None or other["url"] == RESTORING else str(other["url"])


def _already(home: Path) -> str:
    other = running(home)
    if other is None or other["url"] == RESTORING:
        return "Kept is just being started, stopped or restored in another window."
    return f"Kept is already running at {other['url']} (process {other['process']})."
