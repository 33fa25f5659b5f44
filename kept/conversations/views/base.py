"""What every view on one conversation stands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from kept.conversations import access
from kept.conversations.base import MergedMeanwhile
from kept.conversations.conversation import Conversation
from kept.conversations.views.letterfile import living
from kept.people.member import Member


class DeskRequest(HttpRequest):
    """A request of one who is signed in, which the middleware sees to."""

    user: Member


@dataclass(frozen=True)
class Undo:
    """The request that takes a deed back: where to, and with which fields. `_method` makes a POST a DELETE."""

    url: str
    fields: Mapping[str, object] = field(default_factory=lambda: {"_method": "delete"})


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page, rather than a person or the history for all of it."""
    return request.headers.get("HX-Request-Type") == "partial" and "HX-History-Restore-Request" not in request.headers


def read_method(request: HttpRequest) -> None:
    """Forms know only GET and POST, so a POST with `_method=delete` is a DELETE."""
    if request.method == "POST" and request.POST.get("_method") == "delete":
        request.method = "DELETE"


class OnConversation(View):
    """A noun of one conversation. Outsiders get 404; light members 403 unless the noun is `for_light` members too."""

    for_light: ClassVar[bool] = False
    request: DeskRequest
    conversation: Conversation
    # The number that was asked for; the conversation's own unless that one was merged.
    asked: int = 0

    def dispatch(self, request: HttpRequest, *args: Any, number: int, **kwargs: Any) -> HttpResponseBase:
        member: Member = self.request.user
        self.asked = number
        self.conversation = access.conversation(member, number)
        if request.method not in {"GET", "HEAD"} and not (self.for_light or member.may_reply):
            raise PermissionDenied
        read_method(request)
        try:
            return super().dispatch(request, *args, **kwargs)
        except MergedMeanwhile:
            self.conversation = access.conversation(member, number)
            return super().dispatch(request, *args, **kwargs)

    @property
    def goes_on_elsewhere(self) -> bool:
        """Whether the page that asks still shows a conversation that was merged into this one."""
        return self.asked not in (0, self.conversation.pk)

    def lead_on(self) -> HttpResponse:
        """Have the whole page show where it goes on."""
        response = HttpResponse()
        response["HX-Redirect"] = self.url()
        return response

    def url(self, noun: str = "page", *args: object) -> str:
        return reverse(f"conversations:{noun}", args=[self.conversation.pk, *args])

    def done(self, words: str, undo: Undo | None = None, **context: object) -> HttpResponse:
        """Show what became of it: the parts that changed, or the page itself for a browser without script."""
        if not wants_part(self.request):
            messages.success(self.request, words)
            return redirect(self.url())
        if self.goes_on_elsewhere:
            messages.success(self.request, words)
            return self.lead_on()
        context |= living(self.request, self.conversation) | {"toast": words, "undo": undo}
        return render(self.request, "conversations/living.html", context)

    def refused(self, words: str) -> HttpResponse:
        """Say why nothing was done."""
        if not wants_part(self.request):
            messages.error(self.request, words)
            return redirect(self.url())
        return render(self.request, "conversations/refused.html", {"words": words}, status=422)
