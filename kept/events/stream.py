"""Reading the stream in one order, without gaps.

Transactions commit out of the order in which they drew their ids, so an id is no place to resume from. Each event
gets its `position` after its commit: whoever reads first places what is committed and not yet placed, under a lock
held for that moment only. Positions are plain numbers in the table, so they survive a dump and restore, and nobody
waits for a long transaction elsewhere.
"""

from __future__ import annotations

import logging
from typing import ClassVar

from django.db import connection, models, transaction

from kept.events.event import Event
from kept.lib import clock

log = logging.getLogger(__name__)

# Any constant will do, as long as nothing else in this database uses it.
PLACING = 0x6B657074

PLACE = """
WITH unplaced AS (
    SELECT id FROM events_event WHERE position IS NULL ORDER BY id LIMIT %s
), placed AS (
    SELECT id, (SELECT coalesce(max(position), 0) FROM events_event) + row_number() OVER (ORDER BY id) AS place
    FROM unplaced
)
UPDATE events_event SET position = placed.place FROM placed WHERE events_event.id = placed.id
"""


def place(limit: int = 1000) -> int:
    """Give committed events their position; returns how many got one.

    Must be the outermost transaction (raises RuntimeError otherwise): inside another, everybody's place would
    wait for that other's commit.
    """
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM events_event WHERE position IS NULL)")
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PLACING])
        cursor.execute(PLACE, [limit])
        return int(cursor.rowcount)


def read(after: int, limit: int = 200) -> list[Event]:
    """Events past that position, in order. An empty list means the reader has caught up."""
    place()
    return _placed(after, limit)


def _placed(after: int, limit: int) -> list[Event]:
    return list(Event.objects.placed().filter(position__gt=after).select_related("by")[:limit])


def newest() -> int:
    """The position of the last placed event, 0 in an empty stream."""
    place()
    return Event.objects.aggregate(newest=models.Max("position"))["newest"] or 0


class Bookmark(models.Model):
    """How far a consumer has come; moved in the transaction of its effects, so that neither is without the other."""

    consumer = models.CharField(max_length=60, unique=True)
    position = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.consumer} at {self.position}"


class Setback(models.Model):
    """An event a consumer could not handle. It does not hold up the next; people see it and can try again."""

    consumer = models.CharField(max_length=60)
    event = models.ForeignKey(Event, models.PROTECT)
    reason = models.TextField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consumer", "event"], name="setback_once")]

    def __str__(self) -> str:
        return f"{self.consumer} stumbled on {self.event_id}"


class Consumer:
    """One who follows the stream and acts on it in the database: each event once in effect, in order.

    What `handle` writes and the bookmark are one transaction. A crash half-way undoes both, and the next run
    begins at the same event. Two processes running the same consumer take turns on the bookmark's row lock.
    """

    name: ClassVar[str]
    every: ClassVar[dict[str, type[Consumer]]] = {}

    def __init_subclass__(cls) -> None:
        cls.every[cls.name] = cls

    def handle(self, event: Event) -> None:
        raise NotImplementedError

    def catch_up(self, batch: int = 100) -> int:
        """Handle what is new, a batch a transaction; returns how many events that was."""
        self._begin()
        place()
        done = 0
        while handled := self._next_batch(batch):
            done += handled
            place()
        return done

    def _begin(self) -> None:
        """A new consumer begins with what happens from now on, not with the whole past."""
        if not Bookmark.objects.filter(consumer=self.name).exists():
            Bookmark.objects.bulk_create([Bookmark(consumer=self.name, position=newest())], ignore_conflicts=True)

    @transaction.atomic
    def _next_batch(self, batch: int) -> int:
        bookmark = Bookmark.objects.select_for_update().get(consumer=self.name)
        events = _placed(bookmark.position, batch)
        for event in events:
            self._handle_or_set_back(event)
        if events:
            bookmark.position = events[-1].position or 0
            bookmark.save(update_fields=["position"])
        return len(events)

    def _handle_or_set_back(self, event: Event) -> None:
        try:
            with transaction.atomic():
                self.handle(event)
        except Exception as problem:
            log.exception("%s stumbled on event %s", self.name, event.pk)
            Setback.objects.update_or_create(consumer=self.name, event=event, defaults={"reason": repr(problem)})


def catch_up_all() -> int:
    """Let every consumer catch up."""
    return sum(consumer().catch_up() for consumer in Consumer.every.values())
