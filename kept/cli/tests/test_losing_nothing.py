"""Mail keeps coming while the worker and the database are killed at random; afterwards the audit finds all of it.

500 arrivals, or as many as KEPT_ARRIVALS says; 5,000 with KEPT_SLOW=1.
"""

from __future__ import annotations

import json
import os
import random
import signal
import smtplib
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from pathlib import Path

import psycopg

from kept.cli.tests.conftest import Installation, eventually, kept
from kept.lib.postgres import Embedded

SWEEP = 60  # seconds until what a killed worker began is asked for again, see kept/schedule.py
ARRIVALS = int(os.environ.get("KEPT_ARRIVALS", "5000" if os.environ.get("KEPT_SLOW") else "500"))
SENDERS = 4
MOST_TRIES = 500
PAUSE = max(50 / ARRIVALS, 0.03)  # seconds: it takes long enough for something to be killed
SALES = "sales@hillside.example"
NEW_INBOX = f"from kept.conversations.inbox import Inbox; Inbox.objects.make('Sales', '{SALES}')"
# Of so many letters one is sent twice, one nobody can read, one has a file, one has a large file.
TWICE, UNREADABLE, WITH_FILE, LARGE = 20, 40, 15, 50


def letter(number: int) -> bytes:
    if number % UNREADABLE == 0:
        return f"Subject: nobody wrote this\r\n\r\n{number}\r\n".encode()
    message = EmailMessage()
    message["From"] = f"Writer {number % 97} <w{number % 97}@x.example>"
    message["To"] = SALES
    message["Subject"] = f"Letter {number}"
    message["Message-ID"] = f"<{number}@x.example>"
    message.set_content(f"This is letter {number}.\n" + "More words. " * (number % 50))
    if number % LARGE == 1:
        message.add_attachment(random.Random(number).randbytes(1_500_000), "application", "pdf", filename="film.pdf")
    elif number % WITH_FILE == 0:
        message.add_attachment(random.Random(number).randbytes(5000), "application", "pdf", filename="plan.pdf")
    return message.as_bytes()


def bring(port: int, number: int) -> int:
    """As a mail server does: again and again until it is taken. Returns how often it may have been taken."""
    time.sleep(PAUSE)
    for tries in range(1, MOST_TRIES):
        try:
            with smtplib.SMTP("127.0.0.1", port, timeout=20) as smtp:
                smtp.sendmail("", [SALES], letter(number))
            return tries
        except (OSError, smtplib.SMTPException):
            time.sleep(0.2)
    raise AssertionError(f"letter {number} was never taken")


def kill_now_and_then(installation: Installation, done: threading.Event, dice: random.Random) -> list[str]:
    """The worker or the database, every few seconds until it is done.

    Never twice without a letter taken in between: on a slow machine one would be begun and killed so often that it goes
    to the quarantine, as it must.
    """
    killed: list[str] = []
    taken = -1
    server = Embedded(installation.home)
    while not done.wait(dice.uniform(1.0, 4.0)):
        if (now := taken_in(server)) <= taken:
            continue
        taken = now
        victim = dice.choice(["worker", "database"]) if killed else "database"
        try:
            if victim == "worker":
                installation.part("worker").kill()
            else:
                os.kill(int((server.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
            killed.append(victim)
        except (OSError, ValueError, AssertionError):
            continue  # it is being started again just now
    return killed


def taken_in(server: Embedded) -> int:
    """How many letters have come to their end; -1 while the database is away."""
    try:
        with psycopg.connect(server.url, connect_timeout=5) as connection:
            row = connection.execute("SELECT count(*) FROM channels_inbound WHERE state <> 'waiting'").fetchone()
    except psycopg.Error:
        return -1
    return int(row[0]) if row else 0


def audited(home: Path) -> dict[str, object]:
    result = kept(home, "mail", "audit", "--json", "--files")
    assert result.returncode == 0, result.stdout + result.stderr
    found: dict[str, object] = json.loads(result.stdout)
    return found


def total(found: dict[str, object], name: str) -> int:
    return sum(each[name] for each in found["days"])  # type: ignore[attr-defined]


def test_nothing_is_lost_while_parts_are_killed(home: Path) -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    installation = Installation(home)
    installation.start()
    assert kept(home, "django", "shell", "-c", NEW_INBOX).returncode == 0
    numbers = [*range(1, ARRIVALS + 1), *range(TWICE, ARRIVALS + 1, TWICE)]
    done = threading.Event()
    with ThreadPoolExecutor(SENDERS + 1) as pool:
        killing = pool.submit(kill_now_and_then, installation, done, random.Random(seed))
        tries = list(pool.map(lambda number: bring(installation.smtp_port, number), numbers))
        done.set()
        killed = killing.result()
    print(f"{len(killed)} killed, {sum(tries)} tries for {len(numbers)} letters")
    assert set(killed) >= {"database"}, "this proves nothing unless something is killed"
    eventually(lambda: kept(home, "mail", "audit").returncode == 0, "an audit")
    eventually(lambda: total(audited(home), "waiting") == 0, "all to be taken in", SWEEP + 180 + ARRIVALS / 5)
    found = audited(home)
    letters = [number for number in range(1, ARRIVALS + 1) if number % UNREADABLE]
    assert total(found, "shown") == len(letters), "each letter once"
    assert len(numbers) <= total(found, "arrived") <= sum(tries)
    assert total(found, "quarantined") >= ARRIVALS // UNREADABLE
    assert installation.end(signal.SIGTERM) == 0
