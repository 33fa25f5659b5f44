"""The bell that wakes readers of the stream.

It rings after the commit, in a transaction of its own that writes nothing: NOTIFY inside the writing transaction
would hold a lock of the whole cluster while the commit waits for the disk. A ring that is lost in a crash costs
nothing but time, since every reader also looks by itself every few seconds.
"""

from django.db import connection, transaction

CHANNEL = "kept_events"


def ring(channel: str = CHANNEL, word: str = "") -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [channel, word])


def ring_on_commit() -> None:
    """Ring once after this transaction, however many events it records."""
    waiting = (call[1] for call in connection.run_on_commit)
    if ring not in waiting:
        transaction.on_commit(ring, robust=True)
