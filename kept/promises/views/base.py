"""What every view on one promise stands on."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from kept.conversations import access
from kept.conversations.views.base import OnConversation, Undo, wants_part
from kept.promises.promise import Promise

LEDGER = "/promises/"


def place_in_ledger(request: HttpRequest) -> str:
    """Where in the ledger a form says by `back` that it stands; empty where it says nothing of the kind."""
    back = request.POST.get("back", "")
    return back if back.startswith(LEDGER) and url_has_allowed_host_and_scheme(back, None) else ""


def said_at_fields(form: forms.Form) -> HttpResponse:
    """What each field needs, for `wrong.js` to say there; what was typed stays on the page."""
    response = HttpResponse(status=422)
    response["HX-Reswap"] = "none"
    response["HX-Trigger"] = json.dumps(
        {"kept:wrong": {form.add_prefix(name): said[0] for name, said in form.errors.items()}}
    )
    return response


class Dialog(OnConversation):
    """A noun that a dialog on the conversation's page makes."""

    def wrong(self, form: forms.Form, field: str | None = None, words: str = "") -> HttpResponse:
        """Say at each field what it needs, where `words` are one more thing about `field`. What was typed stays: in the
        dialog, or without scripts on a page of its own."""
        if words:
            form.add_error(field, words)
        if wants_part(self.request):
            return said_at_fields(form)
        return render(
            self.request, "promises/again.html", {"form": form, "conversation": self.conversation}, status=422
        )


class OnPromise(Dialog):
    """A noun of one promise, at the conversation where it stands. For light members too, who give their word as well.

    A form of the ledger says by `back` where to return to.
    """

    for_light = True
    promise: Promise

    def dispatch(self, request: HttpRequest, *args: Any, number: int, **kwargs: Any) -> HttpResponseBase:
        here = access.conversation(self.request.user, number)
        self.promise = get_object_or_404(Promise.objects.filter(conversation=here), pk=kwargs.pop("promise"))
        return super().dispatch(request, *args, number=number, **kwargs)

    def promise_url(self, noun: str) -> str:
        return reverse(f"promises:{noun}", args=[self.conversation.pk, self.promise.pk])

    def done(self, words: str, undo: Undo | None = None, **context: object) -> HttpResponse:
        back = place_in_ledger(self.request)
        if wants_part(self.request) or not back:
            return super().done(words, undo, **context)
        messages.success(self.request, words)
        return redirect(back)
