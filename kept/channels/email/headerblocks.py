"""Finds the header that mail programs put above a whole earlier message: From, Sent, To, Subject."""

import re

from kept.channels.email import vocabulary
from kept.channels.email.lines import Line, Mark

_FIELD = re.compile(
    r"^[ \t\xa0>]{0,6}[*_]{0,2}([^\W\d_][^:：\n*_]{0,30}?)[ \t\xa0]*[*_]{0,2}[ \t\xa0]*[:：][*_]{0,2}[ \t\xa0]*(.*)$"
)
_ADDRESS = re.compile(r"[^\s<>\"'(),;:\[\]]{1,100}@[^\s<>\"'(),;:\[\]]{1,200}")
_YEAR = re.compile(r"(?<!\d)(?:19|20|25)\d\d(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d{2}")
_TIME = re.compile(r"\d{1,2}\s?[:.h]\s?\d{2}")
_SUBJECT_INSIDE = re.compile(rf"\s(?:{vocabulary.alternatives(vocabulary.SUBJECT)})\s?:", re.IGNORECASE)
_BIDI = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_KIND = {
    word.casefold(): kind
    for kind, several in (
        ("cc", vocabulary.CC),
        ("date", vocabulary.DATE),
        ("to", vocabulary.TO),
        ("subject", vocabulary.SUBJECT),
        ("sent", vocabulary.SENT),
        ("from", vocabulary.FROM),
    )
    for word in several
}
MOST_CONTINUED = 12
_FIRST = {"from", "date", "sent", "subject"}


def ends(lines: list[Line], start: int, *, announced: bool = False) -> int:
    """Where a header block that starts at line `start` ends (exclusive), or `start` when there is none.

    `announced` says that a line such as "Original Message" stands above, so that less proof is needed.
    """
    seen, end = fields(lines, start)
    return end if end != start and _is_header(seen, announced) else start


def fields(lines: list[Line], start: int) -> tuple[dict[str, str], int]:
    """The fields from line `start` on by their kind (from, sent, date, to, subject, cc), and where they end."""
    seen: dict[str, str] = {}
    kind, _ = _field(lines[start])
    if kind not in _FIRST:
        return seen, start
    end = at = start
    current = ""
    continued = 0
    while at < len(lines):
        line = lines[at]
        kind, value = _field(line)
        if kind and not (kind in seen and kind != "cc"):
            seen[kind] = value
            current, continued, end = kind, 0, at + 1
        elif line.is_blank:
            if not _field_follows(lines, at + 1, seen):
                break
        elif continued < MOST_CONTINUED and current:
            seen[current] += " " + line.text
            continued += 1
            if not _field_follows(lines, at + 1, seen, within=MOST_CONTINUED - continued):
                break
            end = at + 1
        else:
            break
        at += 1
    return seen, end


def _field(line: Line) -> tuple[str, str]:
    if line.mark not in (Mark.TEXT, Mark.QUOTE, Mark.ATTRIBUTION):
        return "", ""
    if ":" not in line.text and "：" not in line.text:
        return "", ""
    found = _FIELD.match(_BIDI.sub("", line.text))
    if found is None:
        return "", ""
    return _KIND.get(" ".join(found[1].casefold().split()), ""), found[2]


def _field_follows(lines: list[Line], start: int, seen: dict[str, str], within: int = 1) -> bool:
    """Whether one of the next lines is a field not yet seen, with no paragraph between."""
    for line in lines[start : start + within]:
        if line.is_blank:
            return False
        kind, _ = _field(line)
        if kind and (kind not in seen or kind == "cc"):
            return True
    return False


def _is_header(seen: dict[str, str], announced: bool) -> bool:
    """Enough fields, and proof that this is mail: people write "From: Hull, To: York, Date: Monday" themselves."""
    when = seen.get("sent") or seen.get("date") or ""
    if "subject" not in seen and any(_SUBJECT_INSIDE.search(value) for value in seen.values()):
        seen["subject"] = ""
    kinds = {"sent" if one == "date" else one for one in seen} - {"cc"}
    parties = f"{seen.get('from', '')} {seen.get('to', '')}"
    if announced:
        return len(kinds) >= 2
    if "from" not in kinds or len(kinds) < 3:
        return False
    if _ADDRESS.search(parties):
        return True
    dated = bool(_YEAR.search(when) and _TIME.search(when))
    return dated and ("sent" in seen or "subject" in kinds)
