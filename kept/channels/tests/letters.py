"""Letters for the tests of everything that mail passes through."""

from kept.channels import intake
from kept.channels.inbound import Inbound, accept
from kept.conversations.conversation import Conversation

DATE = "Mon, 01 Jun 2026 10:00:00 +0000"


def letter(
    text: str = "How many boxes fit into a van?",
    *,
    sender: str = "Vera Lindqvist <vera@lindqvist.example>",
    to: str = "sales@hillside.example",
    subject: str = "Boxes for Friday",
    message_id: str | None = "<q1@lindqvist.example>",
    **headers: str,
) -> bytes:
    """A raw mail. `headers` are further fields, `_` for `-`; `message_id=None` leaves that field out."""
    fields = {"From": sender, "To": to, "Subject": subject, "Date": DATE}
    if message_id is not None:
        fields["Message-ID"] = message_id
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    fields |= {"MIME-Version": "1.0", "Content-Type": "text/plain; charset=utf-8"}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return (head + "\r\n" + text + "\r\n").encode()


def arrive(raw: bytes, *recipients: str) -> Inbound:
    """Accept the mail and take it in."""
    inbound = accept("email", raw, envelope={"recipients": list(recipients)})
    intake.take_in_waiting()
    inbound.refresh_from_db()
    return inbound


def conversation_of(inbound: Inbound) -> Conversation:
    assert inbound.message is not None, f"{inbound.state}: {inbound.reason}"
    return inbound.message.conversation
