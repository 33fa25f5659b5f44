"""Filing an arrival: whose it is, which conversation it belongs to, and the message it becomes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db import models

from kept.channels import doubting, returns, threading
from kept.channels.base import Arrival, Party, Unreadable
from kept.channels.email.tokens import without_token
from kept.channels.inbound import Inbound
from kept.channels.passing_on import Passed, passed
from kept.channels.spam.sifting import Sieve
from kept.conversations.attachment import Attachment
from kept.conversations.conversation import Conversation
from kept.conversations.events import StrangerAnswered
from kept.conversations.inbox import Inbox
from kept.conversations.message import Message
from kept.conversations.relocation_events import AlsoSentTo
from kept.conversations.trust import Trust
from kept.conversations.trust_events import DoubtfulAnswered
from kept.customers.customer import Customer
from kept.events.event import Event
from kept.events.kinds import Kind
from kept.lib import clock, subjects
from kept.people.member import Member

MOST_PARTICIPANTS = 100


@dataclass(frozen=True)
class Place:
    """Where an arrival belongs. Without a conversation it begins one; `stranger_in` is one it named in vain, and
    `leads_from` one that it answers under another subject."""

    conversation: Conversation | None
    customer: Customer
    member: Member | None = None
    stranger_in: Conversation | None = None
    leads_from: Conversation | None = None


class Filing:
    """Files arrivals, all within one transaction; what every one of them asks for is looked up once."""

    def __init__(self, channel: str, arrivals: Iterable[Arrival]) -> None:
        self.channel = channel
        arrivals = self._arrivals = list(arrivals)
        self._had = _had_already(channel, arrivals)
        self._authors = {each.author.key for each in arrivals}
        self._customers = Customer.objects.by_address("email", self._authors)
        self._sieve = Sieve()

    @property
    def expected(self) -> Counter[type[models.Model]]:
        """How many rows of each kind it makes at most; of conversations, whose numbers people see, at least."""
        most = len(self._arrivals)
        begun = {each.external_id for each in self._arrivals if self._surely_begins(each)}
        return Counter({Customer: most, Message: most, Conversation: len(begun)})

    def _surely_begins(self, arrival: Arrival) -> bool:
        names = arrival.tokens or arrival.references or arrival.in_reply_to or subjects.is_answer(arrival.subject)
        special = arrival.bounce or arrival.forwarded or arrival.trust == Trust.FAILED
        return not (names or special or arrival.external_id in self._had or arrival.author.key in self._colleagues)

    def file(self, arrival: Arrival, inbound: Inbound) -> tuple[Message, bool]:
        """The message it became, and whether that is new. Raises `Unreadable` where there is no inbox for it."""
        external_id = arrival.external_id
        if had := self._had.get(external_id):
            if had.is_incoming:
                self._name_other_inboxes(had.conversation, arrival, inbound)
            return had, False
        inbox = self._inbox(arrival, inbound)
        if passed := self._passed_on(arrival):
            arrival = passed.original
            if had := passed.known():
                passed.tell(had.conversation)
                return had, False
        place = _after_bounce(arrival) or self._place(arrival, inbox)
        message = _message(arrival, inbound, place)
        conversation = place.conversation or Conversation.objects.begin(
            inbox=inbox, customer=place.customer, subject=arrival.subject, channel=inbound.channel, first=message
        )
        conversation.receive(message, new=place.conversation is None)
        self._let_take_part(arrival, conversation)
        _keep_enclosures(arrival, message)
        _heed_details(arrival, place.customer, conversation)
        if place.conversation is None and place.member is None and not passed:
            self._sieve.sift(arrival, message, conversation, inbound)
        if place.stranger_in is not None:
            place.stranger_in.record(_answered_in_vain(arrival, conversation))
        if place.leads_from is not None:
            place.leads_from.lead_to(conversation)
        if place.conversation is None:
            self._name_other_inboxes(conversation, arrival, inbound)
        if passed:
            passed.tell(conversation)
        self._had[external_id] = message
        return message, True

    @cached_property
    def _inboxes(self) -> list[Inbox]:
        return list(Inbox.objects.all())

    @cached_property
    def _inbox_at(self) -> dict[str, Inbox]:
        return {Party(each.address).key: each for each in self._inboxes}

    @cached_property
    def _colleagues(self) -> dict[str, Member]:
        return {each.email: each for each in Member.objects.active()}

    def _inbox(self, arrival: Arrival, inbound: Inbound) -> Inbox:
        """The way it came decides, then to whom it was sent, then the first inbox in use."""
        in_use = (each for each in self._inboxes if each.is_active)
        chosen = next(iter(self._inboxes_of(arrival, inbound)), None) or next(in_use, None)
        if chosen is None:
            raise Unreadable("There is no inbox yet to put it in: make one in the settings, then try again.")
        return chosen

    def _inboxes_of(self, arrival: Arrival, inbound: Inbound) -> list[Inbox]:
        """Those it was sent to, the one that it came through first."""
        came = [each for each in self._inboxes if each.pk == inbound.inbox_id]
        named = [Party(each) for each in inbound.envelope.get("recipients", ())]
        named += [*arrival.to, *arrival.cc]
        found = (self._inbox_at.get(without_token(each.key)) for each in named)
        return list(dict.fromkeys([*came, *(each for each in found if each)]))

    def _name_other_inboxes(self, conversation: Conversation, arrival: Arrival, inbound: Inbound) -> None:
        """One mail to several inboxes is one conversation, which says to where else it was sent."""
        others = [str(each) for each in self._inboxes_of(arrival, inbound) if each.pk != conversation.inbox_id]
        if others:
            before = Event.objects.filter(conversation=conversation).of(AlsoSentTo)
            said = set(before.values_list("data__inbox", flat=True))
            for each in dict.fromkeys(each for each in others if each not in said):
                conversation.record(AlsoSentTo(each))

    def _passed_on(self, arrival: Arrival) -> Passed | None:
        member = self._colleagues.get(arrival.author.key)
        if member is None or arrival.forwarded is None or arrival.trust == Trust.FAILED:
            return None
        return passed(arrival, member, {*self._inbox_at, *self._colleagues})

    def _place(self, arrival: Arrival, inbox: Inbox) -> Place:
        if arrival.trust == Trust.FAILED:
            return self._place_of_doubtful(arrival)
        member = self._colleagues.get(arrival.author.key)
        found = threading.find(arrival, inbox=inbox, member=member)
        if member is not None and (customer := self._customer_of_colleague(arrival, found.conversation)):
            return Place(found.conversation, customer, member)
        customer = self._customer(arrival.author)
        return Place(found.conversation, customer, stranger_in=found.stranger_in, leads_from=found.leads_from)

    def _customer_of_colleague(self, arrival: Arrival, conversation: Conversation | None) -> Customer | None:
        """Whom a colleague serves who writes from their own mail program; None when they write to us for themselves."""
        if conversation is not None:
            return conversation.customer
        ours = {*self._inbox_at, *self._colleagues}
        outside = (each for each in (*arrival.to, *arrival.cc) if without_token(each.key) not in ours)
        return self._customer(whom) if (whom := next(outside, None)) else None

    def _place_of_doubtful(self, arrival: Arrival) -> Place:
        """Never as a colleague, and never as a customer that we know."""
        conversation = None if arrival.author.key in self._colleagues else doubting.conversation_of(arrival)
        if conversation is not None:
            return Place(conversation, conversation.customer)
        return Place(None, doubting.stranger(arrival), stranger_in=doubting.named_in_vain(arrival))

    def _customer(self, author: Party) -> Customer:
        known = self._customers.get(author.key)
        if known is None and author.key in self._authors:
            known = Customer.objects.meet("email", author.key, author.name)
        elif known is None or (author.name and not known.name):
            known = Customer.objects.at("email", author.key, name=author.name)
        self._customers[author.key] = known
        return known

    def _let_take_part(self, arrival: Arrival, conversation: Conversation) -> None:
        people = [each.key for each in (arrival.author, *arrival.reply_to, *arrival.to, *arrival.cc)]
        if arrival.trust == Trust.FAILED:
            people = people[:1]
        others = [each for each in dict.fromkeys(people) if without_token(each) not in self._inbox_at]
        if not arrival.bounce:
            conversation.add_participants(others[:MOST_PARTICIPANTS])


def _had_already(channel: str, arrivals: list[Arrival]) -> dict[str, Message]:
    """By external id: the same messages, arrived before; or messages of our own that came back to us as copies."""
    by_message_id = {each.message_id: each for each in arrivals if each.message_id}
    ours = models.Q(message_id__in=by_message_id, direction="out")
    same = models.Q(channel=channel, external_id__in=[each.external_id for each in arrivals])
    had = {}
    for message in Message.objects.filter(ours | same).only("pk", "direction", "external_id", "message_id", "author"):
        if not message.is_incoming:
            copy = by_message_id[message.message_id]
            if message.author.get("address", "").lower() == copy.author.address.lower():
                had[copy.external_id] = message
        elif message.external_id:
            had[message.external_id] = message
    return had


def _after_bounce(arrival: Arrival) -> Place | None:
    """For a report about a message of ours: that message's conversation."""
    message = returns.heed(arrival)
    return Place(message.conversation, message.conversation.customer) if message else None


