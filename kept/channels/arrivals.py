"""The quarantine in the settings: arrivals that could not be read, why, and what can be done."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kept.channels import intake
from kept.channels.email.inspection import inspect
from kept.channels.inbound import Inbound
from kept.lib.bulk import pieces
from kept.lib.streaming import Streamed
from kept.people.access import MemberRequest, administrators

PAGE = 50


@administrators
@require_safe
def arrivals(request: MemberRequest) -> HttpResponse:
    before = request.GET.get("before", "")
    rows = Inbound.objects.quarantined().light().select_related("inbox").order_by("-pk")
    if before.isdigit():
        rows = rows.filter(pk__lt=int(before))
    shown = list(rows[: PAGE + 1])
    context = {"arrivals": shown[:PAGE], "more": shown[PAGE - 1].pk if len(shown) > PAGE else None}
    return render(request, "channels/arrivals.html", context | {"waiting": Inbound.objects.waiting().count()})


@administrators
@require_safe
def arrival(request: MemberRequest, arrival_id: int) -> HttpResponse:
    which = get_object_or_404(Inbound.objects.select_related("inbox"), pk=arrival_id)
    seen = inspect(which.content) if which.channel == "email" else {}
    return render(request, "channels/arrival.html", {"arrival": which, "seen": seen, "number": _number(which)})


@administrators
@require_safe
def raw(request: MemberRequest, arrival_id: int) -> Streamed:
    """The bytes as they came, to be kept and never shown: they may hold anything."""
    which = get_object_or_404(Inbound, pk=arrival_id)
    name = f"arrival-{which.pk}.{'eml' if which.channel == 'email' else 'bin'}"
    answer = Streamed(pieces(which.content), content_type="application/octet-stream")
    answer["Content-Length"] = str(which.size)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@administrators
@require_POST
def retry(request: MemberRequest, arrival_id: int) -> HttpResponse:
    which = get_object_or_404(Inbound, pk=arrival_id)
    which.retry(by=request.user)
    which.refresh_from_db()
    intake.take_in_now(which)
    if which.state == Inbound.State.QUARANTINED:
        messages.error(request, _("It still cannot be read: %(reason)s") % {"reason": which.reason})
    elif number := _number(which):
        messages.success(request, _("It is taken in: see conversation #%(number)s.") % {"number": number})
    else:
        messages.info(request, _("It is tried again in a moment."))
    return redirect("arrivals:one", arrival_id=which.pk)


def _number(which: Inbound) -> int | None:
    return which.message.conversation_id if which.message else None
