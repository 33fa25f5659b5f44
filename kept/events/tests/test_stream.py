"""No event is skipped or handled twice in effect: late commits, crashes half-way, dump and restore."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from kept.customers.customer import Customer
from kept.events import stream
from kept.events.event import Event, depth, record
from kept.events.kinds import KINDS, Kind
from kept.events.shredding import shred
from kept.events.stream import Bookmark, Consumer, Setback
from kept.lib.quarters import programs
from kept.lib.together import written_together
from kept.people.member import Member

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Rang(Kind):
    name = "test.rang"
    personal: ClassVar[tuple[str, ...]] = ("word",)
    word: str = ""

    def sentence(self, event: Event) -> str:
        return f"It rang: {self.word}"


def ring(word: str, **more: object) -> Event:
    with transaction.atomic():
        return record(Rang(word), **more)  # type: ignore[arg-type]


def ring_all(every: list[str]) -> None:
    for word in every:
        ring(word)


def words(events: list[Event]) -> list[str]:
    return [event.data["word"] for event in events]


def elsewhere(work: Callable[[], object]) -> threading.Thread:
    """Another process, as far as the database can tell: its own connection."""

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@pytest.fixture
def late_writer() -> Iterator[Callable[[], None]]:
    """A transaction that has recorded “late” and not committed; call to let it commit."""
    recorded, commit = threading.Event(), threading.Event()

    def work() -> None:
        with transaction.atomic():
            record(Rang("late"))
            recorded.set()
            commit.wait(120)

    thread = elsewhere(work)
    assert recorded.wait(60)

    def finish() -> None:
        commit.set()
        thread.join(60)

    yield finish
    finish()


def test_an_event_that_commits_late_is_not_skipped(late_writer: Callable[[], None]) -> None:
    early = ring("early")
    seen = stream.read(0)
    assert words(seen) == ["early"]
    late_writer()
    late = Event.objects.get(data__word="late")
    assert late.pk < early.pk, "the late one must have drawn its id first for this test to mean anything"
    assert words(stream.read(seen[-1].position or 0)) == ["late"]


def test_positions_are_dense_and_everybody_sees_one_order() -> None:
    threads = [elsewhere(partial(ring_all, [f"{n}-{i}" for i in range(20)])) for n in range(4)]
    while any(thread.is_alive() for thread in threads):
        stream.read(0)
    events = stream.read(0)
    assert [event.position for event in events] == list(range(1, 81))
    for n in range(4):
        assert [word for word in words(events) if word.startswith(f"{n}-")] == [f"{n}-{i}" for i in range(20)]


def test_nothing_is_recorded_outside_a_transaction() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record(Rang("alone"))


def test_an_event_goes_with_its_deed() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        record(Rang("undone"))
        raise RuntimeError
    assert stream.read(0) == []


@pytest.mark.parametrize("change", ["UPDATE events_event SET kind = 'test.forged'", "DELETE FROM events_event"])
def test_the_database_refuses_to_change_the_past(change: str) -> None:
    ring("told")
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(change)


def test_a_place_once_given_stays() -> None:
    ring("placed")
    stream.place()
    with pytest.raises(DatabaseError, match="append-only"):
        Event.objects.update(position=99)


class Scribe(Consumer):
    """Writes each word down as a customer's name; may be told to stumble, or to die half-way."""

    name = "test.scribe"
    stumble_at: ClassVar[str] = ""
    die_at: ClassVar[str] = ""

    def handle(self, event: Event) -> None:
        if not isinstance(event.what, Rang):
            return
        Customer.objects.create(name=event.what.word)
        if event.what.word == self.die_at:
            raise SystemExit
        if event.what.word == self.stumble_at:
            raise ValueError("cannot read this")


@pytest.fixture
def scribe() -> Iterator[type[Scribe]]:
    Bookmark.objects.create(consumer=Scribe.name, position=0)
    yield Scribe
    Scribe.stumble_at = Scribe.die_at = ""


def written() -> list[str]:
    return list(Customer.objects.order_by("pk").values_list("name", flat=True))


def test_a_consumer_that_dies_half_way_begins_again_at_the_same_event(scribe: type[Scribe]) -> None:
    for word in ("a", "b", "c"):
        ring(word)
    scribe.die_at = "b"
    with pytest.raises(SystemExit):
        scribe().catch_up()
    assert written() == [], "what it did before it died must be undone with the bookmark"
    scribe.die_at = ""
    scribe().catch_up()
    scribe().catch_up()
    assert written() == ["a", "b", "c"]


