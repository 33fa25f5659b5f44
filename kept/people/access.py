"""Who may open which page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from kept.people.member import Member


class MemberRequest(HttpRequest):
    """A request of one who is signed in, which the middleware sees to."""

    user: Member


def administrators(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For owners and admins; for others the page does not exist."""

    @wraps(view)
    def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.may_administer:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
