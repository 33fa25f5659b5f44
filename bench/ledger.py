"""The ledger and the clock at a million open promises, next to their bare SQL.

Run with `python -m bench.ledger [promises]`.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from bench.ground import ground
from bench.pages import bare, freeze, measure, opening, report
from bench.pages import fill as fill_conversations

FILL = """
INSERT INTO people_team (name) VALUES ('Order line');
INSERT INTO people_membership (team_id, member_id) SELECT t.id, m.id FROM people_team t, people_member m;
INSERT INTO promises_promise
    (what, deed, quote, conversation_id, origin_id, inbox_id, customer_id, promiser_id, team_id, due,
     zone, state, made_by_id, made_at, settled_at, sequence, reminded)
    SELECT 'Ring about matter ' || n, 'ring', 'I will ring you.', c.id, c.id, c.inbox_id, c.customer_id,
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
VIEWS = ("", "of=team", "of=company", "of=company&by=customer", "by=done")
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

        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(fill(promises))
        deep = f"after={deep_place()}"
        pages = {f"ledger {query}": f"/promises/?{query}" for query in (*VIEWS, deep)}
        works = {name[:30]: opening(client, address) for name, address in pages.items()}
        works |= {"numbers": opening(client, "/promises/figures/"), "the clock looks": looks}
        freeze()
        took = measure(works | {"floor": bare([FLOOR], []), "floor of the clock": bare([EARLIEST], [])})
        print(f"\n{promises:,} promises open or done, as many deadlines; load {os.getloadavg()[0]:.1f}")
        print("\n| page | server time | of the processor | floor |\n|---|---|---|---|")
        for name in works:
            report(name, took[name], took["floor of the clock" if name == "the clock looks" else "floor"])


def deep_place() -> str:
    """Where the page begins that lies behind nine of ten."""
    from urllib.parse import quote

    from kept.promises.paging import BY_DUE
    from kept.promises.promise import Promise

    rows = Promise.objects.order_by("-due").values_list("due", "pk")
    return quote(BY_DUE.cursor(rows[Promise.objects.count() // 10]))


def looks() -> None:
    from kept.promises.deadlines import ring_due, until_next

    ring_due()
    until_next()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
