"""What one reads whose request brought more than we take."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kept.lib.bodies import TOO_LARGE

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


class TooMuch:
    """Middleware: answers 413 before anybody looks into a body that is not all there (see `kept.lib.bodies`)."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if TOO_LARGE in getattr(request, "scope", {}):
            return refused(request)
        return self.answer(request)


def refuse(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for a request that cannot be read: 413 where it is too much, else 400."""
    if isinstance(exception, TOO_MUCH):
        return refused(request)
    return render(request, "400.html", status=400)


def refused(request: HttpRequest) -> HttpResponse:
    return render(request, "413.html", {"most": settings.KEPT_REQUEST_MAX_BYTES}, status=413)
