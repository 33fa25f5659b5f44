"""Real mail servers for tests: IMAP by pymap, which installs anywhere, and by Dovecot; SMTP to send by."""

from __future__ import annotations

import asyncio
import base64
import imaplib
import os
import pwd
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from pytest_django import Settings

from kept.tests.ports import free_port

DOVECOT = Path("/usr/sbin/dovecot")
USER, PASSWORD = "demouser", "demopass"


@dataclass
class Imap:
    """A server with one account, whose other visitors we play."""

    port: int
    user: str = USER
    password: str = PASSWORD

    @contextmanager
    def client(self) -> Iterator[imaplib.IMAP4]:
        with imaplib.IMAP4("127.0.0.1", self.port) as client:
            client.login(self.user, self.password)
            yield client

    def deliver(self, *raws: bytes, folder: str = "INBOX") -> None:
        with self.client() as client:
            for raw in raws:
                status, words = client.append(folder, "", "", raw)
                assert status == "OK", words

    def flags(self, folder: str = "INBOX") -> list[bytes]:
        with self.client() as client:
            client.select(folder, readonly=True)
            return [each for each in client.fetch("1:*", "(FLAGS)")[1] if isinstance(each, bytes)]

    def make_anew(self, folder: str) -> None:
        """The folder with another UIDVALIDITY, empty."""
        with self.client() as client:
            client.delete(folder)
            time.sleep(1.1)  # Dovecot takes it from the clock
            assert client.create(folder)[0] == "OK"


def wait_for_port(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, "the server ended before it listened"
        time.sleep(0.1)
    raise AssertionError("the server never listened")


PYMAP = ["-c", "from pymap.main import main; main()"]
PYMAP_BY_TOKEN = ["-m", "kept.channels.email.accounts.tests.imap_by_token"]


@contextmanager
def pymap(folder: Path, port: int | None = None, *, provider: str = "", user: str = USER) -> Iterator[Imap]:
    """In memory; what was delivered is gone with it. With a `provider` it takes that one's tokens as well."""
    port = port or free_port()
    program = [sys.executable, *(PYMAP_BY_TOKEN if provider else PYMAP)]
    place = ["--host", "127.0.0.1", "--port", str(port), "--no-tls"]
    account = ["dict", "--demo-user", user, "--demo-password", PASSWORD]
    with _running([*program, *place, *account], folder, port, {"PROVIDER": provider}):
        yield Imap(port, user)


BY_TOKEN = """
        auth_mechanisms = plain login oauthbearer xoauth2
        passdb {{
          driver = oauth2
          mechanisms = xoauth2 oauthbearer
          args = {folder}/oauth2.conf
        }}
"""


def _by_token(folder: Path, provider: str) -> str:
    """What has Dovecot ask that provider about tokens."""
    if not provider:
        return ""
    (folder / "oauth2.conf").write_text(
        f"introspection_url = {provider}/who?token=\nintrospection_mode = get\nusername_attribute = email\n"
        "active_attribute = active\nactive_value = true\n"
    )
    return BY_TOKEN.format(folder=folder)


@contextmanager
def dovecot(folder: Path, port: int | None = None, *, provider: str = "", user: str = USER) -> Iterator[Imap]:
    port = port or free_port()
    folder.chmod(0o755)
    (folder / "mail").mkdir(exist_ok=True)
    owner = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    shutil.chown(folder / "mail", owner.pw_uid, owner.pw_gid)
    me = pwd.getpwuid(os.geteuid()).pw_name
    login = "" if os.geteuid() == 0 else f"default_login_user = {me}\ndefault_internal_user = {me}\n"
    (folder / "dovecot.conf").write_text(
        f"""
        base_dir = {folder}/run
        log_path = {folder}/log
        protocols = imap
        listen = 127.0.0.1
        ssl = no
        disable_plaintext_auth = no
        first_valid_uid = 1
        mail_location = maildir:{folder}/mail/%u
        {login}
        service imap-login {{
          chroot =
          inet_listener imap {{
            port = {port}
          }}
          inet_listener imaps {{
            port = 0
          }}
        }}
        service anvil {{
          chroot =
        }}
        {_by_token(folder, provider)}
        passdb {{
          driver = static
          args = password={PASSWORD}
        }}
        userdb {{
          driver = static
          args = uid={owner.pw_uid} gid={owner.pw_gid} home={folder}/mail
        }}
        """
    )
    with _running([str(DOVECOT), "-F", "-c", str(folder / "dovecot.conf")], folder, port):
        yield Imap(port, user)


@contextmanager
def _running(
    command: list[str], folder: Path, port: int, environment: Mapping[str, str] | None = None
) -> Iterator[None]:
    with (folder / "output").open("ab") as output:
        known = os.environ | dict(environment or {})
        process = subprocess.Popen(command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, env=known)
        try:
            wait_for_port(port, process)
            yield
        finally:
            process.terminate()
            process.wait(60)


@dataclass
class Sink:
    """A server that sends for us; what it took, and how it answers."""

    taken: list[Envelope] = field(default_factory=list)
    recipients: dict[str, str] = field(default_factory=dict)
    data: str = "250 Ok"
    pause: float = 0.0
    who: Callable[[str], str] | None = None
    signed_in: list[str] = field(default_factory=list)

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802
        """By a token, of whom `who` tells; a wrong one is answered with a challenge, and then refused."""
        user, token = _by_xoauth2(base64.b64decode(args[1]))
        if self.who is None or not user or self.who(token) != user:
            await server.challenge_auth('{"status":"400"}')
            return AuthResult(success=False, handled=False)
        self.signed_in.append(user)
        return AuthResult(success=True, auth_data=user)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if answer := self.recipients.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 Ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        began = time.monotonic()
        while time.monotonic() - began < self.pause:  # which may be cut short
            await asyncio.sleep(0.02)
        if self.data.startswith("250"):
            self.taken.append(envelope)
        return self.data

    @property
    def messages(self) -> list[EmailMessage]:
        return [as_message(each.content) for each in self.taken]


def as_message(raw: Any) -> EmailMessage:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _by_xoauth2(words: bytes) -> tuple[str, str]:
    found = re.fullmatch("user=(.*)\1auth=Bearer (.*)\1\1", words.decode())
    return (found[1], found[2]) if found else ("", "")


def send_by(settings: Settings, url: str) -> None:
    """Until the test ends, mail leaves by the server behind that `KEPT_SMTP_URL`."""
    settings.KEPT_SMTP_URL = url
    settings.EMAIL_HOST, port = url.removeprefix("smtp://").split(":")
    settings.EMAIL_PORT = int(port)
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False


@contextmanager
def sink(port: int | None = None, who: Callable[[str], str] | None = None) -> Iterator[tuple[Sink, str]]:
    """The server and its `KEPT_SMTP_URL`. With `who` it takes mail only from those who sign in by a token of theirs."""
    taking = Sink(who=who)
    signing_in = {"auth_required": True, "auth_require_tls": False, "auth_exclude_mechanism": ["PLAIN", "LOGIN"]}
    words: dict[str, Any] = signing_in if who else {}
    port = port or free_port()
    controller = Controller(taking, hostname="127.0.0.1", port=port, enable_SMTPUTF8=True, **words)
    controller.start()
    try:
        yield taking, f"smtp://127.0.0.1:{controller.port}"
    finally:
        controller.stop()
