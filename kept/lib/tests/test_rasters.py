"""Pictures are told by how they begin."""

import pytest

from kept.lib import rasters
from kept.lib.shelf import Shelf


@pytest.mark.parametrize(
    ("beginning", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\x01\x02\x03\x04WEBPVP8 ", "image/webp"),
        (b"\0\0\0\x20ftypavif", "image/avif"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", ""),
        (b"<?xml version='1.0'?><svg>", ""),
        (b" GIF89a", ""),
        (b"BM<script>alert(1)</script>", ""),
        (b"<html>", ""),
        (b"\x1f\x8b\x08", ""),
        (b"%PDF-1.7", ""),
        (b"", ""),
    ],
)
def test_kinds(beginning: bytes, kind: str) -> None:
    assert rasters.kind(beginning) == kind


def test_a_full_shelf_gives_up_what_was_asked_for_longest_ago() -> None:
    shelf = Shelf(80)
    for name in "abcdefgh":
        shelf.put(name, b"0123456789")
    assert shelf.get("a") is not None
    shelf.put("i", b"0123456789")
    assert shelf.get("b") is None
    assert shelf.get("a") is not None
    assert shelf.size <= 80


def test_what_is_large_is_not_put_on_the_shelf() -> None:
    shelf = Shelf(80)
    shelf.put("a", b"x")
    shelf.put("a", b"x" * 11)
    assert shelf.get("a") is None
    assert shelf.size == 0
