"""What comes back: reports about our own mail find the message they speak of, and mark it and the address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db.models import QuerySet

from kept.channels.base import Arrival, Bounce, Party
from kept.channels.email import bouncewords
from kept.conversations.delivery import Delivery
from kept.conversations.message import Message
from kept.customers.trouble import AddressTrouble, Why
from kept.lib import clock

# A report that names only an address speaks of the newest that left for it within this time.
NAMED_BY_ADDRESS = timedelta(days=7)
NAMED_BY_CONVERSATION = timedelta(days=30)
# A hostile report may name thousands, and an address may stand in very many conversations.
MOST_IDS = 30
MOST_LOOKED_AT = 200

_STATUS = re.compile(r"(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])")


def heed(arrival: Arrival) -> Message | None:
    """The message of ours that the arrival reports about, marked with what it says; None when it is no such report."""
    bounce = arrival.bounce
    message = find(arrival, bounce) if bounce else None
    if bounce is None or message is None:
        return None
    report(message, bounce)
    return message


def report(message: Message, bounce: Bounce) -> None:
    """Mark the message, and those whom it did not reach, with what is said about it."""
    for each in bounce.parts or (bounce,):
        _mark(message.delivery, each)
    if message.delivery.state == Delivery.State.BOUNCED:
        message.conversation.take_turn_back()


def find(arrival: Arrival, bounce: Bounce) -> Message | None:
    """By the Message-ID it brings back, by what it answers, by our token, and at last by whom it failed to reach."""
    ids = [bounce.message_id, *reversed(arrival.references[-MOST_IDS:]), *arrival.in_reply_to[:MOST_IDS]]
    found = {each.message_id: each for each in ours().filter(message_id__in=[each for each in ids if each])}
    if named := next((found[each] for each in ids if each in found), None):
        return named
    to = {Party(each).key for each in bounce.recipients}
    if arrival.tokens:
        since = clock.now() - NAMED_BY_CONVERSATION
        rows = ours().filter(conversation__token__in=arrival.tokens[:MOST_IDS], delivery__sent_at__gte=since)
        if named := _newest_to(to, rows):
            return named
    since = clock.now() - NAMED_BY_ADDRESS
    rows = ours().filter(conversation__participants__address__in=to, delivery__sent_at__gte=since)
    return _newest_to(to, rows) if to else None


def refused(delivery: Delivery, by_server: Sequence[tuple[str, str]]) -> None:
    """Recipients that the server would not take as we handed it over, with its words, which begin with its code."""
    for address, words in by_server:
        status = found[1] if (found := _STATUS.search(words)) else ""
        _came_back(delivery, address, bouncewords.reason(status, words), words, permanent=words.startswith("5"))


def _mark(delivery: Delivery, bounce: Bounce) -> None:
    why = bounce.reason if bounce.reason in Why.values else Why.OTHER
    for address in bounce.recipients or delivery.recipients[:1]:
        if bounce.kind == "failed":
            _came_back(delivery, address, why, bounce.diagnostic, permanent=bounce.permanent)
        elif bounce.kind == "delayed":
            delivery.be_delayed(address, why)
        elif bounce.kind == "complaint" and (reader := delivery.be_complained_of(address)):
            conversation = delivery.message.conversation
            AddressTrouble.objects.mark(reader, Why.COMPLAINT, permanent=True, conversation=conversation)


def _came_back(delivery: Delivery, address: str, why: str, said: str, *, permanent: bool) -> None:
    recipient = delivery.come_back(address, why, said)
    if recipient in delivery.recipients:  # an address that we never wrote to is not ours to mark
        conversation = delivery.message.conversation
        AddressTrouble.objects.mark(recipient, why, permanent=permanent, said=said, conversation=conversation)


def ours() -> QuerySet[Message]:
    rows = Message.objects.filter(direction="out", delivery__isnull=False)
    return rows.select_related("delivery", "conversation__customer").order_by("-pk")


def _newest_to(recipients: Iterable[str], messages: QuerySet[Message]) -> Message | None:
    wanted = set(recipients)
    fits = (each for each in messages[:MOST_LOOKED_AT] if not wanted or wanted & set(each.delivery.recipients))
    return next(fits, None)
