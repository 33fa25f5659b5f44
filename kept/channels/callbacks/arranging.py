"""From a chosen time to a promise: the customer, a conversation with their words, and the call, or nothing of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kept.channels.callbacks import confirming
from kept.channels.form.channel import NAME
from kept.channels.form.submission import first_words
from kept.conversations.conversation import Conversation
from kept.conversations.message import Message
from kept.customers.customer import Customer
from kept.people.throttle import allow
from kept.promises.callbacks import booking
from kept.promises.callbacks.callback import Callback
from kept.promises.callbacks.numbers import spoken
from kept.promises.callbacks.opening import CallbackPage

# How many bookings, within how many seconds.
PER_ADDRESS = (10, 900)
PER_NUMBER = (3, 900)


@dataclass(frozen=True)
class Wish:
    """What a customer filled in; `number` is E.164, `zone` an IANA name, `nonce` the stamp's."""

    name: str
    number: str
    email: str
    about: str
    start: datetime
    zone: str
    nonce: str


# What the external id of a booking's message begins with: it is filed at once, and no arrival says how it came.
BOOKED = "callback:"


def is_allowed(address: str, number: str) -> bool:
    """Whether this network address, and for this number, may book one more now. Counts the attempt."""
    limits = [(f"callback:from:{address}", PER_ADDRESS), (f"callback:number:{number}", PER_NUMBER)]
    allowed = [allow(key, limit=limit, seconds=seconds) for key, (limit, seconds) in limits]
    return all(allowed)


@transaction.atomic
def arrange(page: CallbackPage, wish: Wish) -> Callback:
    """Sent twice it is one. Raises TimeTaken and NobodyRings."""
    CallbackPage.objects.select_for_update(no_key=True).get(pk=page.pk)
    mark = BOOKED + hashlib.sha256(wish.nonce.encode()).hexdigest()[:48]
    if before := Callback.objects.filter(promise__origin__messages__external_id=mark).first():
        return before
    message = _file(page, wish, mark)
    callback = booking.book(page, wish.start, wish.number, in_=message.conversation, zone=wish.zone, about=wish.about)
    if wish.email:
        confirming.confirm(message, callback)
    return callback


def _file(page: CallbackPage, wish: Wish, mark: str) -> Message:
    """The number stays with the call: anybody can type anybody's address, and nothing proves that both are one's."""
    kind, value = ("email", wish.email) if wish.email else ("phone", wish.number)
    customer = Customer.objects.at(kind, value, name=wish.name)
    customer.learn_time_zone(wish.zone)
    subject = first_words(wish.about)
    conversation = Conversation.objects.begin(inbox=page.inbox, customer=customer, subject=subject, channel=NAME)
    asked = _("Please ring me: %(number)s") % {"number": spoken(wish.number)}
    message = Message(
        direction=Message.Direction.IN,
        customer=customer,
        channel=NAME,
        external_id=mark,
        author={"name": wish.name, "address": wish.email},
        subject=subject,
        text=f"{wish.about}\n\n{asked}",
    )
    conversation.receive(message, new=True)
    conversation.add_participants([wish.email])
    return message
