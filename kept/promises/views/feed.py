"""Promises in a calendar: one's own page for the address, and the address itself."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kept.conversations.views.base import DeskRequest
from kept.people import throttle
from kept.promises.calendar import calendar
from kept.promises.feed import Feed

PER_HOUR = 240


@require_http_methods(["GET", "HEAD", "POST", "DELETE"])
def own(request: DeskRequest) -> HttpResponse:
    """Show it, make a new one, take it back."""
    if request.method == "POST" and request.POST.get("_method") == "delete":
        Feed.objects.take_back(request.user)
        messages.success(request, _("Taken back. Calendars that used it learn nothing any more."))
        return redirect("promises:calendar")
    if request.method == "POST":
        Feed.objects.renew(request.user)
        messages.success(request, _("This is your new address."))
        return redirect("promises:calendar")
    feed = Feed.objects.filter(member=request.user).first()
    address = settings.KEPT_URL + reverse("promises:feed", args=[feed.token]) if feed else ""
    return render(request, "promises/calendar.html", {"address": address})


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What the address says, to whoever knows it."""
    if not throttle.allow(f"promise feed {token}", limit=PER_HOUR, seconds=3600):
        return throttle.refuse(request)
    found = Feed.objects.behind(token)
    if found is None:
        raise Http404
    content = calendar(found, settings.KEPT_URL, as_tasks="tasks" in request.GET)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, max-age=60"
    response["Content-Disposition"] = 'inline; filename="promises.ics"'
    return response
