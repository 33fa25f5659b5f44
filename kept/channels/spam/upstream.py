"""What the mail server's own filter wrote into the header: SpamAssassin, Rspamd, Exchange and those like them. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

FIELDS = (
    "x-spam-flag", "x-spam-status", "x-spam-score", "x-spamd-result", "x-rspamd-action", "x-rspamd-score",
    "x-ms-exchange-organization-scl", "x-forefront-antispam-report",
)  # fmt: skip
SCORED = {"x-spam-status", "x-spam-score", "x-spamd-result", "x-rspamd-score"}
# From this confidence on Exchange itself files mail as junk.
JUNK_SCL = 5

_SCORE = re.compile(r"(?:^|score=|hits=|\[)\s*(-?\d{1,4}(?:\.\d+)?)")
_SCL = re.compile(r"\bSCL:(-?\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Filtered:
    """The filter's verdict; `score` as it wrote it, '' when it gave none."""

    is_spam: bool
    score: str = ""


def verdict(details: Mapping[str, str]) -> Filtered | None:
    """None when no filter that we know has seen it. `details` are header fields by their names in lower case."""
    said = {name: details[name].strip() for name in FIELDS if details.get(name, "").strip()}
    if not said:
        return None
    scored = [value for name, value in said.items() if name in SCORED]
    score = next((found[1] for value in scored if (found := _SCORE.search(value))), "")
    votes = [vote for name, value in said.items() if (vote := _vote(name, value)) is not None]
    return Filtered(any(votes), score) if votes else None


def _vote(name: str, value: str) -> bool | None:
    first = found[0].lower() if (found := re.match(r"\w+", value)) else ""
    match name:
        case "x-spam-flag" | "x-spam-status":
            return {"yes": True, "true": True, "no": False, "false": False}.get(first)
        case "x-spamd-result":
            verdict = re.match(r"\w+:\s*(true|false)", value, re.IGNORECASE)
            return verdict[1].lower() == "true" if verdict else None
        case "x-rspamd-action":
            return value.lower() in {"add header", "rewrite subject", "soft reject", "reject"}
        case "x-ms-exchange-organization-scl":
            return int(value) >= JUNK_SCL if re.fullmatch(r"-?\d", value) else None
        case "x-forefront-antispam-report":
            return int(found[1]) >= JUNK_SCL if (found := _SCL.search(value)) else None
    return None
