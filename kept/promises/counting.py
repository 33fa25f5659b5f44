"""Counting as far as people care: beyond that, counting on would cost more the more there is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from kept.conversations.places import COUNT_UP_TO


def counts(groups: Sequence[Sequence[QuerySet[Any]]]) -> list[int]:
    """How many each group of querysets has together, up to `COUNT_UP_TO`, in one query."""
    found = [_bounded(group) for group in groups if group]
    if not found:
        return [0] * len(groups)
    columns = ", ".join(f"(SELECT count(*) FROM ({sql}) AS one)" for sql, _parameters in found)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", [each for _sql, parameters in found for each in parameters])
        row = iter(cursor.fetchone())
    return [min(next(row), COUNT_UP_TO) if group else 0 for group in groups]


def _bounded(querysets: Sequence[QuerySet[Any]]) -> tuple[str, tuple[Any, ...]]:
    parts = [rows.order_by().values("pk")[:COUNT_UP_TO] for rows in querysets]
    together = parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]
    sql, parameters = together.query.sql_with_params()
    return sql, tuple(parameters)
