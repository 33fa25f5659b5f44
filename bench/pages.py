"""The lists, the conversation and the customer at 100,000 conversations with 300,000 messages, next to their bare SQL.

Run with `python -m bench.pages [conversations]`.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable
from typing import Any

from bench.ground import ground, milliseconds, percentile

WARM = 3
ROUNDS = 120

# Columns the fill does not name are empty, as the program would leave them.
EMPTY = """
SELECT format('ALTER TABLE %I ALTER COLUMN %I SET DEFAULT %L', table_name, column_name,
    CASE data_type WHEN 'boolean' THEN 'false' WHEN 'jsonb' THEN '[]' ELSE '' END)
FROM information_schema.columns
WHERE table_schema = 'public' AND table_name ~ '^(conversations|customers|events|people|promises)_'
    AND is_nullable = 'NO' AND data_type IN ('text', 'character varying', 'boolean', 'jsonb') AND column_default IS NULL
"""

FILL = """
INSERT INTO customers_customer (name, time_zone, met_at)
    SELECT 'Customer ' || n, '', now() FROM generate_series(1, %(conversations)s / 5) n;
INSERT INTO customers_address (customer_id, kind, value)
    SELECT id, 'email', 'customer' || id || '@example.org' FROM customers_customer;
INSERT INTO conversations_conversation
    (inbox_id, customer_id, channel, token, state, waiting_on, snippet, created_at, last_activity_at, assignee_id,
     subject, kind, priority)
    SELECT (SELECT min(id) FROM conversations_inbox) + n %% 3,
        1 + n %% (%(conversations)s / 5), 'email', lpad(n::text, 16, 'a'),
        CASE WHEN n %% 20 = 0 THEN 'open' WHEN n %% 97 = 0 THEN 'snoozed' ELSE 'closed' END,
        CASE WHEN n %% 40 = 0 THEN 'customer' ELSE 'us' END, 'The newest words of conversation ' || n,
        now() - (%(conversations)s - n) * interval '1 minute', now() - (%(conversations)s - n) * interval '1 minute',
        CASE WHEN n %% 60 = 0 THEN (SELECT min(id) FROM people_member) END, 'About matter ' || n, '',
        CASE WHEN n %% 37 = 0 THEN 'high' ELSE 'normal' END
    FROM generate_series(1, %(conversations)s) n;
INSERT INTO conversations_message
    (conversation_id, direction, channel, customer_id, member_id, external_id, message_id, in_reply_to, "references",
     subject, text, quoted, html, author, reply_to, "to", cc, bcc, automatic, at)
    SELECT c.id, CASE WHEN m = 2 THEN 'out' ELSE 'in' END, 'email',
        CASE WHEN m <> 2 THEN c.customer_id END, CASE WHEN m = 2 THEN (SELECT min(id) FROM people_member) END,
        c.id || '-' || m, '<' || c.id || '.' || m || '@example.org>', '', '[]', c.subject,
        repeat('Some twenty words that a person might have written about a move, a box and a van. ', 6), '', '',
        '{"name": "Somebody", "address": "somebody@example.org"}', '[]', '[]', '[]', '[]', '', c.last_activity_at
    FROM conversations_conversation c CROSS JOIN generate_series(1, 3) m;
INSERT INTO conversations_delivery (message_id, state, reason, tries, next_try_at, sent_at, answers_until)
    SELECT id, 'sent', '', 1, at, at, id FROM conversations_message WHERE direction = 'out';
INSERT INTO events_event (position, at, kind, by_id, conversation_id, customer_id, subject, data)
    SELECT row_number() OVER (ORDER BY m.id), m.at,
        CASE WHEN direction = 'in' THEN 'message.received' ELSE 'message.sent' END,
        m.member_id, m.conversation_id, c.customer_id, m.id, '{}'
    FROM conversations_message m JOIN conversations_conversation c ON c.id = m.conversation_id;
