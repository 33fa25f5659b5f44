"""The whole of Kept, running: web, worker and mail as processes of their own over the test's database."""

from __future__ import annotations

import os
import signal
import smtplib
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, TypeVar

import psutil
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from psycopg.conninfo import make_conninfo

from kept.people.member import Member
from kept.tests.ports import free_port

Found = TypeVar("Found")

# In ms: a machine that is busy with other things is slow, not wrong.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)


def eventually(look: Callable[[], Found | None], what: str, *, within: float = 120) -> Found:
    """What `look` finds, as soon as it does; fails saying that it waited for `what`."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.1)
    raise AssertionError(f"waited {within:g} s for {what}")


def until(page: Page, look: Callable[[], object]) -> None:
    """Wait for what the page does; it goes on meanwhile, which it does not while `eventually` waits."""
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end:
        if look():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it did not come")


class Postbox:
    """The mail server of our customers: takes everything and keeps it."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 kept"

    def to(self, address: str) -> list[EmailMessage]:
        return [mail for mail in self.mails if address in str(mail["To"])]


class House:
    def __init__(self, postbox: Postbox, postbox_port: int) -> None:
        self.postbox = postbox
        self.web_port, self.smtp_port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.web_port}"
        self.parts: dict[str, subprocess.Popen[bytes]] = {}
        self._environment = {
            **os.environ,
            "KEPT_URL": self.url,
            "DATABASE_URL": _database_url(),
            "KEPT_SMTP_URL": f"smtp://127.0.0.1:{postbox_port}",
            "KEPT_MAIL_LISTEN": f"127.0.0.1:{self.smtp_port}",
            "KEPT_TESTING": "",
        }

    def start(self, part: str) -> None:
        arguments = {"web": ["web", "--port", str(self.web_port), "--checked"], "worker": ["worker"], "mail": ["post"]}
        command = [sys.executable, "-m", "kept", *arguments[part]]
        self.parts[part] = subprocess.Popen(command, env=self._environment)

    def wait(self) -> None:
        ports = {"web": self.web_port, "mail": self.smtp_port}
        for port in [ports[part] for part in self.parts if part in ports]:
            eventually(lambda port=port: _answers(port), f"port {port}")  # type: ignore[misc]

    def kill(self, part: str) -> None:
        self.parts[part].send_signal(signal.SIGKILL)
        self.parts[part].wait()

    def stop(self) -> None:
        if web := self.parts.get("web"):
            for child in psutil.Process(web.pid).children(recursive=True):
                child.kill()  # open live lines would keep it for seconds
        for process in self.parts.values():
            process.terminate()
        for process in self.parts.values():
            process.wait(60)

    def mail_in(self, mail: EmailMessage) -> None:
        """Hand a mail to our listener as another mail server would."""
        with smtplib.SMTP("127.0.0.1", self.smtp_port, timeout=60) as smtp:
            smtp.send_message(mail)

    @contextmanager
    def desk_of(self, member: Member, chromium: Browser, *, url: str = "", **options: Any) -> Iterator[Desk]:
        """A signed-in browser of that member; `url` where it should not reach us directly."""
        url = url or self.url
        client = Client()
        client.force_login(member)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        context = chromium.new_context(base_url=url, **options)
        context.set_default_timeout(PATIENCE)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": url}])
        try:
            yield Desk(context)
        finally:
            context.close()


class Desk:
    """One person's browser; `faults` are errors its console showed, such as a broken Content-Security-Policy."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self.faults: list[str] = []
        self.page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))


@contextmanager
def opened(*parts: str) -> Iterator[House]:
    """All of it, or only those parts."""
    postbox = Postbox()
    server = Controller(postbox, hostname="127.0.0.1", port=free_port())
    server.start()
    house = House(postbox, server.port)
    try:
        for part in parts or ("web", "worker", "mail"):
            house.start(part)
        house.wait()
        yield house
    finally:
        house.stop()
        server.stop()


def _answers(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


def _database_url() -> str:
    parameters = connection.get_connection_params()
    parts = make_conninfo(host=parameters["host"]).partition("=")[2]
    return f"postgresql://{parameters.get('user', '')}@/{parameters['dbname']}?host={parts}"
