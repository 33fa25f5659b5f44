"""Parties of address headers (RFC 5322 3.4), read tolerantly and in time linear to their length."""

import re
from collections.abc import Iterable, Iterator

from kept.channels.base import Party
from kept.channels.email import words

MOST = 10_000
_TOKEN = re.compile(
    r'"((?:[^"\\]|\\.)*+)("|\\?$)'  # a quoted string
    r"|<([^<>]*)>"  # an address in angle brackets
    r"|\(([^()]*(?:\([^()]*\)[^()]*)*)\)"  # a comment, one level of nesting
    r"|([,;])|(:)"
    r'|([^"<>(),;:\\\s]+|[\\"<>()]|\s+)'
)
_ESCAPE = re.compile(r"\\(.)")
_BARE = re.compile(r"[^\s<>\"'(),;:\[\]]+@[^\s<>\"'(),;]+")


def parties(values: Iterable[str]) -> tuple[Party, ...]:
    """The parties of raw header values, each address once, at most `MOST`."""
    found: dict[str, Party] = {}
    for value in values:
        for party in _parse(words.unfold(value)):
            found.setdefault(party.address.lower(), party)
            if len(found) >= MOST:
                return tuple(found.values())
    return tuple(found.values())


def _parse(value: str) -> Iterator[Party]:
    """Split an unfolded value into its addresses before any encoded word is decoded: those may hold commas."""
    one = _Mailbox()
    for token in _TOKEN.finditer(value):
        quoted, closed, angle, comment, separator, colon, plain = token.groups()
        if quoted is not None and closed != '"':
            # A quote that nobody closes would swallow all others.
            yield from one.parties() if one.looks_addressed() else ()
            yield from _parse(value[token.start() :].replace('"', " "))
            return
        if quoted is not None:
            one.quote(_ESCAPE.sub(r"\1", quoted))
        elif angle is not None:
            one.angle = angle if one.angle is None or "@" in angle else one.angle
        elif comment is not None:
            one.comments.append(comment)
        elif separator:
            yield from one.parties()
            one = _Mailbox()
        elif colon:
            # A group's name ends here, unless this is an address with a scheme or a source route.
            one = _Mailbox() if not one.looks_addressed() else one
        else:
            one.phrase.append(plain)
    yield from one.parties()


class _Mailbox:
    """The pieces of one address while they are read."""

    def __init__(self) -> None:
        self.phrase: list[str] = []
        self.comments: list[str] = []
        self.quoted = ""
        self.angle: str | None = None

    def quote(self, text: str) -> None:
        self.phrase.append(f" {text} " if self.phrase and "@" not in text else text)
        self.quoted = text

    def looks_addressed(self) -> bool:
        return self.angle is not None or any("@" in piece for piece in self.phrase)

    def parties(self) -> list[Party]:
        """The one party that the pieces make, if they do."""
        party = self._party()
        return [party] if party is not None else []

    def _party(self) -> Party | None:
        phrase = "".join(self.phrase).strip()
        if self.angle is not None:
            address, name = self.angle, phrase
        else:
            address, name = phrase, ""
            if (bare := _BARE.search(phrase)) and bare[0] != phrase:
                address, name = bare[0], (phrase[: bare.start()] + phrase[bare.end() :]).strip()
        address = _address(address)
        if not address and (bare := _BARE.search(phrase)):
            address, name = _address(bare[0]), ""
        name = words.decode(name) or words.decode(" ".join(self.comments))
        return Party(address, "" if name.lower() == address.lower() else _trimmed(name)) if address else None


def _trimmed(name: str) -> str:
    """Without quotes around it, and brackets that nobody opened or closed."""
    name = name.strip("'\" ")
    return name if "<" in name and ">" in name else name.strip("<>'\" ")


def _address(text: str) -> str:
    """The address without white space, a scheme or a source route; '' when there is none."""
    text = words.decode(text) if "=?" in text else text
    text = "".join(text.split()).removeprefix("mailto:").strip("'\"")
    if text.startswith("@") and ":" in text:
        text = text.rpartition(":")[2]
    local, at, domain = text.rpartition("@")
    if not at:
        return ""
    domain = domain.rstrip(".>")
    return f"{local}@{domain}" if local and domain and len(text) <= 320 else ""
