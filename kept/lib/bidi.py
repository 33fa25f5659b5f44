"""Text that is read in both directions."""

from __future__ import annotations

import re

# Embeddings, overrides and isolates (UAX 9, 2.1 to 2.4): they turn all that follows on a line, an address beside too.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")

# Also the marks of one letter's direction, spaces without width and the mark at a file's beginning.
_UNSEEN = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def straight(line: str) -> str:
    """A name or a subject without marks by which it, or what stands beside it, would be read backwards.

    A letter's own direction, and the marks that stand for one letter of a direction, stay.
    """
    return line if line.isascii() else _TURNS.sub("", line)


def seen(line: str) -> str:
    """An address or a number as one sees it: without marks that nobody sees, which are copied along with it."""
    return line if line.isascii() else _UNSEEN.sub("", line).strip()
