"""Who waits for whom: a promise's chain upwards, as far as it goes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from kept.promises.promise import Promise

# UNION leaves out what was found before, so that it ends whatever the rows say.
ABOVE = """
WITH RECURSIVE above (start, pk) AS (
    SELECT lower_id, upper_id FROM promises_resting WHERE lower_id = ANY(%s)
    UNION
    SELECT above.start, resting.upper_id FROM above JOIN promises_resting resting ON resting.lower_id = above.pk
)
SELECT start, pk FROM above
"""


def above(promises: Collection[int]) -> dict[int, set[int]]:
    """Of each the promises that rest on it, directly or by way of others. One query, however many there are."""
    found: dict[int, set[int]] = {pk: set() for pk in promises}
    if found:
        with connection.cursor() as cursor:
            cursor.execute(ABOVE, [list(found)])
            for start, pk in cursor.fetchall():
                found[start].add(pk)
    return found


def waiting(promises: Collection[int], *, too: bool = False) -> dict[int, list[Promise]]:
    """Of each the promises above it that are still to do, the last to fall due (the customer's) last; two queries.

    With `too` each stands among those above it.
    """
    from kept.promises.promise import Promise

    found = above(promises)
    known = {pk for pks in found.values() for pk in pks} | (set(promises) if too else set())
    rows = Promise.objects.outstanding().shown().in_bulk(known) if known else {}
    return {
        start: sorted(
            (rows[pk] for pk in pks | ({start} if too else set()) if pk in rows),
            key=lambda each: (each.colleague_id is None, each.due, each.pk),
        )
        for start, pks in found.items()
    }


def look_for_ends(promises: Sequence[Promise]) -> None:
    """Let each know which customers wait for it in the end; two queries, however many there are."""
    found = waiting([each.pk for each in promises])
    for each in promises:
        each.ends = customers(found[each.pk])


def customers(promises: list[Promise]) -> list[Promise]:
    """Of those what was promised to customers: they are who waits in the end."""
    return [each for each in promises if each.colleague_id is None]
