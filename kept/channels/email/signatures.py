"""Finds signatures and the lines that phones and programs add by themselves."""

import re

from kept.channels.email import vocabulary
from kept.channels.email.lines import Line, Mark

MOST_BARE_LINES = 15
_SEPARATOR = re.compile(r"^--[ \xa0]?$|^—[ \xa0]?$")
_SENT_FROM = re.compile(rf"^[\s*_(\[>-]{{0,4}}(?:{vocabulary.alternatives(vocabulary.SENT_FROM)})(?!\w)", re.IGNORECASE)
_SENT_FROM_OPEN = re.compile(r"^(?:发自|發自|從我的|从我的|寄自|傳送自|נשלח מ|iphoneから|来自我的)", re.IGNORECASE)
_SENT_FROM_LAST = re.compile(rf"(?:{vocabulary.alternatives(vocabulary.SENT_FROM_LAST)})\s*[.。)\]*_]*$", re.IGNORECASE)
_LINK = re.compile(r"[<(\[]?(?:https?://|mailto:)\S+?[>)\]]?(?=\s|$|[.,])")
_LIST_FOOTER = re.compile(r"^_{20,}$")
_ENDS_SENTENCE = re.compile(r"[.!?]\s*$")
LONGEST_LINE = 90
MOST_WORDS = 10


def is_separator(lines: list[Line], at: int) -> bool:
    """Whether a signature in the sense of RFC 3676 4.3 begins here. Without its space it must be short."""
    text = lines[at].text
    if lines[at].mark != Mark.TEXT:
        return False
    if _SEPARATOR.match(text) is None:
        return _is_list_footer(lines, at)
    if text.startswith("--") and len(text) == 3:
        return True
    rest = 0
    for line in lines[at + 1 :]:
        if line.mark != Mark.TEXT:
            break
        rest += not line.is_blank
    return 0 < rest <= MOST_BARE_LINES


def _is_list_footer(lines: list[Line], at: int) -> bool:
    return (
        at + 1 < len(lines) and _LIST_FOOTER.match(lines[at].text) is not None and "mailing list" in lines[at + 1].text
    )


def is_sent_from(lines: list[Line], at: int) -> bool:
    """Whether a line such as "Sent from my phone" stands here, as a paragraph of its own."""
    text = _LINK.sub("", lines[at].text).strip(" \t\xa0*_\u200e\u200f\u202a-\u202e")
    if lines[at].mark != Mark.TEXT or not text or len(text) > LONGEST_LINE or len(text.split()) > MOST_WORDS:
        return False
    opens = _SENT_FROM.match(text) or _SENT_FROM_OPEN.match(text)
    if opens is None and (_SENT_FROM_LAST.search(text) is None or len(text.split()) > 6):
        return False
    if _ENDS_SENTENCE.search(text) and len(text.split()) > 7:
        return False
    alone_below = at + 1 >= len(lines) or lines[at + 1].is_blank or lines[at + 1].mark != Mark.TEXT
    return alone_below or _breaks(lines[at + 1].text)


def _breaks(text: str) -> bool:
    """Whether the next line begins something else: a rule, a header or a link of the same signature."""
    return bool(re.match(r"\s*(?:[_=*-]{3,}|https?://|<https?://|[^\s:]{2,12}\s?:\s)", text))
