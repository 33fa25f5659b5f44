"""An end to automatic mail, for whoever got some."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from kept.conversations.stopping import reader_of
from kept.conversations.views.open_doors import page, unseen_by_others
from kept.customers.declining import Declined
from kept.people import throttle

HOUR = 3600
MOST_CHANGES_AN_HOUR = 20


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def automatic_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Asks before it stops automatic mail; a mail program does it with one click (RFC 8058)."""
    found = reader_of(token)
    if found is None:
        raise Http404
    message, address = found
    conversation = message.conversation
    if request.method != "POST":
        declined = Declined.objects.at([address]).exists()
        return page(request, "conversations/open/automatic.html", {"address": address, "declined": declined})
    if not throttle.allow(f"automatic mail {message.pk}", limit=MOST_CHANGES_AN_HOUR, seconds=HOUR):
        return throttle.refuse(request)
    wants = Declined.objects.welcome if request.POST.get("then") == "welcome" else Declined.objects.decline
    wants(address, customer=conversation.customer, conversation=conversation)
    if "List-Unsubscribe" in request.POST:
        return unseen_by_others(HttpResponse(status=204))
    return unseen_by_others(redirect("open:automatic", token))
