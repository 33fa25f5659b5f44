"""The web form as a channel: messages come in by it; answers go by mail."""

from __future__ import annotations

from collections.abc import Sequence

from kept.channels.base import Arrival, Envelope, Letter, Limits, Outbound, Receipt, SendFailed
from kept.channels.form import uploads
from kept.channels.form.submission import Submission
from kept.lib.bulk import Content

NAME = "form"


class FormChannel:
    name = NAME

    @property
    def limits(self) -> Limits:
        return Limits(size=uploads.MOST_BYTES, subject=True, enclosures=True)

    def parse(self, raw: Content, envelope: Envelope | None = None) -> list[Arrival]:
        return [Submission.from_bytes(raw[:]).arrival()]

    def examine(self, letters: Sequence[Letter]) -> list[Arrival]:
        """Anybody may fill in a form under any name: nothing proves one."""
        return [each.arrival for each in letters]

    def send(self, outbound: Outbound) -> Receipt:
        raise SendFailed("A form cannot be written to; the answer goes by mail.", permanent=True)
