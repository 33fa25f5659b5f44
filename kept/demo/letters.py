"""The customers' mail as their programs write it, byte for byte (RFC 5322)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape
from textwrap import indent

from kept.conversations.message import Message
from kept.demo.papers import Paper, photo

LOGO = photo("logo.png", "2f5d50", "e8e2d0", "2f5d50")
ON_THE_ROAD = "Sent from my phone"


@dataclass(frozen=True)
class Letter:
    """One mail of a customer's. `style` is plain, phone, html or office: how their program writes and quotes.

    `answers` is the message of ours that it answers, if any; `adds_to` the Message-ID of their own before it; `sign`
    stands below every mail of theirs.
    """

    name: str
    address: str
    to: str
    subject: str
    text: str
    at: datetime
    style: str = "plain"
    sign: str = ""
    answers: Message | None = None
    adds_to: str = ""
    cc: Sequence[str] = ()
    files: Sequence[Paper] = ()
    headers: dict[str, str] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        mail = EmailMessage(policy=SMTP)
        mail["From"] = Address(self.name, addr_spec=self.address)
        mail["To"] = self.to
        if self.cc:
            mail["Cc"] = ", ".join(self.cc)
        mail["Subject"] = self.subject
        mail["Date"] = self.at
        mail["Message-ID"] = self.message_id
        for name, value in {**self._thread(), **self.headers}.items():
            mail[name] = value
        mail.set_content(self._plain(), cte="quoted-printable" if self.text.isascii() else "8bit")
        if self.style in {"html", "office"}:
            self._add_html(mail)
        for each in self.files:
            main, _, sub = each.type.partition("/")
            mail.add_attachment(each.content, maintype=main, subtype=sub, filename=each.name)
        return mail.as_bytes()

    @property
    def message_id(self) -> str:
        seed = f"{self.address} {self.at.isoformat()} {self.subject}"
        return f"<{hashlib.sha256(seed.encode()).hexdigest()[:24]}@{self.address.rpartition('@')[2]}>"

    def _thread(self) -> dict[str, str]:
        if self.answers is None or not self.answers.message_id:
            return {"In-Reply-To": self.adds_to, "References": self.adds_to} if self.adds_to else {}
        chain = [*self.answers.references, self.answers.message_id]
        return {"In-Reply-To": self.answers.message_id, "References": " ".join(chain)}

    def _plain(self) -> str:
        parts = [self.text]
        if self.style == "phone":
            parts.append(ON_THE_ROAD)
        elif self.sign:
            parts.append(f"-- \n{self.sign}")
        if self.answers is not None:
            parts.append(self._quote(self.answers))
        return "\n\n".join(parts) + "\n"

    def _quote(self, ours: Message) -> str:
        if self.style == "office":
            head = f"From: {ours.author_name} <{ours.author['address']}>\nSent: {ours.at:%d %B %Y %H:%M}\n"
            return f"-----Original Message-----\n{head}To: {self.name}\nSubject: {ours.subject}\n\n{ours.text}"
        who = f"{ours.author_name} <{ours.author['address']}>"
        return f"On {ours.at:%a, %d %b %Y at %H:%M}, {who} wrote:\n\n{indent(ours.text, '> ', lambda _: True)}"

    def _add_html(self, mail: EmailMessage) -> None:
        words = "".join(f"<p>{escape(each).replace(chr(10), '<br>')}</p>" for each in self.text.split("\n\n"))
        logo = '<img src="cid:logo@letter" width="120" height="90" alt="">' if self.style == "office" else ""
        sign = f'<p style="color:#5a6b66;font-size:13px">{escape(self.sign).replace(chr(10), "<br>")}</p>'
        body = (
            f'<div style="font-family:Calibri,sans-serif;font-size:15px">{words}{sign}{logo}</div>{self._html_quote()}'
        )
        mail.add_alternative(f"<html><body>{body}</body></html>", subtype="html")
        if logo:
            part = mail.get_payload()[1]  # type: ignore[index]
            part.add_related(LOGO.content, "image", "png", cid="<logo@letter>", filename=LOGO.name)  # type: ignore[union-attr]

    def _html_quote(self) -> str:
        ours = self.answers
        if ours is None:
            return ""
        words = escape(ours.text).replace("\n", "<br>")
        head = f"On {format_datetime(ours.at)}, {escape(ours.author_name)} wrote:"
        return f'<div class="gmail_quote"><div>{head}</div><blockquote class="gmail_quote">{words}</blockquote></div>'


def bounce(ours: Message, recipient: str, reason: str, at: datetime) -> bytes:
    """The other side's mail server returns what we sent (RFC 3464)."""
    domain = recipient.rpartition("@")[2]
    mark = hashlib.sha256(f"{recipient} {at.isoformat()}".encode()).hexdigest()[:16]
    lines = [
        f"From: Mail Delivery Subsystem <mailer-daemon@{domain}>",
        f"To: {ours.author['address']}",
        "Subject: Undelivered Mail Returned to Sender",
        f"Date: {format_datetime(at)}",
        f"Message-ID: <{mark}@{domain}>",
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/report; report-type=delivery-status; boundary="{mark}"',
        "",
        f"--{mark}",
        "Content-Type: text/plain; charset=utf-8",
        "",
        f"Your message could not be delivered to {recipient}.",
        "",
        reason,
        f"--{mark}",
        "Content-Type: message/delivery-status",
        "",
        f"Reporting-MTA: dns; mail.{domain}",
        "",
        f"Final-Recipient: rfc822; {recipient}",
        "Action: failed",
        f"Status: {reason.split()[1]}",
        f"Diagnostic-Code: smtp; {reason}",
        "",
        f"--{mark}",
        "Content-Type: text/rfc822-headers",
        "",
        f"Message-ID: {ours.message_id}",
        f"Subject: {ours.subject}",
        f"From: {ours.author['address']}",
        f"To: {recipient}",
        "",
        f"--{mark}--",
        "",
    ]
    return "\r\n".join(lines).encode()
