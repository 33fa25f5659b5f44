"""The settings of mailboxes, with how each is doing."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kept.channels.email import pulse
from kept.channels.email.accounts.alarms import alarms
from kept.channels.email.accounts.providers import Name
from kept.channels.email.events import MailboxRemoved
from kept.channels.email.forms import MailboxForm
from kept.channels.email.mailbox import Mailbox
from kept.channels.email.services.service import MailService
from kept.channels.inbound import Inbound
from kept.conversations.inbox import Inbox
from kept.events.event import record
from kept.people.access import MemberRequest, administrators


@administrators
@require_safe
def mailboxes(request: MemberRequest) -> HttpResponse:
    return render(request, "email/mailboxes.html", state())


@administrators
@require_safe
def states(request: MemberRequest) -> HttpResponse:
    """The part that changes by itself."""
    return render(request, "email/states.html", state())


def state() -> dict[str, object]:
    """How the mailboxes and the mail process are doing."""
    return {
        "mailboxes": Mailbox.objects.select_related("inbox", "account"),
        "alarms": alarms(),
        "processes": pulse.alive(),
        "can_send": bool(settings.KEPT_SMTP_URL) or Mailbox.objects.exclude(smtp_host="").exists() or has_service(),
        "quarantined": Inbound.objects.quarantined().count(),
    }


def has_service() -> bool:
    return MailService.objects.filter(is_sending=True).exists()


@administrators
def new_mailbox(request: MemberRequest) -> HttpResponse:
    form = MailboxForm(request.POST or None, initial={"inbox": Inbox.objects.active().first()})
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.keep(by=request.user)
        messages.success(request, _("The mailbox is added. Within a minute you see here how it does."))
        return redirect("email:mailboxes")
    words = {"form": form, "providers": Name}
    return render(request, "email/mailbox.html", words, status=422 if form.errors else 200)


@administrators
def mailbox(request: MemberRequest, mailbox_id: int) -> HttpResponse:
    which = get_object_or_404(Mailbox, pk=mailbox_id)
    form = MailboxForm(request.POST or None, instance=get_object_or_404(Mailbox, pk=mailbox_id))
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.keep(by=request.user)
        messages.success(request, _("The mailbox is saved. Within a minute you see here how it does."))
        return redirect("email:mailboxes")
    return render(request, "email/mailbox.html", {"form": form, "mailbox": which}, status=422 if form.errors else 200)


@administrators
@require_POST
def removal(request: MemberRequest, mailbox_id: int) -> HttpResponse:
    which = get_object_or_404(Mailbox, pk=mailbox_id)
    with transaction.atomic():
        record(MailboxRemoved(str(which)), by=request.user, subject=which.pk)
        which.delete()
        if which.account and not which.account.mailboxes.exists():
            which.account.delete()
    messages.success(request, _("The mailbox is removed. What was fetched from it stays."))
    return redirect("email:mailboxes")
