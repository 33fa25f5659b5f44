"""A backup as one tar file whose last member is a manifest with the checksum of every other.

A file that was cut off has no manifest, and one that was damaged does not fit it: both are refused.
"""

import hashlib
import io
import json
import os
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

from kept.lib.refusal import Refusal

FORMAT = 1
MANIFEST = "manifest.json"


class Writing:
    """Members go in one after the other; `finish` puts the manifest behind them."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar
        self.members: dict[str, dict[str, Any]] = {}

    def add(self, name: str, source: Path) -> None:
        with source.open("rb") as content:
            self._add(name, content, os.fstat(content.fileno()).st_size)

    def add_bytes(self, name: str, content: bytes) -> None:
        self._add(name, io.BytesIO(content), len(content))

    def _add(self, name: str, content: IO[bytes], size: int) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode, member.mtime = size, 0o600, int(time.time())
        reading = _Hashing(content)
        self.tar.addfile(member, reading)
        self.members[name] = {"size": size, "sha256": reading.digest.hexdigest()}

    def finish(self, about: dict[str, Any]) -> None:
        text = json.dumps({"format": FORMAT, **about, "members": self.members}, indent=1).encode()
        member = tarfile.TarInfo(MANIFEST)
        member.size, member.mode, member.mtime = len(text), 0o600, int(time.time())
        self.tar.addfile(member, io.BytesIO(text))


class _Hashing:
    def __init__(self, content: IO[bytes]) -> None:
        self.content = content
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self.content.read(size)
        self.digest.update(chunk)
        return chunk


@contextmanager
def writing(target: Path) -> Iterator[Writing]:
    """A new file that only we can read and that takes its name when it is whole and on the disk."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                yield Writing(tar)
            file.flush()
            os.fsync(file.fileno())
        part.rename(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def unpack(source: Path, folder: Path) -> dict[str, Any]:
    """Unpack a whole and undamaged backup and give its manifest; raises `Refusal` for any other file."""
    found: dict[str, dict[str, Any]] = {}
    about: dict[str, Any] = {}
    try:
        with tarfile.open(source, mode="r:") as tar:
            for member in tar:
                content = tar.extractfile(member)
                if content is None or not _plain(member.name):
                    raise Refusal(f"{source} holds something a backup of Kept does not have: {member.name}.")
                if member.name == MANIFEST:
                    about = json.load(content)
                else:
                    found[member.name] = _write(content, folder / member.name)
    except (tarfile.TarError, ValueError, EOFError) as problem:
        raise Refusal(f"{source} is not a backup of Kept, or is damaged: {problem}.") from problem
    except OSError as problem:
        raise Refusal(f"{source} cannot be read: {problem.strerror}.") from problem
    if not about:
        raise Refusal(f"{source} is not a whole backup of Kept: it has no manifest at its end.")
    if about["format"] > FORMAT:
        raise Refusal(f"{source} was made by a newer version of Kept ({about.get('kept')}).")
    _compare(source, about["members"], found)
    return about


def _plain(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


def _write(content: IO[bytes], target: Path) -> dict[str, Any]:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    reading = _Hashing(content)
    size = 0
    with os.fdopen(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        while chunk := reading.read(1 << 20):
            size += file.write(chunk)
    return {"size": size, "sha256": reading.digest.hexdigest()}


def _compare(source: Path, told: dict[str, Any], found: dict[str, Any]) -> None:
    for name in sorted(told.keys() | found.keys()):
        if told.get(name) != found.get(name):
            raise Refusal(f"{source} is damaged: {name} is not what was put into it.")
