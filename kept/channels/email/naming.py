"""The names of files that go along, in both ways that mail programs look for them.

RFC 2231 in Content-Disposition, which the library writes, is the standard. Outlook and many others also read `name` of
Content-Type, with encoded words inside quotes: forbidden by RFC 2047 5, written by everybody all the same.
"""

from __future__ import annotations

from email.headerregistry import ContentTypeHeader
from email.policy import Policy

from kept.channels.email.heading import FOLD, encoded, one_line, quoted


class ContentType(ContentTypeHeader):
    def fold(self, *, policy: Policy) -> str:
        """The field as it stands in the message, each parameter on a line of its own."""
        parameters = [f"{key}={_value(str(value))}" for key, value in self.params.items()]
        field = ";\r\n ".join([f"Content-Type: {self.content_type}", *parameters])
        return f"{field}\r\n".replace("\r\n", policy.linesep)


def _value(said: str) -> str:
    said = one_line(said)
    if said.isascii() and "=?" not in said and len(said) < 60:
        return quoted(said)
    return f'"{FOLD.join(encoded(said))}"'
