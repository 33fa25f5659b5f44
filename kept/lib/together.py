"""Rows that are made in one transaction, written together: all of a kind in one statement.

For who does many things at once. Nobody can tell: before anything else is said to the database that could concern them,
the rows that wait are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model

Row = TypeVar("Row", bound=Model)
Kind = type[Model]

DRAW = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"


class Waiting:
    """The rows that wait, and ids that are drawn for such as are to come."""

    def __init__(self, expected: Mapping[Kind, int]) -> None:
        self._expected = expected
        self._rows: dict[tuple[Kind, bool], list[Model]] = {}
        self._ids: dict[Kind, list[int]] = {}
        self._writing = False

    def add(self, row: Model, *, ignore_conflicts: bool = False) -> None:
        self._rows.setdefault((type(row), ignore_conflicts), []).append(row)

    def number(self, row: Model) -> None:
        """Give it its id, so that others can name it at once."""
        row.pk = self._next_id(type(row))
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS

    def _next_id(self, kind: Kind) -> int:
        if not self._ids.get(kind):
            meta = kind._meta
            with self._ours(), connection.cursor() as cursor:
                cursor.execute(DRAW, [meta.db_table, meta.pk.column, max(1, self._expected.get(kind, 1))])
                self._ids[kind] = [each for (each,) in reversed(cursor.fetchall())]
        return self._ids[kind].pop()

    def write(self) -> None:
        rows, self._rows = self._rows, {}
        with self._ours():
            for (kind, ignore_conflicts), each in rows.items():
                kind._base_manager.bulk_create(each, ignore_conflicts=ignore_conflicts)

    def before(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        """Stands before each statement on the connection."""
        if self._rows and not self._writing and self._concerns(str(sql)):
            self.write()
        return execute(sql, params, many, context)

    def _concerns(self, sql: str) -> bool:
        """Whether it does more than read elsewhere."""
        tables = (kind._meta.db_table for kind, _ignore_conflicts in self._rows)
        return not sql.lstrip().startswith("SELECT") or any(each in sql for each in tables)

    @contextmanager
    def _ours(self) -> Iterator[None]:
        before, self._writing = self._writing, True
        try:
            yield
        finally:
            self._writing = before


_waiting: ContextVar[Waiting | None] = ContextVar("kept_rows_that_wait", default=None)


@contextmanager
def written_together(expected: Mapping[Kind, int] | None = None) -> Iterator[None]:
    """While inside, rows given to `write` and `write_all` may wait; at the end they are written. Inside a transaction.

    A unique key that is taken shows when the row is written. `expected` says how many ids are drawn at a time; a kind
    whose numbers should have no gaps expects no more than will be made. When something fails inside, none is written.
    """
    waiting = Waiting(expected or {})
    before = _waiting.set(waiting)
    try:
        with connection.execute_wrapper(waiting.before):
            yield
            waiting.write()
    finally:
        _waiting.reset(before)


def write(row: Row) -> Row:
    """Insert the row. It has its id from now on."""
    waiting = _waiting.get()
    if waiting is None:
        row.save(force_insert=True)
    else:
        waiting.number(row)
        waiting.add(row)
    return row


def write_all(rows: Iterable[Model], *, ignore_conflicts: bool = False) -> None:
    """Insert rows of one kind whose ids nobody needs; where it says so, without those that are there already."""
    rows = list(rows)
    waiting = _waiting.get()
    if waiting is not None:
        for each in rows:
            waiting.add(each, ignore_conflicts=ignore_conflicts)
    elif rows:
        type(rows[0])._base_manager.bulk_create(rows, ignore_conflicts=ignore_conflicts)
