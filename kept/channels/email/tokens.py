"""Our conversation tokens in mail: written into Message-ID and Reply-To, found again in what comes back.

A token is 16 characters of lower-case base32. It says which conversation a message claims to belong to, never
that its author may write there: whoever uses it checks the author as well.
"""

import re
import secrets
from collections.abc import Iterable

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
_SHAPE = re.compile(r"[a-z2-7]{16}")
_IN_ADDRESS = re.compile(r"\+([a-z2-7]{16})@", re.IGNORECASE)
# Also where a server on the way wrapped our id into one of its own.
_IN_MESSAGE_ID = re.compile(r"(?<![a-z0-9])kept\.([a-z2-7]{16})\.[0-9a-f]{16}(?![a-z0-9])", re.IGNORECASE)


def new_token() -> str:
    """A fresh token of 80 random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(16))


def is_token(text: str) -> bool:
    return _SHAPE.fullmatch(text) is not None


def message_id(token: str, domain: str) -> str:
    """A new Message-ID, in angle brackets, that carries the token. Make it once per message and keep it."""
    return f"<kept.{token}.{secrets.token_hex(8)}@{domain}>"


def reply_address(address: str, token: str) -> str:
    """The address with the token behind a plus: `help@firm.example` gives `help+TOKEN@firm.example`."""
    local, _, domain = address.rpartition("@")
    return f"{local}+{token}@{domain}"


def without_token(address: str) -> str:
    """The address as it is without any token of ours."""
    return _IN_ADDRESS.sub("@", address)


def in_addresses(addresses: Iterable[str]) -> list[str]:
    """The tokens of plus-addresses, in order."""
    return [found[1].lower() for address in addresses if (found := _IN_ADDRESS.search(address))]


def in_message_ids(ids: Iterable[str]) -> list[str]:
    """The tokens of our own message ids, in order."""
    return [found[1].lower() for one in ids if (found := _IN_MESSAGE_ID.search(one))]
