"""Pictures made of pixels, told by how they begin and by nothing that anybody says of them."""

import re

_KINDS = (
    ("image/png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("image/jpeg", re.compile(rb"\xff\xd8\xff")),
    ("image/gif", re.compile(rb"GIF8[79]a")),
    ("image/webp", re.compile(rb"RIFF....WEBP", re.DOTALL)),
    ("image/avif", re.compile(rb"....ftypavi[fs]", re.DOTALL)),
    ("image/bmp", re.compile(rb"BM....\0\0\0\0....[\x0c-\x7c]\0\0\0", re.DOTALL)),
)
HEAD = 32


def kind(beginning: bytes) -> str:
    """The media type of a file that begins so, of which `HEAD` bytes are enough; '' for what is no such picture."""
    return next((name for name, shape in _KINDS if shape.match(beginning)), "")
