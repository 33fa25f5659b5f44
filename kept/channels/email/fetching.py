"""Fetching mail from mailboxes, each in a thread of its own, for as long as the mail process runs."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime
from threading import Event, Thread
from time import monotonic

from django.db import DatabaseError, InterfaceError, OperationalError, close_old_connections

from kept.channels.email.folder import Folder
from kept.channels.email.mailbox import Mailbox
from kept.channels.email.trouble import trouble, words
from kept.channels.email.visiting import Elsewhere, Visit
from kept.lib import clock
from kept.lib.aside import in_django

LOOK_EVERY = 2.0  # seconds between looks at the settings
DATABASE_PAUSE = 5.0  # seconds

log = logging.getLogger(__name__)


class Rounds:
    """Goes to every mailbox in use, and notices within seconds what people change in the settings."""

    def __init__(self) -> None:
        self.fetchers: dict[int, Fetcher] = {}

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                self._match(await in_django(_wanted))
            except DatabaseError as problem:
                log.warning("The mailboxes could not be looked up: %s", problem)
            await asyncio.sleep(LOOK_EVERY)

    async def close(self) -> None:
        """Ask all to end, and wait a moment for them."""
        for fetcher in self.fetchers.values():
            fetcher.stop.set()
        until = monotonic() + 3
        for fetcher in self.fetchers.values():
            await asyncio.to_thread(fetcher.join, max(0.0, until - monotonic()))

    def _match(self, wanted: dict[int, datetime]) -> None:
        for pk, fetcher in list(self.fetchers.items()):
            if wanted.get(pk) != fetcher.changed_at or not fetcher.is_alive():
                fetcher.stop.set()
                del self.fetchers[pk]
        for pk in wanted.keys() - self.fetchers.keys():
            self.fetchers[pk] = Fetcher(pk, wanted[pk])
            self.fetchers[pk].start()


def _wanted() -> dict[int, datetime]:
    return dict(Mailbox.objects.fetched().values_list("pk", "changed_at"))


class Fetcher(Thread):
    """Fetches from one mailbox, as a person set it, until that changes or `stop` is set."""

    def __init__(self, pk: int, changed_at: datetime) -> None:
        super().__init__(name=f"mailbox {pk}", daemon=True)
        self.pk = pk
        self.changed_at = changed_at
        self.stop = Event()
        self.failures: dict[int, int] = {}

    def run(self) -> None:
        while not self.stop.is_set():
            try:
                pause = self._go()
            except Elsewhere:
                pause = 0.0
            except DatabaseError as problem:
                log.warning("%s: %s", self.name, problem)
                pause = DATABASE_PAUSE
            except Exception:
                log.exception("%s", self.name)
                pause = DATABASE_PAUSE
            finally:
                close_old_connections()
            self.stop.wait(pause)

    def _go(self) -> float:
        """One visit, for as long as it goes well; returns how many seconds to wait before the next."""
        close_old_connections()
        mailbox = (
            Mailbox.objects.select_related("inbox", "account").filter(pk=self.pk, changed_at=self.changed_at).first()
        )
        if mailbox is None:
            self.stop.set()
            return 0
        self.stop.wait(max(0.0, (mailbox.next_try_at - clock.now()).total_seconds()))
        try:
            with Folder(mailbox) as folder:
                Visit(mailbox, folder, self.failures).stay(self.stop)
        except (Elsewhere, InterfaceError, OperationalError):  # nothing about the mailbox
            raise
        except Exception as problem:
            kind = trouble(problem)
            log.info("%s: %s %s", self.name, kind, words(problem))
            return mailbox.fetch_failed(kind, words(problem)).total_seconds()
        return 0
