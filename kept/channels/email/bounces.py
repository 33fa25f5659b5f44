"""Reports about our own mail: delivery status (RFC 3464), complaints (RFC 5965) and bounces in plain words."""

import re

from kept.channels.base import Bounce
from kept.channels.email import charsets, words
from kept.channels.email.headers import Headers

REASONS = (
    "address unknown", "mailbox full", "mailbox disabled", "message too large", "refused as spam", "refused by policy",
    "host unknown", "not reachable", "too many messages", "expired", "loop", "marked as spam by its reader", "not delivered",
)  # fmt: skip
_BY_STATUS = (
    (r"[45]\.1\.[0136]|[45]\.1\.10", "address unknown"),
    (r"[45]\.1\.2|[45]\.4\.4|[45]\.1\.8", "host unknown"),
    (r"[45]\.2\.1", "mailbox disabled"),
    (r"[45]\.2\.2", "mailbox full"),
    (r"[45]\.2\.3|[45]\.3\.4", "message too large"),
    (r"[45]\.4\.[126]", "not reachable"),
    (r"[45]\.4\.7", "expired"),
    (r"[45]\.7\.\d+", "refused by policy"),
)
_BY_WORDS = (
    (r"quota|mailbox (?:is )?full|over ?quota|insufficient (?:system )?storage|storage space|boîte .{0,20}pleine|postfach .{0,20}voll",
     "mailbox full"),
    (r"spam|blacklist|block ?list|reputation|spamhaus|junk|dnsbl|rbl\b", "refused as spam"),
    (r"disabled|inactive|suspended|deactivated|no longer (?:active|available)|account .{0,30}closed", "mailbox disabled"),
    (r"user unknown|unknown user|no such (?:user|recipient|mailbox|address|person)|does ?n[o']t exist|does not exist|"
     r"not found|unknown (?:recipient|address|local|mailbox)|invalid (?:recipient|mailbox|address)|unrouteable|"
     r"recipient (?:address )?rejected|mailbox (?:unavailable|not found)|couldn'?t be found|no mailbox|not our customer|"
     r"unbekannt|inconnu|desconocid|sconosciut|address rejected",
     "address unknown"),
    (r"too (?:large|big)|size limit|exceeds .{0,30}size|message size", "message too large"),
    (r"host (?:or domain name )?not found|domain .{0,20}not (?:found|exist)|name or service not known|nxdomain|unable to resolve",
     "host unknown"),
    (r"rate limit|too many|throttl|temporarily deferred|try again later", "too many messages"),
    (r"timed? ?out|unreachable|connection refused|could not connect|no route", "not reachable"),
    (r"expired|gave up|retry time(?:out)? (?:not )?(?:exceeded|reached)|too long", "expired"),
    (r"loop|too many hops", "loop"),
    (r"policy|dmarc|spf|dkim|denied|rejected|prohibited|not (?:allowed|permitted|accepted)", "refused by policy"),
)  # fmt: skip
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_REPLY_CODE = re.compile(r"(?<![\d.])([45]\d\d)[ -]")
_ADDRESS = re.compile(r"<?([^\s<>\"'(),;:\[\]]{1,64}@[^\s<>\"'(),;:\[\]]{1,255}\.[^\s<>\"'(),;:\[\].]{2,})>?")
_MESSAGE_ID = re.compile(r"^[ \t>]*message-id:\s*(<[^<>\s]+>)", re.IGNORECASE | re.MULTILINE)
_PLAIN_SUBJECT = re.compile(
    r"undeliver|mail delivery (?:failed|failure|error|system|status|subsystem)|delivery (?:status notification|failure|failed|"
    r"has failed|report|incomplete|problem|error)|returned (?:mail|to sender)|failure notice|mail (?:system error|failure|could not)|"
    r"message (?:could not|not) be? ?delivered|not delivered|delayed mail|warning: (?:message|could not send)|"
    r"unzustellbar|nicht zustellbar|zustellung.{0,20}fehl|échec de (?:la )?remise|non remis|no se pudo entregar|no se puede entregar|"
    r"non recapitabile|mancata consegna|impossible|onbestelbaar|niet bezorgd|odeslání se nezdařilo|nie można dostarczyć|"
    r"недоставлен|не доставлено|olevererbart|ej levererat|kunne ikke leveres|toimitus epäonnistui|配信|退信|系统退信|undelivered",
    re.IGNORECASE,
)
_DAEMON = re.compile(r"^(?:mailer[-_.]?daemon|postmaster|mail[-_.]?daemon|microsoftexchange[0-9a-f]*|mailer|mdaemon|"
                     r"mail-daemon|no-?reply.*bounce|bounces?)(?:[-+_.].*)?@", re.IGNORECASE)  # fmt: skip
