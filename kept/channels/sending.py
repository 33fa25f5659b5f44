"""Sending what is due to leave, through the channel it is for."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from django.db import DatabaseError, connection, transaction

from kept.channels import quoting, returns
from kept.channels.base import Enclosure, Linked, Outbound, Party, Receipt, SendFailed, TooLarge
from kept.channels.email import tokens
from kept.channels.register import channel
from kept.conversations import carrying
from kept.conversations.answering import Recipient
from kept.conversations.attachment import Attachment
from kept.conversations.delivery import HOLD_AGAIN, Delivery
from kept.conversations.lending import FileLink
from kept.conversations.message import Message
from kept.conversations.stopping import stop_url
from kept.customers.trouble import AddressTrouble

log = logging.getLogger(__name__)


def deliver(pk: int) -> None:
    """One try of a delivery, if it is due and nobody else tries."""
    rows = Delivery.objects.select_related("message__conversation__customer", "message__conversation__inbox")
    delivery = rows.filter(pk=pk).first()
    if delivery is None:
        return
    if delivery.is_postponed:
        delivery.message.conversation.let_go(delivery.message)
    if not delivery.claim():
        delivery.look_again()
        return
    if stopped := stops(delivery):
        delivery.fail(stopped, permanent=True)
        return
    try:
        with kept_hold(delivery):
            receipt = send(delivery.message)
    except SendFailed as failure:
        _fail(delivery, failure)
    except Exception as problem:
        log.exception("delivery %s", pk)
        delivery.fail(f"{type(problem).__name__}: {problem}", permanent=False)
    else:
        with transaction.atomic():
            delivery.succeed()
            returns.refused(delivery, receipt.refused)


def send(message: Message) -> Receipt:
    """Send it; what turns out to be too large goes as links, first as many as must, then all. Raises `SendFailed`."""
    while True:
        try:
            return channel(message.channel).send(outbound(message))
        except TooLarge as problem:
            if not lend_more(message, problem.most):
                raise


def lend_more(message: Message, most: int | None) -> bool:
    """Let more of its files be fetched from us instead; False when there is none left that goes along."""
    files = list(message.attachments.filter(link=None))
    fits = carrying.too_large(files, most) if most else []
    FileLink.objects.lend(fits or files, days=message.conversation.inbox.links_last)
    return bool(files)


def stops(delivery: Delivery) -> str:
    """Why it may go to none of its recipients, since mail to them came back after it was written; '' when it may."""
    troubles = {each.address: each.why for each in AddressTrouble.objects.stopping().at(delivery.recipients)}
    to = delivery.recipients
    return troubles[to[0]] if to and troubles.keys() >= set(to) else ""


@transaction.atomic
def _fail(delivery: Delivery, failure: SendFailed) -> None:
    if failure.permanent and delivery.is_under_way:
        returns.refused(delivery, failure.refused)
    delivery.fail(failure.reason, permanent=failure.permanent)


@contextmanager
def kept_hold(delivery: Delivery) -> Iterator[None]:
    """While inside, nobody else may claim the delivery, however long it takes; when this process dies, soon after."""
    done = Event()

    def hold_on() -> None:
        while not done.wait(HOLD_AGAIN.total_seconds()):
            with suppress(DatabaseError):  # the next round may reach it again
                delivery.hold_on()
        connection.close()

    holding = Thread(target=hold_on, daemon=True, name=f"hold on to delivery {delivery.pk}")
    holding.start()
    try:
        yield
    finally:
        done.set()
        holding.join()


def outbound(message: Message) -> Outbound:
    """The message as the channel needs it. Its Message-ID is written down before the first try, and kept."""
    conversation = message.conversation
    inbox = conversation.inbox
    files = list(message.attachments.select_related("link"))
    lent = [each.link for each in files if hasattr(each, "link")]
    if not message.message_id:
        message.message_id = tokens.message_id(conversation.token, inbox.domain)
        message.save(update_fields=["message_id"])
    return Outbound(
        message_id=message.message_id,
        author=Party(inbox.address, f"{message.member}" if message.member else inbox.name),
        to=_parties(message.to),
        cc=_parties(message.cc),
        bcc=_parties(message.bcc),
        subject=message.subject,
        text=message.text.rstrip(),
        html=message.html,
        signature=message.quoted,
        token=conversation.token if inbox.reply_by_token else "",
        in_reply_to=message.in_reply_to,
        references=tuple(message.references),
        enclosures=tuple(_enclosures(each for each in files if not hasattr(each, "link"))),
        history=() if message.automatic else tuple(quoting.history(message)),
        automatic=bool(message.automatic),
        links=tuple(Linked(each.attachment.name, each.attachment.size, each.url, each.until) for each in lent),
        stop_url=stop_url(message) if message.automatic else "",
    )


def _parties(recipients: Iterable[Recipient]) -> tuple[Party, ...]:
    return tuple(Party(each["address"], each.get("name", "")) for each in recipients)


def _enclosures(files: Iterable[Attachment]) -> Iterable[Enclosure]:
    for each in files:
        yield Enclosure(
            name=each.name,
            type=each.type,
            size=each.size,
            sha256=each.sha256,
            content=each.read(),
            content_id=each.content_id or None,
            inline=each.inline,
        )
