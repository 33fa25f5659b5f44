"""The confirmation of a booked call: one automatic mail, by the rules of acknowledgements (RFC 3834)."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from kept.channels.acknowledging import Acknowledgement, is_due, within_bounds
from kept.channels.callbacks import tokens
from kept.channels.callbacks.telling import in_both_zones
from kept.conversations.message import Message
from kept.promises.callbacks.callback import Callback


def confirm(asked: Message, callback: Callback) -> None:
    """It takes the place of the acknowledgement: one word from a machine is enough, and once a day to an address."""
    address = asked.author["address"]
    if not Acknowledgement.objects.lately(address) and is_due(asked) and within_bounds(address):
        Acknowledgement.objects.send(asked, words=words_for(callback))


def words_for(callback: Callback) -> str:
    words = {"when": in_both_zones(callback), "number": callback.spoken_number, "url": url_of(callback)}
    return (
        _("We ring you at %(number)s:\n%(when)s\n\nAnother time, or no call any more? You can say so here:\n%(url)s")
        % words
    )


def url_of(callback: Callback) -> str:
    return settings.KEPT_URL + reverse("callbacks:booked", args=[tokens.new(callback)])
