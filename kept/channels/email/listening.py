"""Taking in mail by SMTP and LMTP: whatever we say 250 to is stored, and nothing is read before that."""

from __future__ import annotations

import asyncio
import logging
import re
import ssl
from typing import Any

from aiosmtpd.smtp import SMTP, syntax

from kept.channels.email.certificate import Certificate
from kept.channels.email.doorstep import Doorstep
from kept.channels.email.porter import Porter, Store
from kept.lib.bulk import Content, Gathering

MOST_CONNECTIONS = 200
MOST_COMMANDS = {"*": 1000}  # of one kind within a connection
SILENCE = 300.0  # seconds, RFC 5321 4.5.3.2.7
CHUNK = 256 * 1024
END = b"\r\n.\r\n"
PLAIN_ADDRESS = re.compile(r"<([A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9.-]{1,255})>(.*)", re.DOTALL)

log = logging.getLogger(__name__)


class Line(SMTP):
    """One connection. Speaks LMTP (RFC 2033) to who begins with LHLO, else SMTP (RFC 5321).

    Reads a message in large pieces and lets its lines be as long as they are: customers' mail programs write
    longer ones than RFC 5322 allows.
    """

    line_length_limit = CHUNK

    def __init__(
        self, porter: Porter, lines: set[Line], *, size: int, name: str, tls: ssl.SSLContext | None = None
    ) -> None:
        self.lines = lines
        self.is_lmtp = False
        super().__init__(
            porter,
            data_size_limit=size,
            enable_SMTPUTF8=True,
            hostname=name,
            ident="Kept",
            timeout=SILENCE,
            tls_context=tls,
            command_call_limit=MOST_COMMANDS,
            loop=asyncio.get_running_loop(),
        )

    @property
    def is_busy(self) -> bool:
        """Whether a message is being given to us."""
        return self.transport is not None and self.envelope is not None and bool(self.envelope.rcpt_tos)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Also when the line was made safe: then whatever was said before counts no more (RFC 3207 4.2)."""
        self.lines.add(self)
        self.is_lmtp = False
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self.lines.discard(self)
        super().connection_lost(error)

    def _getaddr(self, arg: str) -> tuple[str | None, str | None]:
        """An address in its usual form by a pattern; the library's whole grammar costs more than all else here."""
        if plain := PLAIN_ADDRESS.fullmatch(arg):
            return plain[1], plain[2]
        found: tuple[str | None, str | None] = super()._getaddr(arg)
        return found

    @syntax("LHLO hostname")
    async def smtp_LHLO(self, arg: str) -> None:  # noqa: N802
        self.is_lmtp = True
        await self.smtp_EHLO(arg)

    @syntax("DATA")
    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        if await self.check_helo_needed():
            return
        envelope = self.envelope
        assert envelope is not None  # noqa: S101 - for mypy
        if not envelope.rcpt_tos:
            await self.push("503 5.5.1 Say MAIL and RCPT first")
            return
        if arg:
            await self.push("501 5.5.4 DATA takes nothing")
            return
        # So that a message without a single line ends like any other.
        self._reader.feed_data(b"\r\n")
        await self.push("354 Go on; end with a dot on a line")
        try:
            envelope.content = await self._read_message()  # type: ignore[assignment] # our porter takes more than bytes
        except Untaken as reason:
            status = str(reason)
        else:
            status = await self._call_handler_hook("DATA")
        for _each in envelope.rcpt_tos if self.is_lmtp else [""]:  # over LMTP one answer for each (RFC 2033 4.2)
            await self.push(status)
        self._set_post_data_state()  # type: ignore[no-untyped-call]

    async def _read_message(self) -> Content:
        """All up to the dot, without the dots that were doubled (RFC 5321 4.5.2). Raises `Untaken`, having read it."""
        taking = Taking(self.data_size_limit or 0)
        while True:
            self._reset_timeout()
            try:
                piece = await self._reader.readuntil(END)
            except asyncio.LimitOverrunError as far:
                taking.add(await self._reader.readexactly(far.consumed), is_last=False)
            else:
                taking.add(piece[:-3], is_last=True)
                return taking.content


class Untaken(Exception):
    """We do not take the message; its words are the answer to who brings it."""


class Taking:
    """A message on its way in. What cannot be taken is heard to its end all the same."""

    def __init__(self, limit: int) -> None:
        self._limit, self._size = limit, 0
        self._gathering, self._undotting = Gathering(), Undotting()
        self._untaken: Untaken | None = None

    def add(self, piece: bytes, *, is_last: bool) -> None:
        self._size += len(piece)
        if self._limit and self._size > self._limit + 2:
            self._untaken = Untaken("552 5.3.4 The message is larger than we take")
        if self._untaken is None:
            try:
                self._gathering.add(self._undotting.read(piece, is_last=is_last))
            except OSError as problem:
                log.warning("A mail could not be taken, its sender keeps it: %s", problem)
                self._untaken = Untaken("452 4.3.1 There is no room for it now; please try again later")

    @property
    def content(self) -> Content:
        if self._untaken is not None:
            raise self._untaken
        return self._gathering.content


class Undotting:
    """Takes the dots away that stand at the beginnings of lines, and the line end that was put before all."""

    def __init__(self) -> None:
        self._rest = b""
        self._extra = 2

    def read(self, piece: bytes, *, is_last: bool) -> bytes:
        """As much as is known by now: after the end of a line a dot may follow."""
        text = self._rest + piece
        known = len(text) if is_last else len(text) - (2 if text.endswith(b"\r\n") else text.endswith(b"\r"))
        text, self._rest = text[:known].replace(b"\r\n.", b"\r\n"), text[known:]
        text, self._extra = text[self._extra :], max(0, self._extra - len(text))
        return text


class Listener:
    """Listens until it is closed. With a certificate it offers to make its lines safe."""

    def __init__(
        self,
        doorstep: Doorstep,
        store: Store,
        *,
        size: int,
        name: str = "kept",
        certificate: Certificate | None = None,
    ) -> None:
        self.porter = Porter(doorstep, store)
        self.size = size
        self.name = name
        self.certificate = certificate
        self.lines: set[Line] = set()
        self._server: asyncio.Server | None = None

    async def open(self, host: str, port: int) -> tuple[str, int]:
        """Begin to listen; returns where. Raises OSError."""
        logging.getLogger("mail.log").setLevel(logging.WARNING)  # aiosmtpd tells every command
        self._server = await asyncio.get_running_loop().create_server(self._answer, host, port, backlog=256)
        address: tuple[Any, ...] = self._server.sockets[0].getsockname()
        return str(address[0]), int(address[1])

    async def close(self) -> None:
        """Listen no more, and let what is under way come to its end for a moment."""
        if self._server is None:
            return
        self._server.close()
        for _ in range(30):
            if not any(line.is_busy for line in self.lines):
                break
            await asyncio.sleep(0.1)
        for line in list(self.lines):
            if line.transport is not None:
                line.transport.close()

    def _answer(self) -> asyncio.Protocol:
        if len(self.lines) >= MOST_CONNECTIONS:
            return Busy()
        tls = self.certificate.context if self.certificate else None
        return Line(self.porter, self.lines, size=self.size, name=self.name, tls=tls)


class Busy(asyncio.Protocol):
    """Says that there are too many at once, and hangs up."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)  # noqa: S101 - for mypy
        transport.write(b"421 4.3.2 Too many connections; please try again in a minute\r\n")
        transport.close()
