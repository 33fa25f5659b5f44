"""The settings of how mail leaves: by which server or service, how large, and whether that works."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kept.channels.base import SendFailed
from kept.channels.email.services import ways as by_ways
from kept.channels.email.services.catalogue import KINDS
from kept.channels.email.services.forms import ServiceForm, SizesForm
from kept.channels.email.services.proving import VIEWS
from kept.channels.email.services.service import MailService
from kept.channels.email.services.trial import try_out
from kept.conversations.inbox import Inbox
from kept.lib.sealing import Unopenable
from kept.people.access import MemberRequest, administrators


@dataclass(frozen=True)
class Hook:
    """An address that the service is to be told, and how. `trouble` says why it does not work yet."""

    what: str
    title: str
    words: str
    url: str
    trouble: str = ""


@administrators
@require_safe
def ways(request: MemberRequest) -> HttpResponse:
    return render(request, "email/sending.html", {"ways": [by_ways.way(each) for each in Inbox.objects.active()]})


@administrators
def way(request: MemberRequest, inbox_id: int) -> HttpResponse:
    """How mail leaves one inbox; a POST says how large it may be."""
    inbox = get_object_or_404(Inbox, pk=inbox_id)
    form = SizesForm(request.POST or None, instance=get_object_or_404(Inbox, pk=inbox_id))
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.keep(by=request.user)
        messages.success(request, _("Saved."))
        return redirect("services:one", inbox_id)
    row = MailService.objects.filter(inbox=inbox).first()
    context = {"inbox": inbox, "form": form, "way": by_ways.way(inbox), "service": row, "kinds": KINDS.values()}
    context["hooks"] = hooks_of(row) if row else []
    return render(request, "email/sending_of.html", context, status=422 if form.errors else 200)


@administrators
def service(request: MemberRequest, inbox_id: int, service_kind: str) -> HttpResponse:
    """What one service wants to be told."""
    inbox = get_object_or_404(Inbox, pk=inbox_id)
    if service_kind not in KINDS:
        raise Http404
    row = MailService.objects.filter(inbox=inbox).first() or MailService(inbox=inbox)
    form = ServiceForm(KINDS[service_kind], row, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.keep(by=request.user)
        messages.success(request, _("Saved. Send a test mail to see that it works."))
        return redirect("services:one", inbox_id)
    context = {
        "inbox": inbox,
        "kind": KINDS[service_kind],
        "form": form,
        "is_other": bool(row.pk) and row.kind != service_kind,
    }
    return render(request, "email/service.html", context, status=422 if form.errors else 200)


@administrators
@require_POST
def removal(request: MemberRequest, inbox_id: int) -> HttpResponse:
    """Forget the service and its keys."""
    row = get_object_or_404(MailService.objects.select_related("inbox"), inbox=inbox_id)
    row.forget(by=request.user)
    messages.success(request, _("%(service)s is removed. Mail leaves by a mail server again.") % {"service": row})
    return redirect("services:one", inbox_id)


@administrators
@require_POST
def trial(request: MemberRequest, inbox_id: int) -> HttpResponse:
    """Send a mail to whoever asks, now, and say what came of it."""
    inbox = get_object_or_404(Inbox, pk=inbox_id)
    by = by_ways.way(inbox).label
    try:
        try_out(inbox, request.user)
    except SendFailed as problem:
        messages.error(request, _("It did not work by %(way)s. %(reason)s") % {"way": by, "reason": problem.reason})
    else:
        words = _("%(way)s took a test mail to %(address)s. Look whether it arrives.")
        messages.success(request, words % {"way": by, "address": request.user.email})
    return redirect("services:one", inbox_id)


def hooks_of(row: MailService) -> list[Hook]:
    """The addresses at which the service can call, with what is still missing for that."""
    kind = row.what
    titles = {"reports": _("What became of your mail"), "mail": _("Mail that it receives for you")}
    words = {"reports": str(kind.reports_help), "mail": str(kind.mail_help)}
    found = []
    for what in (each for each in titles if row.kind in VIEWS[each]):
        try:
            missing = row.is_signed(what) and not row.known.get(kind.proof)
            trouble = _("Enter the key that proves its calls; until then they are refused.") if missing else ""
            url = row.address(what)
        except Unopenable:
            url, trouble = "", _("What is stored can no longer be read: enter the keys again.")
        found.append(Hook(what, titles[what], words[what], url, trouble))
    return found
