"""Finds the line that introduces a quote, such as "On Monday Ann wrote:", in languages known and unknown."""

import re

from kept.channels.email import vocabulary
from kept.channels.email.lines import Line, Mark

LONGEST = 400
MOST_LINES = 4
MOST_CLOSINGS = 1_000
_BIDI = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_ADDRESS = re.compile(r"[^\s<>\"'(),;:\[\]]{1,100}@[^\s<>\"'(),;:\[\]]{1,200}")
_FRAMED_ADDRESS = re.compile(r"[<(\[]\s*(?:mailto:)?[^\s<>\"(),;:\[\]]{1,100}@[^\s<>\"(),;:\[\]]{1,200}")
_TIME = re.compile(
    r"\d{1,2}\s?[:.h時시點点]\s?\d{2}\b|\d{1,2}\s?[:.h時시點点]\s?\d{2}(?!\d)|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE
)
_DATE = re.compile(
    r"(?<!\d)(?:19|20|25)\d\d(?!\d)"  # a year, the Thai one too
    r"|(?<!\d)\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{0,4}"
    r"|(?<!\d)\d{1,2}(?:\.|st|nd|rd|th)?\s+(?:de\s+)?[^\W\d_]{3,}"
    r"|(?<![^\W\d_])[^\W\d_]{3,}+\.?,?\s+\d{1,2}(?!\d)"
    r"|\d{1,2}\s?[月월]"
)
_WORDS = vocabulary.alternatives(tuple(one.casefold() for one in vocabulary.WROTE))
_WROTE = re.compile(rf"(?<!\w)(?:{_WORDS})(?!\w)|(?:写道|寫道|写到|書きました|님이 작성|작성)")
_ENDS = re.compile(r"[:：]\s*[*_\"]*$|(?:[:：]|\bwrote)\s*-{2,}$")
_WROTE_LAST = tuple(one.casefold() for one in vocabulary.WROTE)
# Some phones leave the colon out.
_NAME_LAST = ("schrieb", "skrev", "schreef")
_WROTE_NAME_LAST = re.compile(rf"\b(?:{'|'.join(_NAME_LAST)})(?:\s+[^\s.,;!?]+){{1,4}}$")
_PERSONAL = re.compile(
    r"\b(?:i|you|we|he|she|they|it|who|ich|du|sie|er|wir|ihr|je|tu|vous|il|elle|nous|ils|yo|usted|ik|jij|u|jag|jeg)"
    r"(?:\s+(?:already|just|have|has|had|also|then|once))?\s+(?:wrote|schrieb|schrieben|escribió|schreef|skrev)\b"
)
_NOT_A_START = re.compile(r"^\s*(?:[-*•]\s|>)")


def closings(lines: list[Line]) -> list[bool]:
    """For each line whether an attribution may end with it; only the first of very many are looked at."""
    found = [_closes(lines, i) for i in range(len(lines))]
    if sum(found) > MOST_CLOSINGS:
        last = [i for i, closes in enumerate(found) if closes][MOST_CLOSINGS]
        found[last:] = [False] * (len(found) - last)
    return found


def _closes(lines: list[Line], i: int) -> bool:
    line = lines[i]
    if line.mark not in (Mark.TEXT, Mark.QUOTE) or not line.text:
        return False
    text = line.text.rstrip(' \t\xa0*_"-–—.…\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2069')
    if line.mark == Mark.QUOTE:
        return text.strip() in (">:", "> :") or (text == ">" and line.text.strip() == ">:")
    if text.endswith((":", "：")) or text.casefold().endswith(_WROTE_LAST):
        return True
    if not any(each in text for each in _NAME_LAST) or not _WROTE_NAME_LAST.search(text):
        return False
    return i + 1 == len(lines) or lines[i + 1].is_blank or lines[i + 1].mark == Mark.QUOTE


def ends(lines: list[Line], start: int, closing: list[bool]) -> int:
    """Where an attribution that starts at line `start` ends (exclusive), or `start` when there is none."""
    end = _end(lines, start, closing)
    if end == start or not _is_attribution(_joined(lines, start, end), quote_follows(lines, end)):
        return start
    # Text that happens to stand above must not be taken along.
    if not _opens(_joined(lines, start, start + 1)):
        for later in range(start + 1, end):
            if _is_attribution(_joined(lines, later, end), quote_follows(lines, end)):
                return start
    return end


def _end(lines: list[Line], start: int, closing: list[bool]) -> int:
    """The nearest line that may end it, in the same paragraph."""
    if True not in closing[start : start + MOST_LINES]:
        return start
    first = lines[start]
    if first.mark != Mark.TEXT or _NOT_A_START.match(first.text):
        return start
    for end in range(start, min(start + MOST_LINES, len(lines))):
        if lines[end].is_blank or (lines[end].mark != Mark.TEXT and not closing[end]):
            return start
        if closing[end]:
            return end + 1
    return start


def _joined(lines: list[Line], start: int, end: int) -> str:
    return " ".join(_BIDI.sub("", one.text).strip(" \t\xa0*_") for one in lines[start:end])


def _opens(text: str) -> bool:
    """Whether a line by itself holds what an attribution begins with: a date, with a time or an address."""
    return bool(_DATE.search(text) and (_TIME.search(text) or _ADDRESS.search(text)))


def _is_attribution(joined: str, quoted: bool) -> bool:
    if len(joined) > LONGEST:
        return False
    folded = joined.casefold()
    if _PERSONAL.search(folded):
        return False
    wrote = bool(_WROTE.search(folded))
    colon = bool(_ENDS.search(joined))
    date, time = bool(_DATE.search(joined)), bool(_TIME.search(joined))
    if _FRAMED_ADDRESS.search(joined) and (date or time) and (colon or wrote):
        return True
    if wrote and date and time:
        return True
    if not quoted:
        return False
    address = bool(_ADDRESS.search(joined))
    return (wrote and (date or time or address or len(joined) < 100)) or (colon and date and (time or address))


def quote_follows(lines: list[Line], start: int) -> bool:
    """Whether the next line that says something is marked as a quote."""
    for line in lines[start : start + 4]:
        if not line.is_blank:
            return line.mark in (Mark.QUOTE, Mark.INDENT)
    return False
