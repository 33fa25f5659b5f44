"""Where a request comes from."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

FORWARDING = ("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via")


def address(request: HttpRequest) -> str:
    """The client's address, for rate limits; behind a proxy (KEPT_BEHIND_PROXY) the one the proxy saw."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if settings.KEPT_BEHIND_PROXY and forwarded:
        return forwarded.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR") or "")


def is_local(request: HttpRequest) -> bool:
    """Whether a person at this very machine asks.

    A proxy beside us also asks from here, for people anywhere. So the slightest sign of one speaks against it, as does
    an installation whose own address is not this machine's.
    """
    if any(name in request.headers for name in FORWARDING):
        return False
    from_here = _is_loopback(str(request.META.get("REMOTE_ADDR", "")))
    return from_here and _is_here(request.get_host()) and known_only_here()


def known_only_here() -> bool:
    """Whether the installation's own address (KEPT_URL) means this machine, so that nobody comes from elsewhere."""
    return _is_here(urlsplit(settings.KEPT_URL).netloc)


def _is_here(host: str) -> bool:
    name = urlsplit(f"//{host}").hostname or ""
    return name == "localhost" or _is_loopback(name)


def _is_loopback(text: str) -> bool:
    try:
        return ip_address(text).is_loopback
    except ValueError:
        return False
