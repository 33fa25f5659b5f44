"""A folder on an IMAP server (RFC 3501), opened so that nothing in it changes."""

from __future__ import annotations

import imaplib
import re
import ssl
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Event
from types import TracebackType
from typing import Any, Self

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.utils import encode_folder

from kept.channels.email.accounts.bearer import Bearer
from kept.channels.email.mailbox import Mailbox, Security
from kept.channels.email.trouble import NoSuchFolder
from kept.lib.bulk import Content, Gathering

ANSWER_WITHIN = 20.0  # seconds
WAIT = 35.0  # seconds in IDLE, or between looks where there is no IDLE; so a broken line shows within a minute
GLANCE = 2.0  # seconds until a wish to stop is heeded

PART = 1024 * 1024

# Where nothing is left to be handed over.
_NOTHING = re.compile(rb'BODY\[[^\]]*\](?:<\d+>)? ""')
_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")


@dataclass(frozen=True, slots=True)
class Listed:
    """A message that the folder has; `at` is when the server got it."""

    uid: int
    size: int
    at: datetime | None


class Folder:
    """A connection, signed in, with the folder open. Raises the library's errors and OSError as they come."""

    def __init__(self, mailbox: Mailbox) -> None:
        self.bearer = Bearer(mailbox.username, mailbox.account) if mailbox.account else None
        self.box = connect(mailbox)
        self.client = self.box.client
        try:
            self._sign_in(mailbox)
            self._open(mailbox.folder)
        except BaseException:
            self.hang_up()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if problem is None:
            with suppress(imaplib.IMAP4.error, OSError):
                self.client.logout()
        else:
            self.hang_up()

    def hang_up(self) -> None:
        with suppress(OSError):
            self.client.shutdown()

    def _sign_in(self, mailbox: Mailbox) -> None:
        if self.bearer:
            self.bearer.sign_in_by_imap(self.client)
        else:
            self._sign_in_by_password(mailbox.username, mailbox.password)
        self.has_idle = b"IDLE" in b" ".join(_checked(self.client.capability())).upper()

    def _sign_in_by_password(self, name: str, secret: str) -> None:
        if name.isascii() and secret.isascii():
            self.box.login(name, secret, initial_folder=None)
        else:
            self.box.login_utf8(name, secret, initial_folder=None)

    def _open(self, name: str) -> None:
        """By EXAMINE, so that no flag changes."""
        status, data = self.client.select(encode_folder(name).decode(), readonly=True)
        if status != "OK":
            raise NoSuchFolder((data[0] or b"").decode("utf-8", "replace"))
        self.validity = self._number("UIDVALIDITY") or 1

    def _number(self, name: str) -> int | None:
        """A number that the server told when the folder was opened."""
        values: list[Any] = self.client.untagged_responses.get(name) or []
        return int(values[-1]) if values and values[-1] else None

    def last_uid(self) -> int:
        """The UID of the newest message, 0 in an empty folder."""
        following = self._number("UIDNEXT")
        return following - 1 if following else max((each.uid for each in self.listed(1)), default=0)

    def listed(self, first: int) -> list[Listed]:
        """The messages from that UID on, in order."""
        listed = []
        for line in _checked(self.client.uid("FETCH", f"{first}:*", "(UID RFC822.SIZE INTERNALDATE)")):
            uid, size = _UID.search(line), _SIZE.search(line)
            if uid and int(uid[1]) >= first:  # n:* always names the last one, also when that is before n
                listed.append(Listed(int(uid[1]), int(size[1]) if size else 0, _moment(line)))
        return sorted(listed, key=lambda each: each.uid)

    def bodies(self, uids: list[int], part: str = "BODY.PEEK[]") -> dict[int, bytes]:
        """Raw messages by UID; those that are gone are missing. PEEK leaves them unread (RFC 3501 6.4.5)."""
        lines = _checked(self.client.uid("FETCH", ",".join(map(str, uids)), f"(UID {part})"))
        raws = {}
        for line, following in zip(lines, [*lines[1:], b""], strict=True):
            if isinstance(line, tuple):
                after = following if isinstance(following, bytes) else b""  # some servers name the UID behind
                if found := _UID.search(line[0]) or _UID.search(after):
                    raws[int(found[1])] = bytes(line[1])
            elif _NOTHING.search(line) and (found := _UID.search(line)):
                raws[int(found[1])] = b""
        return raws

    def body(self, uid: int) -> Content | None:
        """One raw message, fetched in parts, however large; None when it is gone."""
        gathering, size = Gathering(), 0
        while True:
            part = self.bodies([uid], f"BODY.PEEK[]<{size}.{PART}>").get(uid)
            if part is None:
                return None
            gathering.add(part)
            size += len(part)
            if len(part) < PART:
                return gathering.content

    def wait(self, stop: Event) -> None:
        """Until something came (IDLE, RFC 2177), or for a while; `stop` ends it sooner."""
        if not self.has_idle:
            stop.wait(WAIT)
            _checked(self.client.noop())
            return
        self.box.idle.start()  # type: ignore[no-untyped-call]
        until = time.monotonic() + WAIT
        while not stop.is_set() and time.monotonic() < until:
            began = time.monotonic()
            lines = self.box.idle.poll(timeout=GLANCE)
            hung_up = not lines and time.monotonic() - began < GLANCE / 2
            if hung_up or any(b"EXISTS" in line for line in lines):
                break
        self.box.idle.stop()  # type: ignore[no-untyped-call]


def connect(mailbox: Mailbox) -> BaseMailBox:
    """A connection that is not signed in yet. Raises OSError."""
    tls = ssl.create_default_context()
    if mailbox.security == Security.TLS:
        return MailBox(mailbox.host, mailbox.port, timeout=ANSWER_WITHIN, ssl_context=tls)
    if mailbox.security == Security.STARTTLS:
        return MailBoxStartTls(mailbox.host, mailbox.port, timeout=ANSWER_WITHIN, ssl_context=tls)
    return MailBoxUnencrypted(mailbox.host, mailbox.port, timeout=ANSWER_WITHIN)


def _checked(answer: tuple[str, list[Any]]) -> list[Any]:
    status, data = answer
    if status != "OK":
        raise imaplib.IMAP4.error(b" ".join(each for each in data if isinstance(each, bytes)).decode())
    return [each for each in data if each is not None]


def _moment(line: bytes) -> datetime | None:
    moment = imaplib.Internaldate2tuple(line)
    return datetime.fromtimestamp(time.mktime(moment), UTC) if moment else None
