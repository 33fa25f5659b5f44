"""What is quoted below a reply: what was said before, as far as those whom it goes to were in it."""

from __future__ import annotations

from collections.abc import Iterator

from kept.channels.base import Earlier, Party
from kept.conversations.message import Message
from kept.conversations.returning import UNSAID

MOST_QUOTED = 5
MOST_LOOKED_AT = 50


def history(message: Message) -> Iterator[Earlier]:
    """Newest first. Only messages: a note is never quoted.

    A message is quoted when all its readers-to-be were in it, so that nobody learns what another wrote to us alone.
    Whoever is new to the conversation is not asked for: they see what the others see. When all are, nothing is quoted.
    """
    rows = Message.objects.filter(conversation=message.conversation_id, pk__lt=message.pk)
    rows = rows.exclude(delivery__state__in=UNSAID).select_related("member", "customer").order_by("-pk")
    theirs = set(message.conversation.customer.addresses.values_list("value", flat=True))
    earlier = [(each, _people(each.parties, theirs)) for each in rows[:MOST_LOOKED_AT]]
    everybody: set[str] = set().union(*(people for _each, people in earlier))
    readers = {each["address"].lower() for each in (*message.to, *message.cc, *message.bcc)} & everybody
    quoted = [each for each, people in earlier if readers and readers <= people]
    for each in quoted[:MOST_QUOTED]:
        ours = "" if each.is_incoming else each.html
        yield Earlier(Party(each.author.get("address", ""), each.author_name), each.at, each.text, ours)


def _people(parties: list[dict[str, str]], theirs: set[str]) -> set[str]:
    """Who was in it; the customer with every address of theirs."""
    people = {each["address"].lower() for each in parties if each.get("address")}
    return people | theirs if people & theirs else people
