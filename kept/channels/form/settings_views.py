"""The settings of web forms: each inbox's form, its link, and the line to copy into a site."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from kept.channels.form import embedding
from kept.channels.form.form_settings import FormSettings
from kept.channels.form.forms import SettingsForm
from kept.conversations.inbox import Inbox
from kept.people.access import administrators


@administrators
@require_safe
def forms(request: HttpRequest) -> HttpResponse:
    every = [FormSettings.of(inbox) for inbox in Inbox.objects.active()]
    return render(request, "form/settings.html", {"forms": every})


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, slug: str) -> HttpResponse:
    row = FormSettings.of(get_object_or_404(Inbox.objects.active(), slug=slug))
    filled = SettingsForm(request.POST or None, instance=row)
    if request.method == "POST" and filled.is_valid():
        filled.save()
        messages.success(request, gettext("Saved."))
        return redirect("form:settings_of", slug=slug)
    is_open = FormSettings.objects.public().filter(inbox__slug=slug).exists()
    link = settings.KEPT_URL + reverse("form:page", args=[slug])
    context = {"form": filled, "inbox": row.inbox, "is_open": is_open, "link": link, "snippet": snippet(slug)}
    context["origin"] = f"{request.scheme}://{request.get_host()}"
    return render(request, "form/settings_of.html", context, status=422 if filled.errors else 200)


def snippet(slug: str) -> str:
    """What to paste into another site's page."""
    script, page = (settings.KEPT_URL + reverse(f"form:{name}", args=[slug]) for name in ("script", "page"))
    return embedding.snippet(script, page, gettext("Write to us"))
