"""Pictures from elsewhere: fetched by us and only when asked, so that no sender learns who reads when and where.

An address is signed for the message that speaks of it, so that Kept fetches nothing for anybody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from threading import BoundedSemaphore

from django.core import signing
from django.urls import reverse

from kept.lib import guarded, rasters
from kept.lib.shelf import Shelf

MOST_BYTES = 8 * 1024 * 1024
SECONDS = 8
LONGEST_URL = 4_000
_ACCEPT = "image/avif,image/webp,image/png,image/jpeg,image/gif"
_shelf = Shelf(48 * 1024 * 1024)
# Each fetch holds a thread of the server.
_at_once = BoundedSemaphore(8)


@dataclass(frozen=True)
class Picture:
    """Its bytes and their media type, which is that of a raster picture whatever its server said."""

    content: bytes
    type: str


class NoPicture(Exception):
    """Nothing to show is behind that address, or nothing that may be."""


def address(message: int, url: str) -> str:
    """The address of ours by which a picture of that message is fetched."""
    if len(url) > LONGEST_URL:
        return "data:,"
    return reverse("conversations:picture", args=[message, signing.dumps(url, salt=_salt(message))])


def asked_for(message: int, token: str) -> str:
    """The address of theirs behind one of ours. Raises `signing.BadSignature`."""
    url: str = signing.loads(token, salt=_salt(message))
    return url


def _salt(message: int) -> str:
    return f"kept.pictures.{message}"


def fetch(url: str) -> Picture:
    """The picture behind an address on the web. Raises `NoPicture`. Waits for others at most as long as for itself."""
    name = sha256(url.encode()).hexdigest()
    content = _shelf.get(name)
    if content is None:
        content = _fetch(url)
        _shelf.put(name, content)
    return Picture(content, rasters.kind(content))


def _fetch(url: str) -> bytes:
    if not _at_once.acquire(timeout=SECONDS):
        raise NoPicture("busy")
    try:
        content = guarded.fetch(url, most=MOST_BYTES, seconds=SECONDS, accept=_ACCEPT)
    except guarded.Unfetched as problem:
        raise NoPicture(str(problem)) from problem
    finally:
        _at_once.release()
    if not rasters.kind(content):
        raise NoPicture("not a picture")
    return content
