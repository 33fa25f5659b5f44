"""Mail as a channel."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings

from kept.channels.base import Arrival, Envelope, Letter, Limits, Outbound, Receipt
from kept.channels.email import reading
from kept.channels.email.services.handing_over import hand_over
from kept.channels.email.services.service import MailService
from kept.channels.email.submitting import submit
from kept.channels.email.trust.examining import examine
from kept.lib.bulk import Content


class Email:
    """Internet mail: read and written by RFC 5322, sent by SMTP or the API of a mail service."""

    name = "email"

    @property
    def limits(self) -> Limits:
        size = settings.KEPT_MAIL_MAX_BYTES
        return Limits(size=size, recipients=100, html=True, subject=True, enclosures=True, copies=True)

    def parse(self, raw: Content, envelope: Envelope | None = None) -> list[Arrival]:
        return reading.parse(raw, envelope)

    def examine(self, letters: Sequence[Letter]) -> list[Arrival]:
        return examine(letters)

    def send(self, outbound: Outbound) -> Receipt:
        service = MailService.objects.sending_for(outbound.author.address)
        return hand_over(service, outbound) if service else submit(outbound)
