"""The web form as a channel: messages come in by it; answers go by mail."""

from __future__ import annotations

from kept.channels.base import Arrival, Envelope, Limits, Outbound, Receipt, SendFailed
from kept.channels.form import uploads
from kept.channels.form.submission import Submission

NAME = "form"


class FormChannel:
    name = NAME

    @property
    def limits(self) -> Limits:
        return Limits(size=uploads.MOST_BYTES, subject=True, enclosures=True)

    def parse(self, raw: bytes, envelope: Envelope | None = None) -> list[Arrival]:
        return [Submission.from_bytes(raw).arrival()]

    def send(self, outbound: Outbound) -> Receipt:
        raise SendFailed("A form cannot be written to; the answer goes by mail.", permanent=True)
