"""Taking in what has arrived: parse it, find or make the customer and the conversation, file the message."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.db import DatabaseError, models, transaction

from kept.channels import threading
from kept.channels.base import Arrival, Envelope, Party, Unreadable
from kept.channels.email.tokens import without_token
from kept.channels.inbound import Inbound
from kept.channels.register import channel
from kept.conversations.attachment import Attachment
from kept.conversations.conversation import Conversation
from kept.conversations.events import StrangerAnswered
from kept.conversations.inbox import Inbox
from kept.conversations.message import Message
from kept.customers.customer import Customer
from kept.lib import clock

log = logging.getLogger(__name__)

BATCH = 20
# Begun this often without an end, it has killed its worker or the database each time: people must look.
MOST_TRIES = 4


def take_in_waiting() -> int:
    """Take in everything that waits, in the order it arrived; returns how many arrivals that was."""
    done = 0
    while batch := _begin():
        done += _take_in_batch(batch)
    return done


def take_in_now(inbound: Inbound) -> None:
    """Take in this one at once, for somebody who waits. Where that fails it stays waiting, or is in the quarantine."""
    fresh = Inbound.objects.filter(pk=inbound.pk, state=Inbound.State.WAITING, tries=0)
    try:
        fresh.update(tries=1)
        _take_in_batch([inbound.pk])  # where a worker has it in hand already, this waits for its commit
    except DatabaseError:
        log.exception("inbound %s", inbound.pk)
    inbound.refresh_from_db(fields=["state", "reason", "tries", "message"])


@transaction.atomic
def _begin() -> list[int]:
    """The next arrivals, their tries counted before anything can go wrong. One that failed before goes alone."""
    waiting = list(Inbound.objects.waiting().light().order_by("pk").select_for_update(skip_locked=True)[:BATCH])
    if waiting and waiting[0].tries:
        waiting = waiting[:1]
    fresh = [each for each in waiting if not each.tries] or waiting
    ids = [each.pk for each in fresh]
    Inbound.objects.filter(pk__in=ids).update(tries=models.F("tries") + 1)
    return ids


@transaction.atomic
def _take_in_batch(ids: Iterable[int]) -> int:
    inboxes = list(Inbox.objects.all())
    rows = [Inbound.objects.select_for_update().get(pk=pk) for pk in ids]
    for inbound in rows:
        if inbound.state == Inbound.State.WAITING:
            _take_in_or_quarantine(inbound, inboxes)
    return len(rows)


def _take_in_or_quarantine(inbound: Inbound, inboxes: list[Inbox]) -> None:
    try:
        if inbound.tries > MOST_TRIES:
            raise Unreadable("Reading it failed several times without an answer.")
        with transaction.atomic():
            _take_in(inbound, inboxes)
    except Unreadable as problem:
        _settle(inbound, Inbound.State.QUARANTINED, reason=problem.reason)
    except DatabaseError:
        if inbound.tries >= MOST_TRIES:
            log.exception("inbound %s", inbound.pk)
            _settle(inbound, Inbound.State.QUARANTINED, reason="The database refused it.")
    except Exception as problem:
        log.exception("inbound %s", inbound.pk)
        _settle(inbound, Inbound.State.QUARANTINED, reason=f"{type(problem).__name__}: {problem}")


def _settle(inbound: Inbound, state: Inbound.State, *, message: Message | None = None, reason: str = "") -> None:
    inbound.state, inbound.message, inbound.reason = state, message, reason[:2000]
    inbound.save(update_fields=["state", "message", "reason"])


def _take_in(inbound: Inbound, inboxes: list[Inbox]) -> None:
    message = None
    state = Inbound.State.DUPLICATE
    envelope = Envelope(inbound.envelope.get("sender", ""), tuple(inbound.envelope.get("recipients", ())))
    for arrival in channel(inbound.channel).parse(bytes(inbound.raw), envelope):
        message = _had_already(inbound.channel, arrival)
        if message is None:
            message = _file(arrival, inbound, _inbox(arrival, inbound, inboxes))
            state = Inbound.State.DONE
    _settle(inbound, state, message=message)


def _had_already(channel: str, arrival: Arrival) -> Message | None:
    """The same message, arrived before; or one of our own that came back to us as a copy."""
    same = models.Q(channel=channel, external_id=arrival.external_id)
    if arrival.message_id:
        same |= models.Q(message_id=arrival.message_id, direction="out", author__address=arrival.author.address)
    return Message.objects.filter(same).first()


def _inbox(arrival: Arrival, inbound: Inbound, inboxes: list[Inbox]) -> Inbox:
    """The way it came decides, then to whom it was sent, then the first inbox in use."""
    if inbound.inbox_id is not None:
        return next(each for each in inboxes if each.pk == inbound.inbox_id)
    by_address = {each.address.lower(): each for each in inboxes}
    named = [*inbound.envelope.get("recipients", ()), *(each.key for each in [*arrival.to, *arrival.cc])]
    found = (by_address.get(without_token(each.lower())) for each in named)
    chosen = next((each for each in found if each), None) or next((each for each in inboxes if each.is_active), None)
    if chosen is None:
        raise Unreadable("There is no inbox yet to put it in: make one in the settings, then try again.")
    return chosen


def _file(arrival: Arrival, inbound: Inbound, inbox: Inbox) -> Message:
    if (bounced := _bounced(arrival)) is not None:
        customer, continued, stranger_in = bounced.customer, bounced, None
    else:
        customer = Customer.objects.at("email", arrival.author.key, name=arrival.author.name)
        continued, stranger_in = threading.find(arrival)
    conversation = continued or Conversation.objects.begin(
        inbox=inbox, customer=customer, subject=arrival.subject, channel=inbound.channel
    )
    message = _message(arrival, inbound, customer)
    conversation.receive(message, new=continued is None)
    conversation.add_participants(_people(arrival, inbox))
    for enclosure in arrival.enclosures:
        Attachment.objects.keep(
            enclosure.content,
            name=enclosure.name,
            type=enclosure.type,
            message=message,
            content_id=enclosure.content_id or "",
            inline=enclosure.inline,
        )
    if zone := arrival.details.get("time_zone"):
        customer.learn_time_zone(zone)
    if arrival.details.get("spam"):
        conversation.mark_spam(by=None)
    if stranger_in is not None:
        stranger_in.record(StrangerAnswered(arrival.author.address, conversation.number))
    return message


def _bounced(arrival: Arrival) -> Conversation | None:
    """For a bounce of a message of ours: that message's conversation, with its delivery marked."""
    bounce = arrival.bounce
    if bounce is None or bounce.kind != "failed" or not bounce.message_id:
        return None
    ours = Message.objects.filter(message_id=bounce.message_id, direction="out", delivery__isnull=False)
    message = ours.select_related("delivery", "conversation__customer").first()
    if message is None:
        return None
    message.delivery.bounce(bounce.diagnostic or bounce.reason)
    return message.conversation


