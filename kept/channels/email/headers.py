"""The header of a message or part: raw fields in, text, parties, ids and times out. Nothing here raises."""

import re
from datetime import datetime, timedelta, timezone
from email.message import Message
from email.utils import parsedate_tz

from kept.channels.base import Party
from kept.channels.email import addresses, parameters, words

_ID = re.compile(r"<([^<>]{1,1000})>")
_BARE_ID = re.compile(r"[^\s<>\"(),;]+@[^\s<>\"(),;]+")
_MOST_IDS = 200
_EARLIEST, _LATEST = 1970, 2200


class Headers:
    """Fields by lower-case name, each as often as it occurs."""

    def __init__(self, message: "Message[str, str]") -> None:
        self._raw: dict[str, list[str]] = {}
        for name, value in message.raw_items():
            self._raw.setdefault(name.strip().lower(), []).append(str(value))
        self._unfolded: dict[str, list[str]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._raw

    def names(self) -> list[str]:
        return list(self._raw)

    def all(self, name: str) -> list[str]:
        """Every value of a field, unfolded, its encoded words not yet decoded."""
        if name not in self._unfolded:
            self._unfolded[name] = [words.unfold(value).strip() for value in self._raw.get(name, ())]
        return self._unfolded[name]

    def first(self, name: str) -> str:
        """The first value that is not empty, or ''."""
        return next((value for value in self.all(name) if value), "")

    def text(self, name: str) -> str:
        """The first value as people read it."""
        return words.decode(self.first(name))

    def parties(self, *names: str) -> tuple[Party, ...]:
        return addresses.parties(value for name in names for value in self._raw.get(name, ()))

    def ids(self, name: str) -> tuple[str, ...]:
        """Message ids in angle brackets, each once; of very many the first and the latest."""
        found: dict[str, None] = {}
        for value in self.all(name):
            decoded = words.decode(value) if "=?" in value else value
            ids = ["".join(one.split()) for one in _ID.findall(decoded)] or _BARE_ID.findall(decoded)
            found.update(dict.fromkeys(f"<{one}>" for one in ids if one))
        ids = list(found)
        return tuple(ids if len(ids) <= _MOST_IDS else ids[:1] + ids[1 - _MOST_IDS :])

    def parameters(self, name: str) -> tuple[str, dict[str, str]]:
        return parameters.split(self.first(name)) if name in self._raw else ("", {})

    def at(self) -> datetime | None:
        """When the message was written: its Date, else when the last host received it. Aware; no zone means UTC."""
        for value in (*self.all("date"), *(one.rpartition(";")[2] for one in self.all("received")[:1])):
            if (found := moment(value)) is not None:
                return found
        return None


def moment(value: str) -> datetime | None:
    """A date as mail writes it; aware, no zone means UTC. None for what is none."""
    try:
        parsed = parsedate_tz(value[:200])
        if parsed is None or not _EARLIEST <= parsed[0] <= _LATEST:
            return None
        offset = timedelta(seconds=parsed[9] or 0)
        if abs(offset) >= timedelta(hours=24):
            offset = timedelta()
        return datetime(*parsed[:5], min(parsed[5], 59), tzinfo=timezone(offset))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
