"""What stands around every page. Rooms put their part in; this room knows none of them."""

from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

Part = Callable[[HttpRequest], object]
PARTS: dict[str, Part] = {}


def part(name: str) -> Callable[[Part], Part]:
    """Makes what the decorated function returns stand in every template as ``name``; asked only when drawn."""

    def keep(function: Part) -> Part:
        PARTS[name] = function
        return function

    return keep


def frame(request: HttpRequest) -> dict[str, object]:
    """The context processor that hands every template its parts."""
    parts = {name: SimpleLazyObject(partial(function, request)) for name, function in PARTS.items()}
    return {"most_bytes": settings.KEPT_REQUEST_MAX_BYTES, **parts}
