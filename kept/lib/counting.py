"""Counting as far as people care: beyond that, counting on would cost more the more there is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

COUNT_UP_TO = 100

# SQL that gives one number, and its parameters.
Count = tuple[str, tuple[Any, ...]]
NONE: Count = ("0", ())


def bounded(*querysets: QuerySet[Any]) -> Count:
    """How many those have together, each counted up to `COUNT_UP_TO`."""
    found = [_rows(each) for each in querysets]
    sql = " UNION ALL ".join(f"({part})" for part, _parameters in found if part)
    if not sql:
        return NONE
    parameters = tuple(each for _part, parts in found for each in parts)
    return f"(SELECT count(*) FROM ({sql}) AS found)", parameters  # noqa: S608 - made by Django


def _rows(queryset: QuerySet[Any]) -> Count:
    try:
        return queryset.order_by().values("pk")[:COUNT_UP_TO].query.sql_with_params()
    except EmptyResultSet:
        return "", ()


def counted(counts: Sequence[Count]) -> list[int]:
    """Those numbers, none above `COUNT_UP_TO`, in one query."""
    if not counts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(sql for sql, _parameters in counts)}",
            [each for _sql, parameters in counts for each in parameters],
        )
        return [min(each, COUNT_UP_TO) for each in cursor.fetchone()]
