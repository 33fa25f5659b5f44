"""Mail coming in: SMTP DATA to 250, arrival to visible conversation, and all the way, next to the least a database must
do for it; and how much memory that takes.

Run with `python -m bench.mail [mails]`.
"""

from __future__ import annotations

import functools
import os
import smtplib
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from bench.ground import ground, head, milliseconds, per_second, row, timed
from bench.letters import large, letters
from bench.parts import MIB, Part, database_time, mail_process, running, until

# As many mail servers talk to us at once.
SENDERS = 4
# Sizes of files in MiB, and how many mails with such a file.
LARGE = {10: 8, 50: 2}


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
        floor = taking_in(raws)
        all_the_way(count, floor)


def accepting(raws: list[bytes]) -> None:
    safe: list[float] = []
    inserts: list[float] = []
    with mail_process() as (port, _part):
        smtp = timed(lambda: _in_parallel(lambda part: safe.extend(_send(part, port)), raws))
    with psycopg.connect(conninfo()) as there:
        there.execute("CREATE TABLE bench_raw (id bigserial PRIMARY KEY, raw bytea)")
    floor = timed(lambda: _in_parallel(lambda part: inserts.extend(_insert(part)), raws))
    ratio = statistics.median(safe) / statistics.median(inserts)
    row(f"SMTP DATA to 250, {SENDERS} senders", milliseconds(safe), f"{milliseconds(inserts)} a bare insert", ratio)
    row(
        f"the whole talk, MAIL to 250, {SENDERS} senders",
        per_second(len(raws), smtp),
        f"{per_second(len(raws), floor)} bare inserts",
        smtp / floor,
    )
    from kept.channels.inbound import Inbound

    stored = Inbound.objects.count()
    assert stored == len(raws), f"{stored} of {len(raws)} stored"


def _in_parallel(work: object, raws: list[bytes]) -> None:
    parts = [raws[n::SENDERS] for n in range(SENDERS)]
    with ThreadPoolExecutor(SENDERS) as pool:
        list(pool.map(work, parts))  # type: ignore[arg-type]


def _send(raws: list[bytes], port: int) -> list[float]:
    """Returns the seconds from DATA to its 250, of each."""
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        smtp.ehlo()
        return [_given(raw, smtp) for raw in raws]


def _given(raw: bytes, smtp: smtplib.SMTP) -> float:
    smtp.mail("writer@example.org")
    smtp.rcpt("sales@example.org")
    begun = time.perf_counter()
    code, answer = smtp.data(raw)
    assert code == 250, answer
    return time.perf_counter() - begun


def _insert(raws: list[bytes]) -> list[float]:
    """Returns the seconds of each."""
    with psycopg.connect(conninfo(), autocommit=True) as there:
        return [
            timed(functools.partial(there.execute, "INSERT INTO bench_raw (raw) VALUES (%s)", [raw])) for raw in raws
        ]


def taking_in(raws: list[bytes]) -> float:
    """Returns the seconds of the floor."""
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
    return floor


def all_the_way(count: int, floor: float) -> None:
    """From SMTP to visible with the mail process and one worker running, and what memory these take at most."""
    with mail_process() as (port, post), running("worker") as worker:
        visible(letters(100, to="sales@example.org", seed=8), port)  # all is imported that ever will be
        raws = letters(count, to="sales@example.org", seed=9)
        bare = floor + insert_bare(raws)
        before = processors(post, worker)
        row(*measured("SMTP to visible, typical", raws, port, bare))
        taken = [after - sooner for after, sooner in zip(processors(post, worker), before, strict=True)]
        memory = []
        for size, many in LARGE.items():
            raws = large(many, to="sales@example.org", size=size * MIB, seed=size)
            at_rest = [part.resident for part in (post, worker)]
            for part in (post, worker):
                part.forget_peak()
            row(*measured(f"SMTP to visible, file of {size} MiB", raws, port, insert_bare(raws) + write_files(raws)))
            memory.append([growth(part, rest) for part, rest in zip((post, worker), at_rest, strict=True)])
    tell_processors(taken, count)
    print("\n| memory at most, and above rest | mail process | worker |\n|---|---|---|")
    for size, grown in zip(LARGE, memory, strict=True):
        print(f"| file of {size} MiB | {' | '.join(grown)} |")


def processors(*parts: Part) -> list[float]:
    """Seconds of processor time so far, at last the database's: other than rates they bear a busy machine."""
    return [*(part.processor for part in parts), database_time(Path(os.environ["KEPT_HOME"]))]


def tell_processors(taken: list[float], count: int) -> None:
    print("\n| processor time of a typical mail | mail process | worker | database |\n|---|---|---|---|")
    print(f"| until all are visible | {' | '.join(f'{each / count * 1000:.1f} ms' for each in taken)} |")


def measured(name: str, raws: list[bytes], port: int, floor: float) -> tuple[str, str, str, float]:
    seconds = timed(lambda: visible(raws, port))
    return name, per_second(len(raws), seconds), f"{per_second(len(raws), floor)} bare", seconds / floor


def visible(raws: list[bytes], port: int) -> None:
    """Bring them, and wait until each is in a conversation."""
    from kept.conversations.conversation import Conversation

    wanted = Conversation.objects.count() + len(raws)
    _in_parallel(lambda part: _send(part, port), raws)
    until(lambda: Conversation.objects.count() >= wanted)


def insert_bare(raws: list[bytes]) -> float:
    return timed(lambda: _in_parallel(_insert, raws))


def write_files(raws: list[bytes]) -> float:
    """Seconds for so many bytes as their files have, written and flushed."""

    def work() -> None:
        for number, raw in enumerate(raws):
            path = Path(os.environ["KEPT_HOME"], f"bench-{number}")
            with path.open("wb") as file:
                file.write(raw[: len(raw) * 73 // 100])
                os.fsync(file.fileno())
            path.unlink()

    return timed(work)


def growth(part: Part, at_rest: int) -> str:
    return f"{part.peak / MIB:.0f} MiB, +{(part.peak - at_rest) / MIB:.1f}"


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
