"""The mail that a service received for us: its bytes as they came wherever the service gives them."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.encoders import encode_base64
from typing import Any

from kept.channels.email.services.calls import Call
from kept.channels.email.services.service import MailService
from kept.channels.inbound import Inbound, accept


@dataclass(frozen=True)
class Received:
    """One mail, with what its envelope said; `sender` is None where the service does not say it."""

    raw: bytes
    sender: str | None
    recipients: list[str]

    @property
    def envelope(self) -> dict[str, Any]:
        known = {"recipients": self.recipients}
        return known if self.sender is None else known | {"sender": self.sender.strip("<>")}


def take(service: MailService, call: Call, view: Any) -> list[Inbound]:
    """Store each mail of a proved call. Raises `ValueError` or `KeyError` for what no rule can make sense of."""
    given = READ[service.kind](call) if service.kind in READ else []
    mails = list(given) or list(_put_together(view, call))
    return [accept("email", each.raw, inbox=service.inbox, envelope=each.envelope) for each in mails if each.raw]


def _put_together(view: Any, call: Call) -> Iterator[Received]:
    """From the pieces, where the service keeps the bytes to itself."""
    for event in view.parse_events(call):
        message = event.message
        for part in message.walk():
            if not part.is_multipart() and "Content-Transfer-Encoding" not in part:
                encode_base64(part)  # else what looks like a line's end in a file would be made one
        to = [message.envelope_recipient] if message.envelope_recipient else []
        yield Received(message.as_bytes(), message.envelope_sender, to)


def _mailgun(call: Call) -> Iterator[Received]:
    if raw := call.fields.get("body-mime"):
        yield Received(raw, call.POST.get("sender"), [call.POST["recipient"]])


def _sendgrid(call: Call) -> Iterator[Received]:
    if raw := call.fields.get("email"):
        envelope = json.loads(call.POST.get("envelope", "{}"))
        yield Received(raw, envelope.get("from"), list(envelope.get("to", [])))


def _postal(call: Call) -> Iterator[Received]:
    told = json.loads(call.body)
    raw = base64.b64decode(told["message"]) if told.get("base64") else told["message"].encode()
    yield Received(raw, told.get("mail_from"), [told["rcpt_to"]])


def _postmark(call: Call) -> Iterator[Received]:
    told = json.loads(call.body)
    if raw := told.get("RawEmail"):
        to = [told["OriginalRecipient"]] if told.get("OriginalRecipient") else []
        first: dict[str, str] = next(iter(told.get("Headers", [])), {})
        sender = first.get("Value") if first.get("Name", "").lower() == "return-path" else None
        yield Received(raw.encode(), sender, to)


def _sparkpost(call: Call) -> Iterator[Received]:
    for each in json.loads(call.body):
        if told := each.get("msys", {}).get("relay_message"):
            raw = told["content"]["email_rfc822"]
            encoded = told["content"].get("email_rfc822_is_base64")
            yield Received(base64.b64decode(raw) if encoded else raw.encode(), told.get("msg_from"), [told["rcpt_to"]])


def _mandrill(call: Call) -> Iterator[Received]:
    for each in json.loads(call.POST["mandrill_events"]):
        if each.get("event") == "inbound":
            yield Received(each["msg"]["raw_msg"].encode(), None, [each["msg"]["email"]])


READ: dict[str, Callable[[Call], Iterator[Received]]] = {
    "mailgun": _mailgun,
    "sendgrid": _sendgrid,
    "postal": _postal,
    "postmark": _postmark,
    "sparkpost": _sparkpost,
    "mandrill": _mandrill,
}
