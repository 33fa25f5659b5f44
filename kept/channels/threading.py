"""Which conversation an arrival belongs to: the rules of `docs/mail-threading.md`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import NamedTuple

from kept.channels.base import Arrival
from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.conversations.message import Message
from kept.customers.customer import Address
from kept.lib import clock, subjects
from kept.people.member import Member

# A hostile message may name thousands; the nearest few say it.
MOST_REFERENCES = 30
# An answer that names nothing we know belongs to a conversation of the same subject no older than this.
WINDOW = timedelta(days=14)
MOST_ALIKE = 20


class Found(NamedTuple):
    """`stranger_in` is one that it names although its author is a stranger there; `leads_from` one that it answers
    under a subject of its own."""

    conversation: Conversation | None = None
    stranger_in: Conversation | None = None
    leads_from: Conversation | None = None


def find(arrival: Arrival, *, inbox: Inbox | None = None, member: Member | None = None) -> Found:
    """The conversation that the arrival continues. It came to `inbox`; `member` is its author if a colleague."""
    stranger_in = None
    checked: set[int] = set()
    for conversation in named(arrival):
        if conversation.pk in checked:
            continue
        checked.add(conversation.pk)
        if takes_part(arrival.author.key, conversation) or _opens(member, conversation):
            return _going_on(arrival, conversation, member)
        stranger_in = stranger_in or conversation
    return Found(_alike(arrival, inbox) if inbox else None, stranger_in)


def named(arrival: Arrival) -> Iterator[Conversation]:
    """The conversations an arrival names, the surest first: by our token, then References, then In-Reply-To."""
    if tokens := [each for each in arrival.tokens[:MOST_REFERENCES] if each]:
        found = {each.token: each for each in Conversation.objects.filter(token__in=tokens)}
        yield from (found[token].standing() for token in tokens if token in found)
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


def _opens(member: Member | None, conversation: Conversation) -> bool:
    """Whether a colleague may write there, though nobody has copied them in."""
    return member is not None and Inbox.objects.of(member).filter(pk=conversation.inbox_id).exists()


def _going_on(arrival: Arrival, conversation: Conversation, member: Member | None) -> Found:
    """That conversation; for a customer's answer under another subject the one that it led to before, if any."""
    if member is not None or arrival.automatic or arrival.bounce or _same_matter(arrival, conversation):
        return Found(conversation)
    links = conversation.links_to.filter(why="subject").select_related("to__customer", "to__inbox").order_by("-pk")
    others = (link.to.standing() for link in links[:MOST_ALIKE])
    led_to = (each for each in others if takes_part(arrival.author.key, each) and _same_matter(arrival, each))
    if other := next(led_to, None):
        return Found(other)
    return Found(leads_from=conversation)


def _same_matter(arrival: Arrival, conversation: Conversation) -> bool:
    if subjects.same_matter(arrival.subject, [conversation.subject]):
        return True
    return subjects.same_matter(arrival.subject, _subjects_of(conversation))


def _subjects_of(conversation: Conversation) -> Iterable[str]:
    """What it is called, and what its messages were."""
    rows = Message.objects.filter(conversation=conversation).order_by().values_list("subject", flat=True).distinct()
    return [conversation.subject, *rows[:100]]


def _alike(arrival: Arrival, inbox: Inbox) -> Conversation | None:
    """For an answer that names nothing we know, because some server rewrote the ids: one of the same subject, in the
    same inbox, in which its author took part lately."""
    key = subjects.key(arrival.subject)
    answers = subjects.is_answer(arrival.subject) or arrival.in_reply_to or arrival.references
    if not key or not answers or arrival.bounce or subjects.is_forward(arrival.subject):
        return None
    lately = Conversation.objects.standing().filter(
        inbox=inbox, participants__address=arrival.author.key[:320], last_activity_at__gte=clock.now() - WINDOW
    )
    for each in lately.exclude(state="spam").order_by("-last_activity_at", "-pk")[:MOST_ALIKE]:
        if key == subjects.key(each.subject) or key in map(subjects.key, _subjects_of(each)):
            return each  # type: ignore[no-any-return]
    return None
