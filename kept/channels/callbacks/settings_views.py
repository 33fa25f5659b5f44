"""The settings of callbacks: each inbox's page, and its link."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from kept.channels.form import embedding
from kept.conversations.inbox import Inbox
from kept.people.access import administrators
from kept.promises.callbacks.forms import PageForm
from kept.promises.callbacks.opening import CallbackPage


@administrators
@require_safe
def pages(request: HttpRequest) -> HttpResponse:
    every = [CallbackPage.of(inbox) for inbox in Inbox.objects.active()]
    return render(request, "callbacks/settings.html", {"pages": every})


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, slug: str) -> HttpResponse:
    row = CallbackPage.of(get_object_or_404(Inbox.objects.active(), slug=slug))
    form = PageForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, gettext("Saved."))
        return redirect("callbacks:settings_of", slug=slug)
    is_open = CallbackPage.objects.public().filter(inbox__slug=slug).exists()
    link = settings.KEPT_URL + reverse("callbacks:page", args=[slug])
    script = settings.KEPT_URL + reverse("callbacks:script", args=[slug])
    snippet = embedding.snippet(script, link, gettext("Choose when we ring you"))
    context = {"form": form, "inbox": row.inbox, "is_open": is_open, "link": link, "snippet": snippet}
    context["origin"] = f"{request.scheme}://{request.get_host()}"
    return render(request, "callbacks/settings_of.html", context, status=422 if form.errors else 200)
