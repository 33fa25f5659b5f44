"""A visit to a mailbox: what is past our bookmark is stored, in order, and the bookmark moves with it."""

from __future__ import annotations

import imaplib
from collections.abc import Iterator, Mapping
from datetime import timedelta
from threading import Event

from django.conf import settings
from django.db import close_old_connections, models, transaction
from django.utils.translation import gettext as _

from kept.channels.email.folder import Folder, Listed
from kept.channels.email.mailbox import Mailbox, Start
from kept.channels.inbound import Inbound, accept
from kept.lib import clock
from kept.lib.bulk import Content

CHUNK = 25
CHUNK_BYTES = 1024 * 1024
MOST_FAILURES = 5  # to hand over one and the same message
SKEW = timedelta(minutes=10)  # between their clock and ours


class Elsewhere(Exception):
    """Somebody changed the mailbox's settings meanwhile."""


class Visit:
    """`failures` counts by UID how often a message was asked for in vain; it outlives the visit."""

    def __init__(self, mailbox: Mailbox, folder: Folder, failures: dict[int, int]) -> None:
        self.mailbox = mailbox
        self.folder = folder
        self.failures = failures
        self._find_our_place()

    def stay(self, stop: Event) -> None:
        """Fetch what is there, then what arrives, until `stop`."""
        while not stop.is_set():
            self.fetch(stop)
            self.mailbox.fetch_worked()
            close_old_connections()
            self.folder.wait(stop)

    def fetch(self, stop: Event) -> None:
        """Store everything past the bookmark."""
        for chunk in _chunks(self._new()):
            if stop.is_set():
                return
            if _is_too_large(chunk[0]):
                self._put_aside_large(chunk[0])
            else:
                self._fetch(chunk)

    def _find_our_place(self) -> None:
        """Anew when we were never here, or when the folder is numbered anew (RFC 3501 2.3.1.1)."""
        mailbox, folder = self.mailbox, self.folder
        if mailbox.uid_validity == folder.validity:
            return
        from_now_on = mailbox.start == Start.NOW
        mailbox.uid = folder.last_uid() if from_now_on and mailbox.uid_validity is None else 0
        mailbox.since = mailbox.since or (clock.now() if from_now_on else None)
        mailbox.uid_validity = folder.validity
        columns = {name: getattr(mailbox, name) for name in ("uid_validity", "uid", "since")}
        self._as_set().update(**columns)

    def _as_set(self) -> models.QuerySet[Mailbox]:
        """The row, unless a person changed it meanwhile."""
        return Mailbox.objects.filter(pk=self.mailbox.pk, changed_at=self.mailbox.changed_at)

    def _new(self) -> Iterator[Listed]:
        """What is past the bookmark. A folder numbered anew may hold old mail that nobody asked for."""
        since = self.mailbox.since
        for each in self.folder.listed(self.mailbox.uid + 1):
            if since is None or each.at is None or each.at >= since - SKEW:
                yield each

    def _fetch(self, chunk: list[Listed]) -> None:
        """Store these; where the server does not hand them over together, one by one."""
        uids = [each.uid for each in chunk]
        if len(uids) > 1 and not self.failures.keys() & set(uids):
            try:
                raws = self.folder.bodies(uids)
            except Exception as problem:
                self.failures.update(dict.fromkeys(uids, 0))
                if not isinstance(problem, imaplib.IMAP4.error) or isinstance(problem, imaplib.IMAP4.abort):
                    raise  # the line is broken; the next visit asks for them one by one
            else:
                self._store(uids[-1], raws)
                return
        for uid in uids:
            self._fetch_one(uid)

    def _fetch_one(self, uid: int) -> None:
        failures = self.failures[uid] = self.failures.get(uid, 0) + 1
        if failures > MOST_FAILURES:
            words = _("The mail server did not hand over this message, though asked %(count)s times.")
            self._put_aside(uid, b"", words % {"count": MOST_FAILURES})
        else:
            raw = self.folder.body(uid)
            self._store(uid, {} if raw is None else {uid: raw})
        self.failures.pop(uid)

    def _put_aside_large(self, each: Listed) -> None:
        """Of a message too large to fetch people see the header, and so who wrote it."""
        head = self.folder.bodies([each.uid], "BODY.PEEK[HEADER]").get(each.uid, b"")
        sizes = {"size": each.size // 1_000_000, "limit": settings.KEPT_MAIL_MAX_BYTES // 1_000_000}
        words = _("It is too large: %(size)s MB, where %(limit)s MB is the most. This is its header.")
        self._put_aside(each.uid, head, words % sizes)

    @transaction.atomic
    def _put_aside(self, uid: int, raw: bytes, reason: str) -> None:
        if self._move_bookmark(uid) is not None:
            columns = {"inbox": self.mailbox.inbox, "size": len(raw), "envelope": self._envelope(uid)}
            Inbound.objects.create(channel="email", raw=raw, state=Inbound.State.QUARANTINED, reason=reason, **columns)

    @transaction.atomic
    def _store(self, bookmark: int, raws: Mapping[int, Content]) -> None:
        before = self._move_bookmark(bookmark)
        if before is not None:
            for uid, raw in sorted(raws.items()):
                if uid > before:
                    accept("email", raw, inbox=self.mailbox.inbox, envelope=self._envelope(uid))

    def _envelope(self, uid: int) -> dict[str, int]:
        return {"mailbox": self.mailbox.pk, "uid": uid}

    def _move_bookmark(self, uid: int) -> int | None:
        """Where it was before; None when another process has been as far. Raises `Elsewhere`."""
        row = self._as_set().filter(uid_validity=self.folder.validity).select_for_update().first()
        if row is None:
            raise Elsewhere
        self.mailbox.uid = max(row.uid, uid)
        return row.uid if row.uid < uid and self._as_set().update(uid=uid) else None


def _is_too_large(message: Listed) -> bool:
    return message.size > settings.KEPT_MAIL_MAX_BYTES


def _chunks(messages: Iterator[Listed]) -> Iterator[list[Listed]]:
    """Few enough to hold in memory; one that is too large stands alone."""
    chunk: list[Listed] = []
    for each in messages:
        size = sum(one.size for one in chunk) + each.size
        if chunk and (len(chunk) >= CHUNK or size > CHUNK_BYTES or _is_too_large(each) or _is_too_large(chunk[0])):
            yield chunk
            chunk = []
        chunk.append(each)
    if chunk:
        yield chunk
