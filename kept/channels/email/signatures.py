"""Finds signatures and the lines that phones and programs add by themselves."""

import re

from kept.channels.email import vocabulary
from kept.channels.email.lines import Line, Mark

MOST_BARE_LINES = 15
_SEPARATOR = re.compile(r"^--[ \xa0]?$|^—[ \xa0]?$")
_SENT_FROM = tuple(one.casefold() for one in vocabulary.SENT_FROM)
_SENT_FROM_OPEN = tuple(one.casefold() for one in vocabulary.SENT_FROM_OPEN)
_SENT_FROM_LAST = tuple(one.casefold() for one in vocabulary.SENT_FROM_LAST)
_LINK = re.compile(r"[<(\[]?(?:https?://|mailto:)\S+?[>)\]]?(?=\s|$|[.,])")
_LIST_FOOTER = re.compile(r"^_{20,}$")
_ENDS_SENTENCE = re.compile(r"[.!?]\s*$")
_OTHER = re.compile(r"\s*(?:[_=*-]{3,}|https?://|<https?://|[^\s:]{2,12}\s?:\s)")
LONGEST_LINE = 90
LONGEST_WITH_LINK = 400
MOST_WORDS = 10


def is_separator(lines: list[Line], at: int) -> bool:
    """Whether a signature in the sense of RFC 3676 4.3 begins here. Without its space it must be short."""
    text = lines[at].text
    if lines[at].mark != Mark.TEXT or text[:1] not in ("-", "—", "_"):
        return False
    if _SEPARATOR.match(text) is None:
        return _is_list_footer(lines, at)
    if text.startswith("--") and len(text) == 3:
        return True
    return 0 < _said_below(lines, at + 1, most=MOST_BARE_LINES + 1) <= MOST_BARE_LINES


def _said_below(lines: list[Line], start: int, *, most: int) -> int:
    """How many lines say something before a quote or the end, counted up to `most`."""
    said = 0
    for at in range(start, len(lines)):
        if lines[at].mark != Mark.TEXT or said == most:
            break
        said += not lines[at].is_blank
    return said


def _is_list_footer(lines: list[Line], at: int) -> bool:
    return (
        at + 1 < len(lines) and _LIST_FOOTER.match(lines[at].text) is not None and "mailing list" in lines[at + 1].text
    )


def is_sent_from(lines: list[Line], at: int) -> bool:
    """Whether a line such as "Sent from my phone" stands here, as a paragraph of its own."""
    line = lines[at]
    if line.mark != Mark.TEXT or len(line.text) > LONGEST_WITH_LINK or not _ends_paragraph(lines, at):
        return False
    text = (
        (_LINK.sub("", line.text) if ":" in line.text else line.text)
        .strip(" \t\xa0*_()[]->\u200e\u200f\u202a\u202b\u202c\u202d\u202e")
        .casefold()
    )
    length = len(text.split())
    if not 0 < length <= MOST_WORDS or len(text) > LONGEST_LINE:
        return False
    if text.startswith(_SENT_FROM_OPEN) or _begins_with(text, _SENT_FROM):
        return not (_ENDS_SENTENCE.search(text) and length > 7)
    return length <= 6 and text.rstrip(" .。").endswith(_SENT_FROM_LAST)


def _begins_with(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether the text begins with one of the phrases as whole words."""
    if not text.startswith(phrases):
        return False
    return any(text.startswith(one) and not text[len(one) : len(one) + 1].isalnum() for one in phrases)


def _ends_paragraph(lines: list[Line], at: int) -> bool:
    if at + 1 >= len(lines):
        return True
    below = lines[at + 1]
    return below.is_blank or below.mark != Mark.TEXT or _breaks(below.text)


def _breaks(text: str) -> bool:
    """Whether the next line begins something else: a rule, a header or a link of the same signature."""
    return _OTHER.match(text) is not None