def _people(arrival: Arrival, inbox: Inbox) -> list[str]:
    ours = inbox.address.lower()
    everybody = [arrival.author, *arrival.reply_to, *arrival.to, *arrival.cc]
    return [each.key for each in everybody if without_token(each.key) != ours][:100]


def _message(arrival: Arrival, inbound: Inbound, customer: Customer) -> Message:
    return Message(
        direction=Message.Direction.IN,
        channel=inbound.channel,
        customer=customer,
        external_id=arrival.external_id,
        message_id=arrival.message_id[:500],
        in_reply_to=arrival.in_reply_to[0][:500] if arrival.in_reply_to else "",
        references=list(arrival.references[-threading.MOST_REFERENCES :]),
        subject=arrival.subject,
        text=arrival.text,
        quoted=arrival.quoted,
        html=arrival.html,
        author=as_recipient(arrival.author),
        reply_to=[as_recipient(each) for each in arrival.reply_to],
        to=[as_recipient(each) for each in arrival.to],
        cc=[as_recipient(each) for each in arrival.cc],
        automatic=arrival.automatic[:200],
        written_at=arrival.at,
        at=min(inbound.received_at, clock.now()),
    )


def as_recipient(party: Party) -> dict[str, str]:
    return {"name": party.name, "address": party.address}
