"""Bytes that may be too many to hold in memory: those that are lie in a nameless file, and read like `bytes`."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, ClassVar

# What is larger is not held in memory, and is handled in pieces of this size.
PIECE = 256 * 1024


class Bulk:
    """Bytes on the disk, gone with the last who knows them: `len(bulk)` and `bulk[5:90]` as of `bytes`.

    For several threads at once, once it is written. Raises OSError when the disk is full. `folder` is where: not /tmp
    where that can be helped, which on many systems is memory.
    """

    folder: ClassVar[str | None] = None

    def __init__(self) -> None:
        self.file: IO[bytes] = tempfile.TemporaryFile(dir=self.folder, buffering=0)  # noqa: SIM115 - it closes with us
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, which: slice) -> bytes:
        start, end, _step = which.indices(self._size)
        parts = []
        while start < end and (part := os.pread(self.file.fileno(), end - start, start)):
            parts.append(part)
            start += len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def append(self, piece: bytes) -> None:
        rest = memoryview(piece)
        while rest:
            written = os.pwrite(self.file.fileno(), rest, self._size)
            self._size += written
            rest = rest[written:]


Content = bytes | Bulk


class Gathering:
    """Takes up bytes as they come; `content` is all of them."""

    def __init__(self) -> None:
        self._few = bytearray()
        self._many: Bulk | None = None

    def add(self, piece: bytes) -> None:
        if self._many is None and len(self._few) + len(piece) <= PIECE:
            self._few += piece
            return
        if self._many is None:
            self._many = Bulk()
            self._many.append(bytes(self._few))
            self._few.clear()
        self._many.append(piece)

    @property
    def content(self) -> Content:
        return bytes(self._few) if self._many is None else self._many


def gathered(pieces: Iterable[bytes]) -> Content:
    gathering = Gathering()
    for piece in pieces:
        gathering.add(piece)
    return gathering.content


def pieces(content: Content, start: int = 0) -> Iterator[bytes]:
    """All from `start` on, none of them larger than `PIECE`."""
    for at in range(start, len(content), PIECE):
        yield content[at : at + PIECE]


def digest(content: Content) -> str:
    """Its SHA-256 in hex."""
    found = hashlib.sha256()
    for piece in pieces(content):
        found.update(piece)
    return found.hexdigest()
