"""What somebody sent with a form, as it is stored: JSON, its files in base64."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kept.channels.base import Arrival, Enclosure, Party, Unreadable

LONGEST_SUBJECT = 70  # of one made from the message's first words


@dataclass(frozen=True, slots=True)
class File:
    name: str
    type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Submission:
    """`nonce` is the stamp's; `time_zone` the browser's, '' when unknown; `trapped` says that the spam trap closed."""

    nonce: str
    name: str
    email: str
    text: str
    subject: str = ""
    time_zone: str = ""
    trapped: bool = False
    files: tuple[File, ...] = ()

    def to_bytes(self) -> bytes:
        plain = {each: getattr(self, each) for each in self.__slots__ if each != "files"}
        return json.dumps(plain | {"files": list(_packed(self.files))}, ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, raw: bytes) -> Submission:
        """Raises Unreadable."""
        try:
            stored = json.loads(raw)
            known = {each: stored[each] for each in cls.__slots__ if each in stored}
            return cls(**known | {"files": tuple(_unpacked(stored.get("files", [])))})
        except (ValueError, TypeError, KeyError, AttributeError, binascii.Error) as problem:
            raise Unreadable("These bytes are not a submission of the web form.") from problem

    def arrival(self) -> Arrival:
        """Bears nothing that could join it to an earlier conversation: anybody can type anybody's address."""
        details = {"time_zone": self.time_zone, "spam": "trap" if self.trapped else ""}
        return Arrival(
            external_id=hashlib.sha256(self.to_bytes()).hexdigest(),
            author=Party(self.email, self.name),
            subject=self.subject or first_words(self.text),
            text=self.text,
            enclosures=tuple(map(_enclosure, self.files)),
            details={name: value for name, value in details.items() if value},
        )


def first_words(text: str) -> str:
    """A subject for a message that has none: its first line, cut at a word."""
    line = next((" ".join(line.split()) for line in text.splitlines() if line.strip()), "")
    if len(line) <= LONGEST_SUBJECT:
        return line
    cut = line[: LONGEST_SUBJECT + 1]
    return (cut.rpartition(" ")[0] or cut[:-1]).rstrip(" ,;:-–") + "…"


def _packed(files: Iterable[File]) -> Iterable[dict[str, str]]:
    for each in files:
        yield {"name": each.name, "type": each.type, "content": base64.b64encode(each.content).decode()}


def _unpacked(files: Iterable[Mapping[str, Any]]) -> Iterable[File]:
    for each in files:
        yield File(each["name"], each["type"], base64.b64decode(each["content"], validate=True))


def _enclosure(file: File) -> Enclosure:
    digest = hashlib.sha256(file.content).hexdigest()
    return Enclosure(name=file.name, type=file.type, size=len(file.content), sha256=digest, content=file.content)
