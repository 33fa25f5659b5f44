"""By which way mail leaves an inbox now, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from kept.channels.email.mailbox import Mailbox
from kept.channels.email.services.service import MailService
from kept.conversations.inbox import Inbox


@dataclass(frozen=True)
class Way:
    """`label` names it in a sentence; `kind` is service, own, shared, or '' for none."""

    inbox: Inbox
    kind: str
    label: str


def way(inbox: Inbox) -> Way:
    if service := MailService.objects.sending_for(inbox.address):
        return Way(inbox, "service", str(service))
    if mailbox := Mailbox.objects.sending_for(inbox.address):
        return Way(inbox, "own", mailbox.smtp_host)
    if settings.KEPT_SMTP_URL:
        return Way(inbox, "shared", settings.EMAIL_HOST)
    return Way(inbox, "", _("no server"))
