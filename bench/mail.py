"""Mail coming in: SMTP DATA to 250, and arrival to visible conversation, next to the least a database must do for it.

Run with `python -m bench.mail [mails]`.
"""

from __future__ import annotations

import smtplib
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from bench.ground import ground, head, per_second, row, timed
from bench.letters import letters

# As many mail servers talk to us at once.
SENDERS = 4


def conninfo() -> str:
    from kept.realtime.broadcast import _conninfo

    return _conninfo()


def main(count: int) -> None:
    with ground():
        from kept.conversations.inbox import Inbox

        Inbox.objects.create(name="Sales", slug="sales", address="sales@example.org")
        raws = letters(count, to="sales@example.org")
        size = statistics.mean(map(len, raws)) / 1024
        head(f"{count:,} mails of {size:.0f} KB on average")
        accepting(raws)
        taking_in(raws)


def accepting(raws: list[bytes]) -> None:
    with listener() as port:
        smtp = timed(lambda: _in_parallel(lambda part: _send(part, port), raws))
    with psycopg.connect(conninfo()) as there:
        there.execute("CREATE TABLE bench_raw (id bigserial PRIMARY KEY, raw bytea)")
    floor = timed(lambda: _in_parallel(_insert, raws))
    row(
        f"SMTP DATA to 250, {SENDERS} senders",
        per_second(len(raws), smtp),
        f"{per_second(len(raws), floor)} bare inserts",
        smtp / floor,
    )
    from kept.channels.inbound import Inbound

    stored = Inbound.objects.count()
    assert stored == len(raws), f"{stored} of {len(raws)} stored"


@contextmanager
def listener() -> Iterator[int]:
    """The mail process as `kept up` runs it."""
    import os

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "KEPT_MAIL_LISTEN": f"127.0.0.1:{port}"}
    process = subprocess.Popen([sys.executable, "-m", "kept", "post"], env=environment)
    try:
        for _ in range(100):
            with socket.socket() as attempt:
                if attempt.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _in_parallel(work: object, raws: list[bytes]) -> None:
    parts = [raws[n::SENDERS] for n in range(SENDERS)]
    with ThreadPoolExecutor(SENDERS) as pool:
        list(pool.map(work, parts))  # type: ignore[arg-type]


def _send(raws: list[bytes], port: int) -> None:
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        for raw in raws:
            smtp.sendmail("writer@example.org", ["sales@example.org"], raw)


def _insert(raws: list[bytes]) -> None:
    with psycopg.connect(conninfo(), autocommit=True) as there:
        for raw in raws:
            there.execute("INSERT INTO bench_raw (raw) VALUES (%s)", [raw])


def taking_in(raws: list[bytes]) -> None:
    from kept.channels.inbound import Inbound
    from kept.channels.intake import take_in_waiting
    from kept.conversations.conversation import Conversation

    waiting = Inbound.objects.waiting().count()
    seconds = timed(take_in_waiting)
    made = Conversation.objects.count()
    assert made == len(raws) == waiting, f"{made} conversations of {waiting} arrivals"
    floor = write_bare()
    row(
        "arrival to visible conversation",
        per_second(made, seconds),
        f"{per_second(made, floor)} bare transactions",
        seconds / floor,
    )


# What each message leaves behind, besides its arrival's own row being marked done.
WRITTEN = {
    "customers_customer": "SELECT u.* FROM customers_customer u WHERE u.id = %(customer)s",
    "customers_address": "SELECT a.* FROM customers_address a WHERE a.customer_id = %(customer)s",
    "conversations_conversation": "SELECT c.* FROM conversations_conversation c WHERE c.id = %(conversation)s",
    "conversations_message": "SELECT m.* FROM conversations_message m WHERE m.conversation_id = %(conversation)s",
    "conversations_participant": "SELECT * FROM conversations_participant WHERE conversation_id = %(conversation)s",
    "events_event": "SELECT e.* FROM events_event e WHERE e.customer_id = %(customer)s",
}
DONE = "UPDATE channels_inbound SET reason = 'taken in' WHERE id = %s"


def bare_rows(there: psycopg.Connection[Any]) -> list[list[tuple[str, list[Any]]]]:
    """For each conversation the statements that write its rows once more, in tables of the same shape."""
    found = there.execute("SELECT id, customer_id FROM conversations_conversation ORDER BY id").fetchall()
    every = []
    for conversation, customer in found:
        statements = [(DONE, [conversation])]
        for table, query in WRITTEN.items():
            for values in there.execute(query, {"conversation": conversation, "customer": customer}).fetchall():
                marks = ", ".join(["%s"] * len(values))
                plain = [Jsonb(value) if isinstance(value, dict | list) else value for value in values]
                statements.append((f"INSERT INTO bench_{table} VALUES ({marks})", plain))
        every.append(statements)
    return every


def write_bare() -> float:
    """Seconds for one transaction a conversation that writes the same rows and does nothing else."""
    with psycopg.connect(conninfo()) as there:
        for table in WRITTEN:
            there.execute(f"CREATE TABLE bench_{table} (LIKE {table} INCLUDING INDEXES)")
        every = bare_rows(there)
        there.commit()

        def work() -> None:
            for statements in every:
                for statement, values in statements:
                    there.execute(statement, values)
                there.commit()

        return timed(work)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