_COPY_BELOW = re.compile(
    r"^.{0,6}(?:below this line is a copy|this is a copy of|original message (?:follows|headers)|a copy of the message|"
    r"the (?:header|headers) of the (?:original|message)|----- original message|--- the message|forwarded message).*$",
    re.IGNORECASE | re.MULTILINE,
)
_SCANNED = 60_000
MOST_RECIPIENTS = 200


def find(headers: Headers, body: str, reports: dict[str, bytes], author: str) -> Bounce | None:
    """What the message reports about one that we sent, if it does."""
    if "message/feedback-report" in reports:
        return _complaint(reports)
    for kind in ("message/delivery-status", "message/global-delivery-status"):
        if kind in reports:
            return _delivery_status(charsets.decode(reports[kind][:_SCANNED]), reports)
    if "message/disposition-notification" in reports:
        return None
    return _in_words(headers, body, reports, author)


def _original_id(reports: dict[str, bytes], body: str = "") -> str:
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


def _delivery_status(report: str, reports: dict[str, bytes]) -> Bounce:
    blocks = [_fields(block) for block in re.split(r"\n[ \t]*\n+", report.strip("\n"))]
    recipients = [one for one in blocks if "final-recipient" in one or "original-recipient" in one or "action" in one]
    order = {"failed": 0, "delayed": 1, "expanded": 3, "relayed": 3, "delivered": 4}
    recipients.sort(key=lambda one: order.get(one.get("action", "failed").split(" ")[0].lower(), 2))
    first = recipients[0] if recipients else {}
    kind = first.get("action", "failed").split(" ")[0].lower()
    status = found[1] if (found := _STATUS.search(first.get("status", ""))) else ""
    diagnostic = first.get("diagnostic-code", "").partition(";")[2].strip() or first.get("diagnostic-code", "")
    return Bounce(
        kind=kind if kind in order else "failed",
        permanent=kind == "failed" and not status.startswith("4"),
        recipients=tuple(dict.fromkeys(_recipient(one) for one in recipients if one.get("action", "failed").split(" ")[0].lower() == kind and _recipient(one)))[:MOST_RECIPIENTS],
        status=status,
        reason="" if kind in ("delivered", "relayed", "expanded") else _reason(status, diagnostic),
        diagnostic=diagnostic[:1000],
        message_id=_original_id(reports),
    )  # fmt: skip


def _recipient(fields: dict[str, str]) -> str:
    value = fields.get("original-recipient") or fields.get("final-recipient", "")
    return value.rpartition(";")[2].strip().strip("<>")


def _complaint(reports: dict[str, bytes]) -> Bounce:
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


def _in_words(headers: Headers, body: str, reports: dict[str, bytes], author: str) -> Bounce | None:
    failed = [party.address for party in headers.parties("x-failed-recipients")]
    subject = headers.text("subject")
    if not failed and not (_DAEMON.match(author) and _PLAIN_SUBJECT.search(subject)):
        return None
    body = body[:_SCANNED]
    copy = _COPY_BELOW.search(body)
    report = body[: copy.start()] if copy else body
    status = found[1] if (found := _STATUS.search(report)) else ""
    code = status or (found[1] if (found := _REPLY_CODE.search(report)) else "")
    delayed = re.search(r"delay|warning|will be retried|still being|not yet been delivered|verzöger", subject + report[:2000], re.IGNORECASE)
    recipients = failed or [one for one in _ADDRESS.findall(report) if not _DAEMON.match(one)][:1]
    return Bounce(
        kind="delayed" if delayed and not code.startswith("5") else "failed",
        permanent=not delayed and not code.startswith("4"),
        recipients=tuple(dict.fromkeys(recipients))[:MOST_RECIPIENTS],
        status=status,
        reason=_reason(status, report),
        diagnostic=_diagnostic(report),
        message_id=_original_id(reports, body),
    )


def _diagnostic(report: str) -> str:
    """The line of the report that bears its code, as far as one does."""
    for line in report.split("\n"):
        if _STATUS.search(line) or re.search(r"(?<![\d.])[45]\d\d[ -]", line):
            return line.strip()[:1000]
    return " ".join(report.split())[:300]


def _reason(status: str, said: str) -> str:
    """One of `REASONS`. What the other side says in words is often more exact than its code."""
    folded = said.lower()[:4000]
    by_words = next((reason for pattern, reason in _BY_WORDS if re.search(pattern, folded)), "")
    by_status = next((reason for pattern, reason in _BY_STATUS if status and re.fullmatch(pattern, status)), "")
    if by_status and by_words not in ("refused as spam", "mailbox full", "mailbox disabled"):
        return by_status
    return by_words or by_status or "not delivered"
