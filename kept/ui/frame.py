"""What stands around every page. Rooms put their parts in, and what they count; this room knows none of them."""

from collections.abc import Callable
from copy import copy
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from kept.lib.counting import Count, counted

Part = Callable[[HttpRequest], object]
PARTS: dict[str, Part] = {}
Counting = Callable[[Any], Count]  # of the member who is signed in
COUNTS: dict[str, Counting] = {}


def part(name: str) -> Callable[[Part], Part]:
    """Makes what the decorated function returns stand in every template as ``name``; asked only when drawn."""

    def keep(function: Part) -> Part:
        PARTS[name] = function
        return function

    return keep


def counts(name: str) -> Callable[[Counting], Counting]:
    """Makes what the decorated function counts for who is signed in stand in every template as ``counts.name``."""

    def keep(function: Counting) -> Counting:
        COUNTS[name] = function
        return function

    return keep


def counted_for(request: HttpRequest) -> dict[str, int]:
    """All that rooms count, asked in one query and once a request."""
    if not hasattr(request, "counted"):
        member = copy(request.user)  # itself, since what is lazy about it would keep the request
        found = counted([count(member) for count in COUNTS.values()]) if member.is_authenticated else []
        request.counted = dict(zip(COUNTS, found, strict=False))  # type: ignore[attr-defined]  # as long as the request
    return request.counted  # type: ignore[attr-defined,no-any-return]


def frame(request: HttpRequest) -> dict[str, object]:
    """The context processor that hands every template its parts."""
    parts = {name: SimpleLazyObject(partial(function, request)) for name, function in PARTS.items()}
    numbers = SimpleLazyObject(partial(counted_for, request))
    return {"most_bytes": settings.KEPT_REQUEST_MAX_BYTES, "counts": numbers, **parts}
