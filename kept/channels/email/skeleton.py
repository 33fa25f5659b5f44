"""A large message with its long stretches left out: small, and taken apart by the same rules as the whole.

No line ends the body that it stands in unless it begins with two dashes (RFC 2046 5.1.1). So whatever stands between
two such lines, and is no header, can be told by its place: the parts of a message are found without their contents.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field

from kept.lib.bulk import PIECE, Content

# A stretch is left out but for its ends, which tell how lines and headers end there.
LEAST = 16 * 1024
ENDS = 256
LONGEST_FRONT = 2_100_000
WINDOW = 4 * 1024
# The stdlib's reader goes by the same lines: a header may go on after a line of nothing but spaces.
_LINES = re.compile(rb"(?:(?:--|From |[!-9;-~]*+:|[\t ])[^\r\n]*+(?:\r\n|\r|\n|\Z))*+")
_LINE_END = re.compile(rb"[\r\n]")
_DASHES = re.compile(rb"(?<![^\r\n])--")
_BEFORE_HEADER = re.compile(rb"(?:[ \t]*\r?\n)*+(?:\xef\xbb\xbf)?(?:>From [^\n]*+\n)?")
HEADER_END = re.compile(rb"\r?\n[ \t]*\r?\n|\r\r")


@dataclass(frozen=True, slots=True)
class Skeleton:
    """`bones` is what is left; each mark in it names a stretch of `raw`. What was cut from it can be `filled` again."""

    bones: bytes
    raw: Content = field(default=b"", repr=False)
    _mark: re.Pattern[bytes] | None = None

    def filled(self, bones: bytes) -> Filled:
        return Filled(self, bones)

    def whole(self, bones: bytes) -> bytes:
        return b"".join(self.filled(bones)) if self.has_left_out(bones) else bones

    def beginning(self, bones: bytes, size: int) -> bytes:
        """The first bytes of what these stand for."""
        found = bytearray()
        for piece in self.pieces(bones):
            found += piece
            if len(found) >= size:
                break
        return bytes(found[:size])

    def has_left_out(self, bones: bytes) -> bool:
        return self._mark is not None and self._mark.search(bones) is not None

    def pieces(self, bones: bytes) -> Iterator[bytes]:
        at = 0
        for mark in self._mark.finditer(bones) if self._mark else ():
            yield bones[at : mark.start()]
            start, end = int(mark[1]), int(mark[2])
            yield from (self.raw[each : min(each + PIECE, end)] for each in range(start, end, PIECE))
            at = mark.end()
        yield bones[at:]


@dataclass(frozen=True, slots=True)
class Filled:
    """What bones stand for, in pieces, as often as it is asked for."""

    skeleton: Skeleton
    bones: bytes

    def __iter__(self) -> Iterator[bytes]:
        return self.skeleton.pieces(self.bones)


def of(raw: Content) -> Skeleton:
    """The skeleton of a message; of a small one the message itself."""
    if isinstance(raw, bytes):
        return Skeleton(raw)
    # Nobody can know it, and no header can begin with it.
    name = secrets.token_hex(16).encode()
    bones = b"".join(_bones(raw, b"\0" + name + b" %d %d\0"))
    return Skeleton(bones, raw, re.compile(rb"\x00" + name + rb" (\d+) (\d+)\x00"))


def _bones(raw: Content, mark: bytes) -> Iterator[bytes]:
    begun = 0
    at = _end_of_lines(raw, _end_of_front(raw))
    while at < len(raw):
        dashes = _next_dashes(raw, at)
        if dashes - at > LEAST:
            left_out = at + ENDS, dashes - ENDS
            yield raw[begun : left_out[0]]
            yield mark % left_out
            begun = left_out[1]
        at = _end_of_lines(raw, dashes)
    yield raw[begun:]


def _end_of_front(raw: Content) -> int:
    """Where the message's own header ends; the end of the message when that is not in sight."""
    size = WINDOW
    while size < LONGEST_FRONT:
        front = raw[:size]
        before = _BEFORE_HEADER.match(front)
        found = HEADER_END.search(front, before.end() if before else 0)
        if found and found.end() < len(front):
            return found.end()
        size *= 2
    return len(raw)


def _end_of_lines(raw: Content, at: int) -> int:
    """Where fields of a header, and lines that begin with dashes, end that begin here."""
    size = WINDOW
    while True:
        lines = raw[at : at + size]
        end = _LINES.match(lines).end()  # type: ignore[union-attr] # it always matches, if only nothing
        if at + size >= len(raw) or _LINE_END.search(lines, end):
            return at + end
        size *= 2


def _next_dashes(raw: Content, at: int) -> int:
    """Where the next line begins that does so with two dashes; the end when none does."""
    size = WINDOW
    while at < len(raw):
        before = min(at, 1)
        lines = raw[at - before : at + size]
        if found := _DASHES.search(lines, before):
            return at - before + found.start()
        at += size - 2 if at + size < len(raw) else size
        size = min(size * 2, PIECE)
    return len(raw)
