"""Why a mail came back, in one of a few plain words."""

import re

REASONS = (
    "address unknown", "mailbox full", "mailbox disabled", "message too large", "refused as spam", "refused by policy",
    "host unknown", "not reachable", "too many messages", "expired", "loop", "marked as spam by its reader",
    "not delivered",
)  # fmt: skip
_BY_STATUS = (
    (r"[45]\.1\.[0136]|[45]\.1\.10", "address unknown"),
    (r"[45]\.1\.2|[45]\.4\.4|[45]\.1\.8", "host unknown"),
    (r"[45]\.2\.1", "mailbox disabled"),
    (r"[45]\.2\.2", "mailbox full"),
    (r"[45]\.2\.3|[45]\.3\.4", "message too large"),
    (r"[45]\.4\.[12]", "not reachable"),
    (r"[45]\.4\.6", "loop"),
    (r"[45]\.4\.7", "expired"),
    (r"[45]\.7\.\d+", "refused by policy"),
)
_BY_WORDS = (
    (r"quota|mailbox (?:is )?full|over ?quota|insufficient (?:system )?storage|storage space|boîte .{0,20}pleine|"
     r"postfach .{0,20}voll",
     "mailbox full"),
    (r"spam|blacklist|block ?list|reputation|spamhaus|junk|dnsbl|rbl\b", "refused as spam"),
    (r"disabled|inactive|suspended|deactivated|no longer (?:active|available)|account .{0,30}closed",
     "mailbox disabled"),
    (r"user unknown|unknown user|no such (?:user|recipient|mailbox|address|person)|does ?n[o']t exist|does not exist|"
     r"not found|unknown (?:recipient|address|local|mailbox)|invalid (?:recipient|mailbox|address)|unrouteable|"
     r"recipient (?:address )?rejected|mailbox (?:unavailable|not found)|couldn'?t be found|no mailbox|"
     r"not our customer|unbekannt|inconnu|desconocid|sconosciut|address rejected",
     "address unknown"),
    (r"too (?:large|big)|size limit|exceeds .{0,30}size|message size", "message too large"),
    (r"host (?:or domain name )?not found|domain .{0,20}not (?:found|exist)|name or service not known|nxdomain|"
     r"unable to (?:resolve|look up)",
     "host unknown"),
    (r"rate limit|too many|throttl|temporarily deferred|try again later", "too many messages"),
    (r"timed? ?out|unreachable|connection refused|could not connect|no route", "not reachable"),
    (r"expired|gave up|retry time(?:out)? (?:not )?(?:exceeded|reached)|too long", "expired"),
    (r"loop|too many hops", "loop"),
    (r"policy|dmarc|spf|dkim|denied|rejected|prohibited|not (?:allowed|permitted|accepted)", "refused by policy"),
)  # fmt: skip


def reason(status: str, said: str) -> str:
    """One of `REASONS`. What the other side says in words is often more exact than its code."""
    folded = said.lower()[:4000]
    by_words = next((word for pattern, word in _BY_WORDS if re.search(pattern, folded)), "")
    by_status = next((word for pattern, word in _BY_STATUS if status and re.fullmatch(pattern, status)), "")
    if by_status and by_words not in ("refused as spam", "mailbox full", "mailbox disabled"):
        return by_status
    return by_words or by_status or "not delivered"
