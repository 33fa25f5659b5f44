"""Which conversation an arrival belongs to: the one it names, if its author takes part in it, else none."""

from __future__ import annotations

from collections.abc import Iterator

from kept.channels.base import Arrival
from kept.conversations.conversation import Conversation
from kept.conversations.message import Message
from kept.customers.customer import Address

# A hostile message may name thousands; the nearest few say it.
MOST_REFERENCES = 30


def named(arrival: Arrival) -> Iterator[Conversation]:
    """The conversations an arrival names, the surest first: by our token, then References, then In-Reply-To."""
    if tokens := [each for each in arrival.tokens[:MOST_REFERENCES] if each]:
        found = {each.token: each for each in Conversation.objects.filter(token__in=tokens)}
        yield from (found[token] for token in tokens if token in found)
    ids = [*reversed(arrival.references[-MOST_REFERENCES:]), *arrival.in_reply_to[:MOST_REFERENCES]]
    if ids := [each for each in ids if each.strip("<> ")]:
        messages = Message.objects.filter(message_id__in=ids).select_related("conversation").order_by("pk")
        by_id = {message.message_id: message for message in messages}
        yield from (by_id[each].conversation for each in ids if each in by_id)


def takes_part(address: str, conversation: Conversation) -> bool:
    """Whether the author wrote or was written to there, or is the customer at another of their addresses."""
    if address[:320] in conversation.participant_addresses:
        return True
    return Address.objects.filter(customer_id=conversation.customer_id, kind="email", value=address).exists()


def find(arrival: Arrival) -> tuple[Conversation | None, Conversation | None]:
    """The conversation that the arrival continues, and one it names although its author is a stranger there."""
    stranger_in = None
    checked: set[int] = set()
    for conversation in named(arrival):
        if conversation.pk in checked:
            continue
        checked.add(conversation.pk)
        if takes_part(arrival.author.key, conversation):
            return conversation, None
        stranger_in = stranger_in or conversation
    return None, stranger_in
