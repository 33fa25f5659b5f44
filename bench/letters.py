"""Typical mails to measure with: 2 to 30 KB, plain and HTML, from many people, the same ones each time."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

TALK = """
we move on friday and the piano must go first could you send a quote for the flat in the old town with two vans boxes
wardrobe the lift is small thank you for the quick answer last week the crew was kind and careful
"""
WORDS = TALK.split()


def letters(count: int, *, to: str, seed: int = 7) -> list[bytes]:
    chance = random.Random(seed)
    began = datetime(2026, 1, 5, 8, tzinfo=UTC)
    return [_letter(n, to, began + timedelta(minutes=n), chance) for n in range(count)]


def _letter(n: int, to: str, at: datetime, chance: random.Random) -> bytes:
    mail = EmailMessage()
    mail["From"] = f"Writer {n} <writer{n}@example.org>"
    mail["To"] = to
    mail["Subject"] = " ".join(chance.choices(WORDS, k=5))
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<bench.{n}.{chance.getrandbits(40):x}@example.org>"
    for hop in range(5):
        mail["Received"] = f"from mx{hop}.example.org by mx{hop + 1}.example.org with ESMTPS; {format_datetime(at)}"
    text = "\n".join(" ".join(chance.choices(WORDS, k=12)) for _ in range(chance.randint(12, 90)))
    mail.set_content(text)
    if n % 2:
        rows = "".join(f"<p style='margin:0'>{line}</p>" for line in text.splitlines())
        mail.add_alternative(f"<html><body><div>{rows}</div></body></html>", subtype="html")
    return mail.as_bytes()


def large(count: int, *, to: str, size: int, seed: int = 8) -> list[bytes]:
    """A few words each, and a file of `size` bytes."""
    chance = random.Random(seed)
    return [_with_file(n, to, chance.randbytes(size), chance) for n in range(count)]


def _with_file(n: int, to: str, content: bytes, chance: random.Random) -> bytes:
    mail = EmailMessage()
    mail["From"] = f"Filer {n} <filer{n}.{len(content)}@example.org>"
    mail["To"] = to
    mail["Subject"] = " ".join(chance.choices(WORDS, k=5))
    mail["Message-ID"] = f"<large.{n}.{chance.getrandbits(40):x}@example.org>"
    mail.set_content(" ".join(chance.choices(WORDS, k=40)))
    mail.add_attachment(content, maintype="application", subtype="pdf", filename="plan.pdf")
    return mail.as_bytes()
