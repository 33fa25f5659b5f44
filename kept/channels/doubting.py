"""Filing what may not be from whom it says: visible, in nobody's name, and never by address alone."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kept.channels import threading
from kept.channels.base import Arrival
from kept.conversations.conversation import Conversation
from kept.conversations.message import Message
from kept.conversations.trust import Trust
from kept.customers.customer import Customer


def conversation_of(arrival: Arrival) -> Conversation | None:
    """Where it may go: by our token, which only who got our mail can know, else to its own kind.

    A second letter of the same doubtful author goes to their first, for it can do no harm there.
    """
    author = arrival.author.key
    by_token = Conversation.objects.filter(token__in=arrival.tokens[: threading.MOST_REFERENCES])
    taking_part = by_token.filter(participants__address=author[:320]).first()
    if taking_part is not None:
        return taking_part.standing()  # type: ignore[no-any-return]
    ids = [*arrival.references[-threading.MOST_REFERENCES :], *arrival.in_reply_to[: threading.MOST_REFERENCES]]
    alike = Message.objects.filter(
        message_id__in=[each for each in ids if each.strip("<> ")],
        trust=Trust.FAILED,
        author__address__iexact=author,
        conversation__customer__addresses=None,
    )
    first = alike.select_related("conversation").order_by("pk").first()
    return first.conversation.standing() if first is not None else None


def named_in_vain(arrival: Arrival) -> Conversation | None:
    """The conversation that it says it answers."""
    return next(iter(threading.named(arrival)), None)


def stranger(arrival: Arrival) -> Customer:
    """A customer without an address, so that nothing of it is ever taken for the one whom it names."""
    name = _("Perhaps not %(name)s") % {"name": arrival.author.name or arrival.author.address}
    return Customer.objects.create(name=name[:200])
