"""What every view on one promise stands on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from kept.conversations import access
from kept.conversations.forms import first_error
from kept.conversations.views.base import OnConversation, Undo, wants_part
from kept.promises.promise import Promise

LEDGER = "/promises/"


class OnPromise(OnConversation):
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
        back = self.request.POST.get("back", "")
        if wants_part(self.request) or not back.startswith(LEDGER) or not url_has_allowed_host_and_scheme(back, None):
            return super().done(words, undo, **context)
        messages.success(self.request, words)
        return redirect(back)

    def wrong(self, form: forms.Form) -> HttpResponse:
        return self.refused(first_error(form))
