"""A question that many requests ask, each with values of its own: its SQL is written once.

Writing the SQL of a queryset takes Django up to ten times as long as asking it. Where values differ, the queryset has
blanks, which are filled in when it is asked. Whatever else stands in it is asked for ever: no moment, no row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import BooleanField, F, Func, Q, QuerySet, Value

Row = TypeVar("Row")


@dataclass(frozen=True)
class Slot:
    name: str


def blank(name: str) -> Value:
    """Stands in a queryset for one value that is named when it is asked."""
    return Value(Slot(name))


def among(column: str, name: str, kind: str = "bigint") -> Q:
    """That the column is one of a list that is named when it is asked; `kind` is PostgreSQL's type of one of them."""
    listed = Func(F(column), blank(name), output_field=BooleanField())
    listed.template, listed.arg_joiner = f"%(expressions)s::{kind}[])", " = ANY("
    return Q(listed)


def filled(parameters: Iterable[Any], **values: Any) -> tuple[Any, ...]:
    """The parameters of a query, with those values in its blanks."""
    return tuple(values[each.name] if isinstance(each, Slot) else each for each in parameters)


class Written(Generic[Row]):
    """What `queryset` makes, written when it is first asked for; every parameter of it is a blank or a word.

    Raises TypeError for a number or moment that stands in it, which was meant to be a blank.
    """

    def __init__(self, queryset: Callable[[], QuerySet[Any, Row]]) -> None:
        self._queryset = queryset

    def rows(self, **values: Any) -> list[Row]:
        """Its rows, with those values in its blanks."""
        rows, compiler, sql, parameters = self._written
        asked = copy(compiler)
        asked.connection = connections[rows.db]  # each thread has its own
        asked.as_sql = lambda *args, **options: (sql, filled(parameters, **values))
        found = rows.all()
        found.query.get_compiler = lambda *args, **options: asked  # type: ignore[method-assign]  # of this one alone
        return list(found)

    def first(self, **values: Any) -> Row | None:
        return next(iter(self.rows(**values)), None)

    @cached_property
    def _written(self) -> tuple[QuerySet[Any, Row], Any, str, tuple[Any, ...]]:
        rows = self._queryset()
        compiler = rows.query.get_compiler(rows.db)
        sql, parameters = compiler.as_sql()
        if any(isinstance(each, (int, datetime)) and not isinstance(each, bool) for each in parameters):
            raise TypeError(f"a value that should be a blank: {parameters}")
        return rows, compiler, sql, tuple(parameters)
