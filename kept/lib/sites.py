"""Sites that may show a page of ours, written as origins (RFC 6454) the way a Content-Security-Policy takes them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_HOST = re.compile(r"(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?|\[[0-9a-f:]+\]")
_HERE = {"localhost", "127.0.0.1", "[::1]"}


def origins(lines: str) -> list[str]:
    """The origins that stand there one a line, in order, each once. Raises ValidationError for what is none."""
    return list(dict.fromkeys(origin(line) for line in lines.split()))


def origin(site: str) -> str:
    """`HTTPS://Shop.example/prices` gives `https://shop.example`; without a scheme https is meant.

    Plain http is taken only for this machine, where people try things out. Nothing else can come out of here, so that
    it may stand in a header as it is.
    """
    try:
        parts = urlsplit(site if "://" in site else f"https://{site}")
        host, port = _ascii(parts.netloc.rpartition("@")[2].lower()), parts.port
    except ValueError as problem:
        raise _no_site(site) from problem
    host = host.removesuffix(f":{port}") if port is not None else host
    if parts.scheme not in {"https", "http"} or not _HOST.fullmatch(host):
        raise _no_site(site)
    if parts.scheme == "http" and host not in _HERE:
        raise ValidationError(_("“%(site)s” must begin with https://."), params={"site": site})
    return f"{parts.scheme}://{host}" if port is None else f"{parts.scheme}://{host}:{port}"


def _ascii(host: str) -> str:
    return host if host.isascii() else host.encode("idna").decode("ascii")


def _no_site(site: str) -> ValidationError:
    return ValidationError(
        _("“%(site)s” is not the address of a site, such as https://www.example.com."), params={"site": site}
    )