"""

# What no page could do without: one query for what the list shows, three for a conversation, one for a customer.
LIST = """
SELECT c.*, u.name, a.value FROM conversations_conversation c
JOIN customers_customer u ON u.id = c.customer_id LEFT JOIN customers_address a ON a.customer_id = u.id
WHERE c.inbox_id = %s AND c.state = %s ORDER BY c.last_activity_at DESC, c.id DESC LIMIT 51
"""
ONE = [
    "SELECT * FROM conversations_conversation c JOIN customers_customer u ON u.id = c.customer_id WHERE c.id = %s",
    "SELECT * FROM events_event WHERE conversation_id = %s ORDER BY id DESC LIMIT 51",
    "SELECT * FROM conversations_message m LEFT JOIN conversations_delivery d ON d.message_id = m.id"
    " WHERE m.conversation_id = %s",
]
CUSTOMER = """
SELECT c.*, u.name, a.value FROM conversations_conversation c
JOIN customers_customer u ON u.id = c.customer_id LEFT JOIN customers_address a ON a.customer_id = u.id
WHERE c.customer_id = %s ORDER BY c.last_activity_at DESC, c.id DESC LIMIT 31
"""


def fill(conversations: int) -> Any:
    from django.db import connection

    from kept.conversations.inbox import Inbox
    from kept.people.member import Member, Role

    owner = Member.objects.create_user("owner@example.org", name="Owner", role=Role.OWNER)
    for name in ("sales", "moves", "claims"):
        Inbox.objects.create(name=name.title(), slug=name, address=f"{name}@example.org")
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)
        for statement in FILL.split(";\n"):
            if statement.strip():
                cursor.execute(statement, {"conversations": conversations})
        cursor.execute("ANALYZE")
    return owner


# What the browser asks for when one goes on from one conversation to the next.
WALKED = "one conversation, walked on to"
PART = {"hx-request": "true", "hx-request-type": "partial"}
Took = list[tuple[float, float]]


def measure(works: dict[str, Callable[[], object]]) -> dict[str, Took]:
    """Seconds, and those of them in which the processor was ours, of each in turn, round after round."""
    took: dict[str, Took] = {name: [] for name in works}
    for turn in range(WARM + ROUNDS):
        for name, work in works.items():
            began, busy = time.perf_counter(), time.thread_time()
            work()
            if turn >= WARM:
                took[name].append((time.perf_counter() - began, time.thread_time() - busy))
    return took


def opening(client: Any, address: str, **headers: str) -> Callable[[], object]:
    def work() -> None:
        response = client.get(address, headers=headers)
        assert response.status_code == 200, (address, response.status_code)

    return work


def bare(queries: list[str], parameters: list[Any]) -> Callable[[], object]:
    from django.db import connection

    def work() -> None:
        with connection.cursor() as cursor:
            for query in queries:
                cursor.execute(query, parameters)
                cursor.fetchall()

    return work


def freeze() -> None:
    """As the server does once it has loaded everything: see `kept.asgi`."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def main(conversations: int) -> None:
    with ground():
        from django.test import Client

        from kept.conversations.inbox import Inbox

        owner = fill(conversations)
        inbox = Inbox.objects.order_by("pk")[0].pk
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(owner)
        number = conversations // 2 // 20 * 20
        pages = {
            "list: all open": ("/inbox/open/", bare([LIST], [inbox, "open"])),
            "list: mine": ("/inbox/mine/", bare([LIST], [inbox, "open"])),
            "list: closed": ("/inbox/closed/", bare([LIST], [inbox, "closed"])),
            "one conversation, with the list beside it": (f"/conversations/{number}/", bare(ONE, [number])),
            "one customer": ("/customers/1/", bare([CUSTOMER], [1])),
        }
        works = {name: opening(client, address) for name, (address, _floor) in pages.items()}
        works[WALKED] = opening(client, f"/conversations/{number}/", **PART)
        pages[WALKED] = pages["one conversation, with the list beside it"]
        freeze()
        began = os.getloadavg()[0]
        took = measure(works | {f"{name}, floor": floor for name, (_address, floor) in pages.items()})
        print(f"\n{conversations:,} conversations, {conversations * 3:,} messages; ", end="")
        print(f"load {began:.1f} before and {os.getloadavg()[0]:.1f} after, on {os.cpu_count()} cores")
        print("\n| page | server time | of the processor | floor |\n|---|---|---|---|")
        for name in pages:
            report(name, took[name], took[f"{name}, floor"])


def report(name: str, took: Took, floor: Took) -> None:
    walls, busy = ([each[at] for each in took] for at in (0, 1))
    bare = percentile([each[0] for each in floor], 50) * 1000
    print(f"| {name} | {milliseconds(walls)} | {milliseconds(busy)} | p50 {bare:.1f} ms |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
