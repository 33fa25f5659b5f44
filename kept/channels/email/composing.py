"""From an outbound to the bytes of a message (RFC 5322, MIME). Pure."""

from __future__ import annotations

from datetime import datetime
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from kept.channels.base import Enclosure, Outbound, Party
from kept.channels.email import dressing, naming, tokens
from kept.channels.email.heading import field, ids, mailbox, mailboxes, words

# A thread of years must fit a header; the first says what it is about, the last what is answered (RFC 5322 3.6.4).
MOST_REFERENCES = 20
_registry = HeaderRegistry()
_registry.map_to_type("content-type", naming.ContentType)  # type: ignore[arg-type]  # it makes a BaseHeader of it
BODY = SMTP.clone(max_line_length=76, cte_type="7bit", header_factory=_registry)


def compose(outbound: Outbound, *, at: datetime) -> bytes:
    """The message as it goes over the wire: CRLF line ends, no line beyond 998 bytes, no Bcc. `at` (aware) is its Date.

    All ASCII but for addresses whose local part is not (RFC 6532).
    """
    return head(outbound, at).encode() + _body(outbound)


def is_international(outbound: Outbound) -> bool:
    """Whether it can only travel by SMTPUTF8 (RFC 6531): some local part is not ASCII."""
    everybody = (outbound.author, *outbound.to, *outbound.cc, *outbound.bcc)
    return not all(each.address.rpartition("@")[0].isascii() for each in everybody)


def head(outbound: Outbound, at: datetime) -> str:
    fields = [field("From", mailbox(outbound.author))]
    if outbound.to:
        fields.append(field("To", mailboxes(outbound.to)))
    if outbound.cc:
        fields.append(field("Cc", mailboxes(outbound.cc)))
    if answers_to := reply_to(outbound):
        fields.append(field("Reply-To", mailbox(answers_to)))
    fields += [field("Subject", words(outbound.subject)), field("Date", format_datetime(at))]
    return "".join([*fields, *(field(name, ids(parts)) for name, parts in about(outbound).items())])


def about(outbound: Outbound) -> dict[str, list[str]]:
    """The fields that say what it answers and what kind of mail it is, each in parts between which a line may break."""
    fields = {"Message-ID": [outbound.message_id]}
    if answered := bounded([outbound.in_reply_to]):
        fields["In-Reply-To"] = answered
    if references := bounded(outbound.references):
        fields["References"] = references
    if outbound.automatic:
        fields["Auto-Submitted"] = ["auto-replied" if outbound.in_reply_to else "auto-generated"]
        fields["X-Auto-Response-Suppress"] = ["All"]
    if outbound.stop_url:
        fields["List-Unsubscribe"] = [f"<{outbound.stop_url}>"]
        if outbound.stop_url.startswith("https://"):  # without TLS no program may do it with one click (RFC 8058 3.1)
            fields["List-Unsubscribe-Post"] = ["List-Unsubscribe=One-Click"]
    return fields


def reply_to(outbound: Outbound) -> Party | None:
    """Where answers are to go, when not to the author: our address with the conversation's token."""
    if not outbound.token:
        return None
    return Party(tokens.reply_address(outbound.author.address, outbound.token), outbound.author.name)


def bounded(references: tuple[str, ...] | list[str]) -> list[str]:
    """The first and the last ones, each once, and only such as can stand on a line (RFC 5322 2.1.1)."""
    usable = [each for each in dict.fromkeys(references) if each.isascii() and each.isprintable() and _fits(each)]
    return usable if len(usable) <= MOST_REFERENCES else [usable[0], *usable[-MOST_REFERENCES + 1 :]]


def _fits(message_id: str) -> bool:
    return 2 < len(message_id) < 900 and " " not in message_id


def _body(outbound: Outbound) -> bytes:
    message = EmailMessage(BODY)
    message.set_content(dressing.text(outbound), cte="quoted-printable")
    message.add_alternative(dressing.html(outbound), subtype="html", cte="quoted-printable")
    page = list(message.iter_parts())[-1]
    assert isinstance(page, EmailMessage)  # noqa: S101 - for mypy
    for each in outbound.enclosures:
        _enclose(page if each.inline and each.content_id else message, each)
    if page.is_multipart():
        page.set_param("type", "text/html")  # RFC 2387 3.1: of what kind the first of them is
    return message.as_bytes()


def _enclose(message: EmailMessage, each: Enclosure) -> None:
    """Add a file; what stands in the page goes beside it (multipart/related), all else below the words."""
    kind, _, subtype = each.type.partition("/")
    if kind in {"multipart", "message"} or not subtype or not each.type.isascii():
        kind, subtype = "application", "octet-stream"
    add = message.add_related if each.inline and each.content_id else message.add_attachment
    add(
        each.content[:],
        maintype=kind,
        subtype=subtype,
        filename=each.name,
        disposition="inline" if each.inline else "attachment",
        cid=f"<{each.content_id}>" if each.content_id else None,
        params={"name": each.name},
    )