def _answered_in_vain(arrival: Arrival, conversation: Conversation) -> Kind:
    if arrival.trust == Trust.FAILED:
        return DoubtfulAnswered(conversation.number, arrival.author.address)
    return StrangerAnswered(arrival.author.address, conversation.number)


def _heed_details(arrival: Arrival, customer: Customer, conversation: Conversation) -> None:
    """What a channel knows besides the words."""
    if zone := arrival.details.get("time_zone"):
        customer.learn_time_zone(zone)
    if arrival.details.get("spam"):
        conversation.mark_spam(by=None)


def _keep_enclosures(arrival: Arrival, message: Message) -> None:
    for enclosure in arrival.enclosures:
        Attachment.objects.keep(
            enclosure.content,
            name=enclosure.name,
            type=enclosure.type,
            message=message,
            content_id=enclosure.content_id or "",
            inline=enclosure.inline,
        )


def _message(arrival: Arrival, inbound: Inbound, place: Place) -> Message:
    return Message(
        direction=Message.Direction.IN,
        channel=inbound.channel,
        customer=None if place.member else place.customer,
        member=place.member,
        external_id=arrival.external_id,
        message_id=arrival.message_id[:500],
        in_reply_to=arrival.in_reply_to[0][:500] if arrival.in_reply_to else "",
        references=[each[:500] for each in arrival.references[-threading.MOST_REFERENCES :]],
        subject=arrival.subject,
        text=arrival.text,
        quoted=arrival.quoted,
        html=arrival.html,
        author=as_recipient(arrival.author),
        reply_to=[as_recipient(each) for each in arrival.reply_to],
        to=[as_recipient(each) for each in arrival.to],
        cc=[as_recipient(each) for each in arrival.cc],
        automatic=arrival.automatic[:200],
        trust=arrival.trust,
        trust_reason=arrival.trust_reason,
        trust_details=arrival.trust_details,
        written_at=arrival.at,
        at=min(inbound.received_at, clock.now()),
    )


def as_recipient(party: Party) -> dict[str, str]:
    return {"name": party.name, "address": party.address}
