"""The ledger and the clock at a million open promises, next to their bare SQL.

Run with `python -m bench.ledger [promises]`.
"""

from __future__ import annotations

import sys
from typing import Any

from bench.ground import ground, head, milliseconds, percentile, row, timed
from bench.pages import bare, measure
from bench.pages import fill as fill_conversations

FILL = """
INSERT INTO people_team (name) VALUES ('Order line');
INSERT INTO people_membership (team_id, member_id) SELECT t.id, m.id FROM people_team t, people_member m;
INSERT INTO promises_promise
    (what, quote, conversation_id, origin_id, inbox_id, customer_id, promiser_id, team_id, due,
     zone, state, made_by_id, made_at, settled_at, sequence, reminded)
    SELECT 'Ring about matter ' || n, 'I will ring you.', c.id, c.id, c.inbox_id, c.customer_id,
        (SELECT min(id) FROM people_member), (SELECT min(id) FROM people_team),
        now() + (n - 500) * interval '7 seconds',
        'UTC', CASE WHEN n %% 11 = 0 THEN 'kept' ELSE 'pending' END, (SELECT min(id) FROM people_member),
        now() - interval '1 day',
        CASE WHEN n %% 11 = 0 THEN now() - n * interval '1 second' END, 1, false
    FROM generate_series(1, %(promises)s) n
    JOIN conversations_conversation c ON c.id = (SELECT min(id) FROM conversations_conversation) + n %% 100000;
INSERT INTO promises_deadline (kind, subject, at)
    SELECT 'promise', id, due FROM promises_promise WHERE due > now() + interval '1 hour';
"""
FLOOR = """
SELECT p.*, m.name, u.name, c.subject FROM promises_promise p JOIN people_member m ON m.id = p.promiser_id
JOIN customers_customer u ON u.id = p.customer_id JOIN conversations_conversation c ON c.id = p.conversation_id
WHERE p.promiser_id = (SELECT min(id) FROM people_member) AND p.settled_at IS NULL ORDER BY p.due, p.id LIMIT 51
"""
EARLIEST = "SELECT at FROM promises_deadline ORDER BY at LIMIT 1"


def fill(promises: int) -> Any:
    from django.db import connection

    owner = fill_conversations(100_000)
    with connection.cursor() as cursor:
        for statement in FILL.split(";\n"):
            if statement.strip():
                cursor.execute(statement, {"promises": promises})
        cursor.execute("ANALYZE")
    return owner


def main(promises: int) -> None:
    with ground():
        from django.test import Client

        owner = fill(promises)
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(owner)
        head(f"server time, {promises:,} promises open or done, {promises:,} deadlines")
        floor = bare([FLOOR], [])
        for query in ("", "?of=team", "?of=company", "?of=company&by=customer", "?by=done"):
            report(f"ledger {query}", measure(client, f"/promises/{query}"), floor)
        deep = client.get("/promises/?after=" + deep_place()).request["QUERY_STRING"]
        report("ledger, far down", measure(client, f"/promises/?{deep}"), floor)
        report("the clock looks", looks(), bare([EARLIEST], []))


def deep_place() -> str:
    """Where the page begins that lies behind nine of ten."""
    from urllib.parse import quote

    from kept.promises.paging import BY_DUE
    from kept.promises.promise import Promise

    rows = Promise.objects.order_by("-due").values_list("due", "pk")
    return quote(BY_DUE.cursor(rows[Promise.objects.count() // 10]))


def looks() -> list[float]:
    from kept.promises.deadlines import ring_due, until_next

    return [timed(lambda: (ring_due(), until_next())) for _ in range(120)]


def report(name: str, values: list[float], floor: list[float]) -> None:
    row(name, milliseconds(values), milliseconds(floor), percentile(values, 50) / percentile(floor, 50))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