def test_an_event_that_cannot_be_handled_holds_up_no_other(scribe: type[Scribe]) -> None:
    for word in ("a", "b", "c"):
        ring(word)
    scribe.stumble_at = "b"
    scribe().catch_up()
    assert written() == ["a", "c"]
    assert Setback.objects.get().event.data == {"word": "b"}


def test_two_of_the_same_consumer_take_turns(scribe: type[Scribe]) -> None:
    for n in range(60):
        ring(str(n))
    threads = [elsewhere(lambda: scribe().catch_up(batch=7)) for _ in range(3)]
    for thread in threads:
        thread.join(120)
    assert written() == [str(n) for n in range(60)]


def test_a_new_consumer_begins_with_what_comes_next() -> None:
    ring("before")
    Scribe().catch_up()
    ring("after")
    Scribe().catch_up()
    assert written() == ["after"]


def test_a_restored_database_goes_on_where_it_stood(scribe: type[Scribe]) -> None:
    for word in ("a", "b"):
        ring(word)
    scribe().catch_up()
    ring("c")  # committed but not yet placed when the dump is made
    restored = dump_and_restore()
    with psycopg.connect(restored, autocommit=True) as there:
        assert there.execute("SELECT position FROM events_bookmark").fetchall() == [(2,)]
        there.execute(stream.PLACE, [1000])
        there.execute("INSERT INTO events_event (at, kind, data) VALUES (now(), 'test.rang', '{\"word\": \"d\"}')")
        there.execute(stream.PLACE, [1000])
        rows = there.execute("SELECT data->>'word' FROM events_event WHERE position > 2 ORDER BY position").fetchall()
        with pytest.raises(psycopg.DatabaseError, match="append-only"):
            there.execute("DELETE FROM events_event")
    assert rows == [("c",), ("d",)]


def dump_and_restore() -> str:
    """Dump this test's database and restore it beside; the address of the copy."""
    parameters = connection.get_connection_params()
    source = psycopg.conninfo.make_conninfo(
        host=parameters["host"], user=parameters.get("user") or "", dbname=parameters["dbname"]
    )
    copy = psycopg.conninfo.make_conninfo(source, dbname=f"{parameters['dbname']}_copy")
    name = psycopg.conninfo.conninfo_to_dict(copy)["dbname"]
    with psycopg.connect(psycopg.conninfo.make_conninfo(source, dbname="postgres"), autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}"')
        server.execute(f'CREATE DATABASE "{name}"')
    dump = subprocess.run([programs() / "pg_dump", "--format=custom", source], check=True, capture_output=True)
    restore = [str(programs() / "pg_restore"), "--exit-on-error", f"--dbname={copy}"]
    subprocess.run(restore, input=dump.stdout, check=True, env={**os.environ})
    return copy


def test_each_kind_is_known_by_one_name() -> None:
    with pytest.raises(TypeError, match="Two kinds"):
        type("Twin", (Kind,), {"name": "test.rang"})
    assert KINDS["test.rang"] is Rang


def test_effects_know_how_deep_they_are() -> None:
    cause = ring("cause")
    effect = ring("effect", caused_by=cause)
    assert (depth(None), depth(cause), depth(effect)) == (0, 1, 2)


def test_forgetting_a_customer_empties_their_words_and_nothing_else(owner: Member, vera: Customer) -> None:
    ring("a secret", customer=vera)
    ring("kept", by=owner)
    shred(vera, by=owner)
    assert words(list(Event.objects.filter(kind="test.rang").order_by("pk"))) == ["", "kept"]
    assert Event.objects.filter(kind="events.shredded", by=owner).exists()
    with pytest.raises(DatabaseError, match="append-only"):
        Event.objects.filter(kind="test.rang").update(data={})


def test_what_is_recorded_together_is_written_in_the_order_it_happened(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with transaction.atomic(), django_assert_num_queries(3), written_together():
        record(Rang("one"))
        record(Rang("two"))
        assert Event.objects.count() == 2, "who looks finds it"
        record(Rang("three"))
    words = Event.objects.order_by("pk").values_list("data__word", flat=True)
    assert list(words) == ["one", "two", "three"]


def test_what_fails_while_recorded_together_leaves_nothing(db: None) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic(), written_together():
        record(Rang("never"))
        raise ZeroDivisionError
    assert not Event.objects.exists()
    ring("at once again")
    assert Event.objects.exists()
