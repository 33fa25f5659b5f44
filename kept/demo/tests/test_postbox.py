from __future__ import annotations

import asyncio
import smtplib
from pathlib import Path

from kept.demo import postbox

MAIL = b"From: quotes@hillside.example\r\nSubject: Boxes\r\n\r\nTwenty.\r\n"


def test_each_mail_becomes_a_file_that_names_its_recipients(tmp_path: Path) -> None:
    def send(port: int) -> None:
        with smtplib.SMTP("127.0.0.1", port, timeout=30) as smtp:
            smtp.sendmail("quotes@hillside.example", ["vera@lindqvist.example", "bo@lindqvist.example"], MAIL)

    async def run() -> None:
        server = await postbox.listen("127.0.0.1", 0, tmp_path / "outbox")
        async with server:
            await asyncio.to_thread(send, server.sockets[0].getsockname()[1])

    asyncio.run(run())
    (kept,) = (tmp_path / "outbox").iterdir()
    assert kept.suffix == ".eml"
    assert "vera@lindqvist.example" in kept.name
    content = kept.read_bytes()
    assert b"X-Kept-To: bo@lindqvist.example\r\n" in content
    assert content.endswith(b"Twenty.\r\n")


def test_an_address_cannot_leave_the_folder(tmp_path: Path) -> None:
    postbox.Box(tmp_path / "outbox")._keep(MAIL, ["../../etc/passwd@evil.example"])
    (kept,) = (tmp_path / "outbox").iterdir()
    assert kept.parent == tmp_path / "outbox"
    assert list(tmp_path.iterdir()) == [tmp_path / "outbox"]
