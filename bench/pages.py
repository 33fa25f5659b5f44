"""The inbox list and the conversation page at 100,000 conversations with 300,000 messages, next to their bare SQL.

Run with `python -m bench.pages [conversations]`.
"""

from __future__ import annotations

import sys
from typing import Any

from bench.ground import ground, head, milliseconds, percentile, row, timed

ROUNDS = 120

# Columns the fill does not name are empty, as the program would leave them.
EMPTY = """
SELECT format('ALTER TABLE %I ALTER COLUMN %I SET DEFAULT %L', table_name, column_name,
    CASE data_type WHEN 'boolean' THEN 'false' WHEN 'jsonb' THEN '[]' ELSE '' END)
FROM information_schema.columns
WHERE table_schema = 'public' AND table_name ~ '^(conversations|customers|events)_' AND is_nullable = 'NO'
    AND data_type IN ('text', 'character varying', 'boolean', 'jsonb') AND column_default IS NULL
"""

FILL = """
INSERT INTO customers_customer (name, time_zone, met_at)
    SELECT 'Customer ' || n, '', now() FROM generate_series(1, %(conversations)s / 5) n;
INSERT INTO customers_address (customer_id, kind, value)
    SELECT id, 'email', 'customer' || id || '@example.org' FROM customers_customer;
INSERT INTO conversations_conversation
    (inbox_id, customer_id, channel, token, state, waiting_on, snippet, created_at, last_activity_at, assignee_id,
     subject, kind)
    SELECT (SELECT min(id) FROM conversations_inbox) + n %% 3,
        1 + n %% (%(conversations)s / 5), 'email', lpad(n::text, 16, 'a'),
        CASE WHEN n %% 20 = 0 THEN 'open' WHEN n %% 97 = 0 THEN 'snoozed' ELSE 'closed' END,
        CASE WHEN n %% 40 = 0 THEN 'customer' ELSE 'us' END, 'The newest words of conversation ' || n,
        now() - (%(conversations)s - n) * interval '1 minute', now() - (%(conversations)s - n) * interval '1 minute',
        CASE WHEN n %% 60 = 0 THEN (SELECT min(id) FROM people_member) END, 'About matter ' || n, ''
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
INSERT INTO conversations_delivery (message_id, state, reason, tries, next_try_at, sent_at)
    SELECT id, 'sent', '', 1, at, at FROM conversations_message WHERE direction = 'out';
INSERT INTO events_event (position, at, kind, by_id, conversation_id, customer_id, subject, data)
    SELECT row_number() OVER (ORDER BY m.id), m.at,
        CASE WHEN direction = 'in' THEN 'message.received' ELSE 'message.sent' END,
        m.member_id, m.conversation_id, c.customer_id, m.id, '{}'
    FROM conversations_message m JOIN conversations_conversation c ON c.id = m.conversation_id;
"""

# One query that fetches what the list shows, and three for a conversation: what no page could do without.
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


def measure(client: Any, address: str) -> list[float]:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return [timed(lambda: client.get(address)) for _ in range(ROUNDS)]


def bare(queries: list[str], parameters: list[Any]) -> list[float]:
    from django.db import connection

    def work() -> None:
        with connection.cursor() as cursor:
            for query in queries:
                cursor.execute(query, parameters)
                cursor.fetchall()

    return [timed(work) for _ in range(ROUNDS)]


def main(conversations: int) -> None:
    with ground():
        from django.test import Client

        from kept.conversations.inbox import Inbox

        owner = fill(conversations)
        inbox = Inbox.objects.order_by("pk")[0].pk
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(owner)
        head(f"page, server time, {conversations:,} conversations and {conversations * 3:,} messages")
        floors = {state: bare([LIST], [inbox, state]) for state in ("open", "closed")}
        for place, state in [("open", "open"), ("mine", "open"), ("closed", "closed")]:
            report(f"list: {place}", measure(client, f"/inbox/{place}/"), floors[state])
        number = conversations // 2 // 20 * 20
        report("one conversation", measure(client, f"/conversations/{number}/"), bare(ONE, [number]))


def report(name: str, values: list[float], floor: list[float]) -> None:
    row(name, milliseconds(values), milliseconds(floor), percentile(values, 50) / percentile(floor, 50))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
