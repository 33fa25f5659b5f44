"""What a service says became of our mail, told on as if the other mail server had said it in a report of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from anymail.signals import EventType, RejectReason
from django.db import transaction
from django.db.models import Q

from kept.channels import returns
from kept.channels.base import Bounce
from kept.channels.email import bouncewords
from kept.channels.email.services.handing_over import MARK
from kept.channels.email.services.report import Report
from kept.channels.email.services.service import MailService
from kept.conversations.delivery import Delivery
from kept.conversations.message import Message

KINDS = {
    EventType.BOUNCED: "failed",
    EventType.REJECTED: "failed",
    EventType.FAILED: "failed",
    EventType.DEFERRED: "delayed",
    EventType.COMPLAINED: "complaint",
}
# Where the service says nothing in words.
REASONS = {
    RejectReason.INVALID: "address unknown",
    RejectReason.BOUNCED: "address unknown",
    RejectReason.TIMED_OUT: "expired",
    RejectReason.BLOCKED: "refused by policy",
    RejectReason.UNSUBSCRIBED: "refused by policy",
    RejectReason.SPAM: "refused as spam",
}
_STATUS = re.compile(r"(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])")


class NotYet(Exception):
    """It speaks of a message that we are just handing over: the service is asked to say it again."""


@transaction.atomic
def heed(service: MailService, events: Iterable[Any]) -> int:
    """Mark what they speak of; returns how many were news. All of them or, when it raises `NotYet`, none."""
    news = 0
    for event in events:
        kind = KINDS.get(event.event_type)
        message = _message(service, event) if kind else None
        if kind is None or message is None:
            continue  # of other mail that leaves by the same account, or of what Kept does not follow
        if message.delivery.state == Delivery.State.SENDING:
            raise NotYet
        if Report.objects.is_news(service, event):
            returns.report(message, bounce(event, kind))
            news += 1
    return news


def bounce(event: Any, kind: str) -> Bounce:
    said = str(event.mta_response or event.description or "")
    status = found[1] if (found := _STATUS.search(said)) else ""
    reason = bouncewords.reason(status, said)
    if reason == "not delivered":
        reason = REASONS.get(event.reject_reason, reason)
    permanent = kind == "failed" and not status.startswith("4") and not _is_soft(event.esp_event)
    return Bounce(kind, permanent, (event.recipient,) if event.recipient else (), status, reason, said)


def _is_soft(told: Any) -> bool:
    """Whether the service itself says that it may pass."""
    if not isinstance(told, dict):
        return False
    return told.get("hard_bounce") is False or any(
        "soft" in str(told.get(name, "")).lower() for name in ("event", "type", "Type")
    )


def _message(service: MailService, event: Any) -> Message | None:
    """Ours, by the Message-ID that we gave the service to keep."""
    ids = [(event.metadata or {}).get(MARK), *(event.tags or []), event.message_id]
    ids = [each for each in ids if isinstance(each, str) and each]
    here = Q(conversation__inbox=service.inbox_id) | Q(author__address__iexact=service.inbox.address)
    return returns.ours().filter(here, message_id__in=ids[:20]).first()
