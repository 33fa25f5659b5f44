"""The audit: what arrived, by day and by the way it came, is all there, each in one place; or else where it is not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, models

from kept.channels.callbacks.arranging import BOOKED
from kept.channels.email.mailbox import Mailbox
from kept.channels.inbound import Inbound
from kept.conversations.attachment import Attachment

# A gap of thousands is told by its first ones.
MOST_TOLD = 20
CHUNK = 1 << 20

SOURCE = "inbound.channel || coalesce(':' || (inbound.envelope ->> 'mailbox'), '')"
DAY = "(inbound.received_at AT TIME ZONE 'UTC')::date"
DAYS = f"""
WITH counted AS (
    SELECT source, day, sum(count) AS arrived FROM channels_tally WHERE day >= %(since)s GROUP BY 1, 2
), found AS (
    SELECT {SOURCE} AS source, {DAY} AS day,
        count(*) FILTER (WHERE inbound.state = 'done' AND conversation.state <> 'spam') AS shown,
        count(*) FILTER (WHERE inbound.state = 'done' AND conversation.state = 'spam') AS spam,
        count(*) FILTER (WHERE inbound.state = 'duplicate' AND message.id IS NOT NULL) AS duplicate,
        count(*) FILTER (WHERE inbound.state = 'quarantined') AS quarantined,
        count(*) FILTER (WHERE inbound.state = 'waiting') AS waiting
    FROM channels_inbound inbound
    LEFT JOIN conversations_message message ON message.id = inbound.message_id
    LEFT JOIN conversations_conversation conversation ON conversation.id = message.conversation_id
    WHERE inbound.received_at >= %(since)s
    GROUP BY 1, 2
)
SELECT source, day, coalesce(arrived, 0)::bigint, coalesce(shown, 0), coalesce(spam, 0), coalesce(duplicate, 0),
    coalesce(quarantined, 0), coalesce(waiting, 0)
FROM counted FULL JOIN found USING (source, day) ORDER BY day, source
"""  # noqa: S608 - put together from the constants above
# Each finds the ids of what should not be, with the sentence for one of them.
GAPS = {
    "Arrival {id} counts as taken in, but there is no message of it.": """
        SELECT id FROM channels_inbound inbound WHERE received_at >= %(since)s AND state = 'done' AND message_id IS NULL
    """,
    "Arrival {id} counts as had before, but nothing says as which message.": """
        SELECT id FROM channels_inbound inbound
        WHERE received_at >= %(since)s AND state = 'duplicate' AND message_id IS NULL
    """,
    "Arrival {id} is taken in, but no conversation tells of its message.": """
        SELECT inbound.id FROM channels_inbound inbound
        WHERE received_at >= %(since)s AND state = 'done' AND message_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM events_event told
            WHERE told.kind = 'message.received' AND told.subject = inbound.message_id AND told.conversation_id > 0
        )
    """,
    "Arrival {id} has waited for more than an hour.": """
        SELECT id FROM channels_inbound inbound
        WHERE received_at >= %(since)s AND state = 'waiting' AND received_at < now() - interval '1 hour'
    """,
    "Arrival {id} is in the quarantine without a reason.": """
        SELECT id FROM channels_inbound inbound WHERE received_at >= %(since)s AND state = 'quarantined' AND reason = ''
    """,
    "Arrival {id} is not whole: some of its bytes are not there.": """
        SELECT inbound.id FROM channels_inbound inbound LEFT JOIN channels_piece piece ON piece.inbound_id = inbound.id
        WHERE received_at >= %(since)s
        GROUP BY inbound.id HAVING size <> octet_length(raw) + coalesce(sum(octet_length(piece.content)), 0)
    """,
    "Message {id} came in, but no arrival says how.": """
        SELECT id FROM conversations_message message
        WHERE at >= %(since)s AND direction = 'in'
            AND external_id IS NOT NULL AND NOT starts_with(external_id, %(booked)s)
            AND NOT EXISTS (SELECT 1 FROM channels_inbound inbound WHERE inbound.message_id = message.id)
    """,
}  # fmt: skip


@dataclass(frozen=True)
class Day:
    """What became of what arrived one way on one day (UTC). `name` is the way in words."""

    source: str
    name: str
    day: date
    arrived: int
    shown: int
    spam: int
    duplicate: int
    quarantined: int
    waiting: int

    @property
    def found(self) -> int:
        return self.shown + self.spam + self.duplicate + self.quarantined + self.waiting


@dataclass(frozen=True)
class Audit:
    days: list[Day]
    gaps: list[str]


def audit(since: date | None = None, *, files: bool = False) -> Audit:
    """Reconcile everything that arrived from that day on; with `files`, read every attachment as well."""
    since = since or date(1970, 1, 1)
    names = _names()
    days = [Day(source, names.get(source, source), *rest) for source, *rest in _ask(DAYS, since)]
    gaps = [*_days_that_do_not_add_up(days), *_gaps(since), *(_files(since) if files else ())]
    return Audit(days, gaps)


def _names() -> dict[str, str]:
    mailboxes = {f"email:{each.pk}": str(each) for each in Mailbox.objects.all()}
    return {"email": "Mail brought to us", "form": "Web form"} | mailboxes


def _days_that_do_not_add_up(days: list[Day]) -> Iterator[str]:
    for each in days:
        if each.arrived != each.found:
            yield f"{each.name}, {each.day}: {each.arrived} arrived, but {each.found} can be accounted for."


def _gaps(since: date) -> Iterator[str]:
    for sentence, query in GAPS.items():
        ids = [row[0] for row in _ask(f"{query} ORDER BY 1", since)]
        yield from (sentence.format(id=each) for each in ids[:MOST_TOLD])
        if len(ids) > MOST_TOLD:
            yield f"… and {len(ids) - MOST_TOLD} more like the last one."


def _files(since: date) -> Iterator[str]:
    """The attachments that are not as they came."""
    theirs = Inbound.objects.filter(message=models.OuterRef("message"), received_at__date__gte=since)
    for each in Attachment.objects.filter(models.Exists(theirs)).order_by("pk").iterator():
        try:
            digest = _digest(each)
        except OSError:
            yield f"The file {each.name} of message {each.message_id} is not there."
        else:
            if digest != each.sha256:
                yield f"The file {each.name} of message {each.message_id} is not as it came."


def _digest(attachment: Attachment) -> str:
    digest = hashlib.sha256()
    with attachment.open() as file:
        while piece := file.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def _ask(query: str, since: date) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, {"since": since, "booked": BOOKED})
        return list(cursor.fetchall())
