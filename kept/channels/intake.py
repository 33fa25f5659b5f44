"""Taking in what has arrived, in order, a batch at a time: read it, then file it or put it in the quarantine."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import DatabaseError, DataError, connection, models, transaction

from kept.channels.base import Arrival, Envelope, Letter, Unreadable
from kept.channels.filing import Filing
from kept.channels.inbound import Inbound
from kept.channels.register import channel
from kept.conversations.relocating import hold_relocations
from kept.lib.together import written_together

log = logging.getLogger(__name__)

BATCH = 50
BATCH_BYTES = 2 * 1024 * 1024
# Begun this often without an end, it has killed its worker or the database each time: people must look.
MOST_TRIES = 4

State = Inbound.State
# What arrived, and what it says.
Read = tuple[Inbound, list[Arrival]]
# The arrival, what became of it, and the message that it is now.
Outcome = tuple[int, str, int | None]
SETTLE = """
UPDATE channels_inbound SET state = outcome.state, message_id = outcome.message, reason = ''
FROM unnest(%s::bigint[], %s::text[], %s::bigint[]) AS outcome (id, state, message)
WHERE channels_inbound.id = outcome.id
"""


def take_in_waiting() -> int:
    """Take in everything that waits, in the order it arrived; returns how many arrivals that was."""
    done = 0
    while batch := _begin():
        _take_in(batch)
        done += len(batch)
    return done


def take_in_now(inbound: Inbound) -> None:
    """Take in this one at once, for somebody who waits. Where that fails it stays waiting, or is in the quarantine."""
    fresh = Inbound.objects.filter(pk=inbound.pk, state=State.WAITING, tries=0)
    try:
        fresh.update(tries=1)
        _take_in([inbound.pk])  # where a worker has it in hand already, this waits for its commit
    except DatabaseError:
        log.exception("inbound %s", inbound.pk)
    inbound.refresh_from_db(fields=["state", "reason", "tries", "message"])


@transaction.atomic
def _begin() -> list[int]:
    """The next arrivals, their tries counted before anything can go wrong. One that failed before goes alone.

    Waits for who is taking in the first of them, so that two who take in at once keep the order.
    """
    waiting = list(Inbound.objects.waiting().light().order_by("pk").select_for_update()[:BATCH])
    ids: list[int] = []
    size = 0
    for each in waiting:
        size += each.size
        if ids and (each.tries or size > BATCH_BYTES):
            break
        ids.append(each.pk)
        if each.tries:
            break
    Inbound.objects.filter(pk__in=ids).update(tries=models.F("tries") + 1)
    return ids


def _take_in(ids: Sequence[int]) -> None:
    """All in one transaction; if anything in it fails, each in its own."""
    rows = Inbound.objects.waiting().filter(pk__in=ids).order_by("pk")
    read = _examined([(each, arrivals) for each in rows if (arrivals := _read(each)) is not None])
    try:
        _file(read)
    except Exception as problem:
        if len(read) > 1:
            log.warning("Taking in %s arrivals one by one, for together they fail: %s", len(read), problem)
        for one in read:
            _file_alone(*one)


def _read(inbound: Inbound) -> list[Arrival] | None:
    """What the arrival says; None when it went to the quarantine."""
    try:
        if inbound.tries > MOST_TRIES:
            raise Unreadable("Reading it was begun several times and never came to an end.")
        return channel(inbound.channel).parse(inbound.content, _envelope(inbound))
    except Unreadable as problem:
        _quarantine(inbound, problem.reason)
    except Exception as problem:
        log.exception("inbound %s", inbound.pk)
        _quarantine(inbound, _words(problem))
    return None


def _envelope(inbound: Inbound) -> Envelope:
    known = inbound.envelope
    recipients = tuple(known.get("recipients", ()))
    client, helo = known.get("client", ""), known.get("helo", "")
    return Envelope(known.get("sender"), recipients, client, helo, known.get("mailbox"))


def _examined(read: list[Read]) -> list[Read]:
    """The same, with what each channel finds out about the authors; as they were where that fails."""
    by_channel: dict[str, list[tuple[int, Letter]]] = {}
    for at, (inbound, arrivals) in enumerate(read):
        letters = [(at, Letter(each, inbound.content, _envelope(inbound))) for each in arrivals]
        by_channel.setdefault(inbound.channel, []).extend(letters)
    found: list[list[Arrival]] = [[] for _each in read]
    for name, letters in by_channel.items():
        for (at, _letter), arrival in zip(letters, _look_at(name, [each for _at, each in letters]), strict=True):
            found[at].append(arrival)
    return [(inbound, found[at]) for at, (inbound, _arrivals) in enumerate(read)]


def _look_at(name: str, letters: Sequence[Letter]) -> list[Arrival]:
    try:
        return channel(name).examine(letters)
    except Exception:
        log.exception("While examining %s", name)
        return [each.arrival for each in letters]


@transaction.atomic
def _file(read: Sequence[Read]) -> None:
    """File what nobody else has taken in meanwhile. Where it finds a conversation, nobody merges or moves that now."""
    hold_relocations(alone=False)
    waiting = Inbound.objects.waiting().filter(pk__in=[inbound.pk for inbound, _arrivals in read])
    still = set(waiting.order_by("pk").select_for_update().values_list("pk", flat=True))
    by_channel: dict[str, list[Arrival]] = {}
    for inbound, arrivals in read:
        by_channel.setdefault(inbound.channel, []).extend(arrivals)
    filings = {name: Filing(name, arrivals) for name, arrivals in by_channel.items()}
    with written_together(_expected(filings.values())):
        outcomes = [_outcome(each, arrivals, filings[each.channel]) for each, arrivals in read if each.pk in still]
    _settle(outcomes)


def _expected(filings: Iterable[Filing]) -> Counter[type[models.Model]]:
    return sum((each.expected for each in filings), Counter())


def _outcome(inbound: Inbound, arrivals: list[Arrival], filing: Filing) -> Outcome:
    message, is_new = None, False
    for arrival in arrivals:
        message, filed = filing.file(arrival, inbound)
        is_new = is_new or filed
    return inbound.pk, State.DONE if is_new else State.DUPLICATE, message.pk if message else None


def _file_alone(inbound: Inbound, arrivals: list[Arrival]) -> None:
    try:
        _file([(inbound, arrivals)])
    except Unreadable as problem:
        _quarantine(inbound, problem.reason)
    except DatabaseError as problem:
        log.exception("inbound %s", inbound.pk)
        if isinstance(problem, DataError) or inbound.tries >= MOST_TRIES:
            _quarantine(inbound, f"The database refused it. {_words(problem)}")
    except Exception as problem:
        log.exception("inbound %s", inbound.pk)
        _quarantine(inbound, _words(problem))


def _settle(outcomes: Sequence[Outcome]) -> None:
    """Write down what became of them, all at once."""
    if outcomes:
        with connection.cursor() as cursor:
            cursor.execute(SETTLE, [list(column) for column in zip(*outcomes, strict=True)])


def _quarantine(inbound: Inbound, reason: str) -> None:
    """Put aside where people see it; raises DatabaseError when there is no database to do it in."""
    reason = reason[:2000].replace("\x00", "")
    Inbound.objects.waiting().filter(pk=inbound.pk).update(state=State.QUARANTINED, reason=reason)


def _words(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}"
