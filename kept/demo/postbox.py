"""A mail server for demos: it takes every mail and puts it into a folder, where one can read it as a file.

It listens on this machine only and sends nothing on.
"""

from __future__ import annotations

import asyncio
import re
import secrets
from datetime import UTC, datetime
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

MOST_BYTES = 50 * 1024 * 1024


class Box:
    """aiosmtpd's handler: one `.eml` a mail, whole or not there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content if isinstance(envelope.content, bytes) else (envelope.content or "").encode()
        await asyncio.to_thread(self._keep, content, [str(each) for each in envelope.rcpt_tos])
        return "250 OK"

    def _keep(self, content: bytes, recipients: list[str]) -> None:
        first = re.sub(r"[^a-zA-Z0-9@._+-]", "_", recipients[0] if recipients else "nobody")[:80]
        name = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{first}-{secrets.token_hex(3)}"
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f"{name}.part"
        part.write_bytes(b"".join(b"X-Kept-To: %s\r\n" % each.encode() for each in recipients) + content)
        part.replace(part.with_suffix(".eml"))


async def listen(host: str, port: int, folder: Path) -> asyncio.Server:
    """Begin to listen; port 0 takes a free one."""
    box = Box(folder)

    def session() -> SMTP:
        return SMTP(box, data_size_limit=MOST_BYTES, enable_SMTPUTF8=True, hostname="localhost")

    return await asyncio.get_running_loop().create_server(session, host, port)


async def serve(host: str, port: int, folder: Path) -> None:
    """Take mail until cancelled."""
    server = await listen(host, port, folder)
    async with server:
        await server.serve_forever()
