"""What pages have in common that anybody can open who has the link: it alone is the right to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from kept.people.organisation import Organisation

Response = TypeVar("Response", bound=HttpResponseBase)


def page(request: HttpRequest, template: str, context: Mapping[str, object], status: int = 200) -> HttpResponse:
    response = render(request, template, {**context, "organisation": Organisation.ours().name}, status=status)
    return unseen_by_others(response)


def unseen_by_others(response: Response) -> Response:
    """In no store, no search, and named to no other site."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
