"""Which part of a formatted letter is the quote below it, to be folded where it stands. Nothing newly written is."""

from __future__ import annotations

import html
import re
from itertools import islice

from kept.lib.markup import pieces
from kept.lib.markup.pieces import Piece, Tag

_AROUND = {"gmail_quote", "yahoo_quoted", "protonmail_quote"}
_NO_LETTERS = re.compile(r"[\W_]+")
ENOUGH = 8
MOST_TRIED = 10
MOST_PIECES = 100_000


def quote(letter: list[Piece], text: str) -> Tag | None:
    """The outermost element that holds the quote at the letter's end; None where folding could hide an answer.

    `text` is what was newly written.
    """
    if len(letter) > MOST_PIECES:
        return None
    quotes = ((at, tag) for at, tag in pieces.tags(letter) if tag.end > at and _is_quote(tag))
    for at, tag in islice(quotes, MOST_TRIED):
        before, inside, after = letter[:at], letter[at + 1 : tag.end], letter[tag.end + 1 :]
        if _says(before) and not _says(after) and not _holds_answers(inside, text):
            return tag
    return None


def _is_quote(tag: Tag) -> bool:
    return bool(tag.classes & _AROUND) or (tag.name == "blockquote" and tag.attributes.get("type") == "cite")


def _holds_answers(inside: list[Piece], text: str) -> bool:
    """Whether somebody wrote between what is quoted."""
    lines = {_plain(line) for line in text.splitlines()} - {""}
    runs = {_plain(each) for each in inside if isinstance(each, str)} - {""}
    whole = _letters(inside)
    return bool(lines & runs) or any(line in whole for line in lines if len(line) >= ENOUGH) or _is_split(inside)


def _is_split(inside: list[Piece]) -> bool:
    """Whether there are words between two quotes, or after the only one."""
    ends = [tag.end for _at, tag in pieces.tags(inside) if tag.name == "blockquote"]
    quotes = _outermost(inside)
    return bool(ends) and (len(quotes) > 1 or _says(inside[quotes[0][1] :]))


def _outermost(inside: list[Piece]) -> list[tuple[int, int]]:
    """Where each quote begins and ends that stands in no other."""
    found: list[tuple[int, int]] = []
    depth = start = 0
    for at, each in enumerate(inside):
        if isinstance(each, Tag) and each.name == "blockquote":
            start = at if depth == 0 else start
            depth += -1 if each.closing else 1
            if depth == 0:
                found.append((start, at))
    return found


def _says(letter: list[Piece]) -> bool:
    return any(_plain(html.unescape(each)) for each in letter if isinstance(each, str))


def _letters(letter: list[Piece]) -> str:
    return _plain(pieces.said(letter))


def _plain(said: str) -> str:
    return _NO_LETTERS.sub("", said.casefold())
