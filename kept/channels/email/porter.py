"""What we answer to who brings mail: whether we take it, and when it is safe."""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, cast

from aiosmtpd.smtp import SMTP, Envelope, Session
from psycopg import Error

from kept.channels.email.doorstep import Doorstep
from kept.lib.bulk import Content

MOST_RECIPIENTS = 100

log = logging.getLogger(__name__)

# What is stored, the bytes with their envelope, and how: everything the listener needs to know of the database.
Store = Callable[[Content, dict[str, Any]], Awaitable[None]]


class Porter:
    """Answers for the commands of one connection that are ours to decide."""

    def __init__(self, doorstep: Doorstep, store: Store) -> None:
        self.doorstep = doorstep
        self.store = store

    async def handle_MAIL(  # noqa: N802 - aiosmtpd finds it by this name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 Ok"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if len(envelope.rcpt_tos) >= MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients: send the others in another transaction"
        try:
            if not await self.doorstep.is_ours(address):
                return "550 5.1.1 Nobody is served at that address here"
        except (Error, TimeoutError) as problem:
            log.warning("The inboxes could not be asked for: %s", problem)
            return "451 4.3.0 Please try again in a minute"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        sender = "" if envelope.mail_from == "<>" else envelope.mail_from or ""
        known = {"sender": sender, "recipients": envelope.rcpt_tos, "client": client(session.peer)}
        if session.host_name:
            known["helo"] = session.host_name[:255]
        try:
            await self.store(cast(Content, envelope.content), known)
        except (Error, TimeoutError, OSError) as problem:
            log.warning("A mail could not be stored, its sender keeps it: %s", problem)
            return "451 4.3.0 It could not be stored; please try again in a minute"
        return "250 2.0.0 Stored"

    async def handle_exception(self, problem: Exception) -> str:
        log.exception("While taking in mail", exc_info=problem)
        return "451 4.3.0 Something went wrong here; please try again in a minute"


def client(peer: Any) -> str:
    """The address a connection comes from, one of IPv4 as such; '' where it has none."""
    with suppress(ValueError, TypeError, IndexError):
        address = ipaddress.ip_address(peer[0])
        return str(getattr(address, "ipv4_mapped", None) or address)
    return ""
