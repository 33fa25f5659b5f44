"""Reports about our own mail: delivery status (RFC 3464), complaints (RFC 5965) and bounces in plain words."""

import re
from dataclasses import replace

from kept.channels.base import Bounce
from kept.channels.email import bouncewords, charsets, words
from kept.channels.email.headers import Headers
from kept.lib.bulk import Content

_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_REPLY_CODE = re.compile(r"(?<![\d.])([45]\d\d)[ -]")
_ADDRESS = re.compile(r"<?([^\s<>\"'(),;:\[\]]{1,64}@[^\s<>\"'(),;:\[\]]{1,255}\.[^\s<>\"'(),;:\[\].]{2,})>?")
_MESSAGE_ID = re.compile(r"^[ \t>]*message-id:\s*(<[^<>\s]+>)", re.IGNORECASE | re.MULTILINE)
_PLAIN_SUBJECT = re.compile(
    r"undeliver|mail delivery (?:failed|failure|error|system|status|subsystem)|delivery (?:status notification|"
    r"failure|failed|"
    r"has failed|report|incomplete|problem|error)|returned (?:mail|to sender)|failure notice|"
    r"mail (?:system error|failure|could not)|"
    r"message (?:could not|not) be? ?delivered|not delivered|delayed mail|warning: (?:message|could not send)|"
    r"unzustellbar|nicht zustellbar|zustellung.{0,20}fehl|échec de (?:la )?remise|non remis|no se pudo entregar|"
    r"no se puede entregar|"
    r"non recapitabile|mancata consegna|impossible|onbestelbaar|niet bezorgd|odeslání se nezdařilo|"
    r"nie można dostarczyć|"
    r"недоставлен|не доставлено|olevererbart|ej levererat|kunne ikke leveres|toimitus epäonnistui|配信|退信|"
    r"系统退信|undelivered",
    re.IGNORECASE,
)
_DAEMON = re.compile(r"^(?:mailer[-_.]?daemon|postmaster|mail[-_.]?daemon|microsoftexchange[0-9a-f]*|mailer|mdaemon|"
                     r"mail-daemon|no-?reply.*bounce|bounces?)(?:[-+_.].*)?@", re.IGNORECASE)  # fmt: skip
_COPY_BELOW = re.compile(
    r"^.{0,6}(?:below this line is a copy|this is a copy of|original message (?:follows|headers)|a copy of the message|"
    r"the (?:header|headers) of the (?:original|message)|----- original message|--- the message|forwarded message).*$",
    re.IGNORECASE | re.MULTILINE,
)
_TELLS = {"final-recipient", "original-recipient", "action"}
# The worst news of several comes first.
_ORDER = {"failed": 0, "delayed": 1, "expanded": 3, "relayed": 3, "delivered": 4}
_SCANNED = 60_000
MOST_RECIPIENTS = 200


def find(headers: Headers, body: str, reports: dict[str, Content], author: str) -> Bounce | None:
    """What the message reports about one that we sent, if it does."""
    if "message/feedback-report" in reports:
        return _complaint(reports)
    for kind in ("message/delivery-status", "message/global-delivery-status"):
        if kind in reports:
            return _delivery_status(charsets.decode(reports[kind][:_SCANNED]), reports)
    if "message/disposition-notification" in reports:
        return None
    return _in_words(headers, body, reports, author)


def _original_id(reports: dict[str, Content], body: str = "") -> str:
    """The Message-ID of the message that came back, from its copy or its header."""
    kinds = ("message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers", "message/partial")
    for kind in kinds:
        if kind in reports and (found := _MESSAGE_ID.search(charsets.decode(reports[kind][:_SCANNED]))):
            return found[1]
    found = _MESSAGE_ID.search(body[:_SCANNED])
    return found[1] if found else ""


def _fields(block: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in re.sub(r"\n[ \t]+", " ", block).split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip().lower(), words.decode(value.strip()))
    return fields


def _delivery_status(report: str, reports: dict[str, Content]) -> Bounce:
    blocks = [_fields(block) for block in re.split(r"\n[ \t]*\n+", report.strip("\n"))]
    told = sorted((one for one in blocks if _TELLS & one.keys()), key=lambda one: _ORDER.get(_action(one), 2))
    message_id = _original_id(reports)
    first = told[0] if told else {}
    recipients = [_recipient(one) for one in told if _action(one) == _action(first)]
    several = told[:MOST_RECIPIENTS] if len(told) > 1 else []
    parts = tuple(_of(one, [_recipient(one)], message_id) for one in several)
    return replace(_of(first, recipients, message_id), parts=parts)


def _of(fields: dict[str, str], recipients: list[str], message_id: str) -> Bounce:
    kind = _action(fields)
    status = found[1] if (found := _STATUS.search(fields.get("status", ""))) else ""
    diagnostic = fields.get("diagnostic-code", "").partition(";")[2].strip() or fields.get("diagnostic-code", "")
    return Bounce(
        kind=kind if kind in _ORDER else "failed",
        permanent=kind == "failed" and not status.startswith("4"),
        recipients=tuple(dict.fromkeys(one for one in recipients if one))[:MOST_RECIPIENTS],
        status=status,
        reason="" if kind in ("delivered", "relayed", "expanded") else bouncewords.reason(status, diagnostic),
        diagnostic=diagnostic[:1000],
        message_id=message_id,
    )


def _action(fields: dict[str, str]) -> str:
    return fields.get("action", "failed").partition(" ")[0].lower()


def _recipient(fields: dict[str, str]) -> str:
    value = fields.get("original-recipient") or fields.get("final-recipient", "")
    return value.rpartition(";")[2].strip().strip("<>")


def _complaint(reports: dict[str, Content]) -> Bounce:
    fields = _fields(charsets.decode(reports["message/feedback-report"][:_SCANNED]))
    address = fields.get("original-rcpt-to", "").strip("<>")
    return Bounce(
        kind="complaint",
        permanent=True,
        recipients=(address,) if address else (),
        reason="marked as spam by its reader",
        diagnostic=fields.get("feedback-type", ""),
        message_id=_original_id(reports),
    )


def _in_words(headers: Headers, body: str, reports: dict[str, Content], author: str) -> Bounce | None:
    failed = [party.address for party in headers.parties("x-failed-recipients")]
    subject = headers.text("subject")
    if not failed and not (_DAEMON.match(author) and _PLAIN_SUBJECT.search(subject)):
        return None
    body = body[:_SCANNED]
    copy = _COPY_BELOW.search(body)
    report = body[: copy.start()] if copy else body
    status = found[1] if (found := _STATUS.search(report)) else ""
    code = status or (found[1] if (found := _REPLY_CODE.search(report)) else "")
    delayed = re.search(
        r"delay|warning|will be retried|still being|not yet been delivered|verzöger",
        subject + report[:2000],
        re.IGNORECASE,
    )
    recipients = failed or [one for one in _ADDRESS.findall(report[:20_000]) if not _DAEMON.match(one)][:1]
    return Bounce(
        kind="delayed" if delayed and not code.startswith("5") else "failed",
        permanent=not delayed and not code.startswith("4"),
        recipients=tuple(dict.fromkeys(recipients))[:MOST_RECIPIENTS],
        status=status,
        reason=bouncewords.reason(status, report),
        diagnostic=_diagnostic(report),
        message_id=_original_id(reports, body),
    )


def _diagnostic(report: str) -> str:
    """The line of the report that bears its code, as far as one does."""
    for line in report.split("\n"):
        if _STATUS.search(line) or re.search(r"(?<![\d.])[45]\d\d[ -]", line):
            return line.strip()[:1000]
    return " ".join(report.split())[:300]
