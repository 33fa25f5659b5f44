"""Lines of a body, with what the page's own structure says of them."""

import re
from enum import IntEnum
from typing import NamedTuple


class Mark(IntEnum):
    """What the structure of a page says of a line."""

    TEXT = 0
    QUOTE = 1  # inside a block that mail programs make for quotes
    INDENT = 2  # inside a block quote that a person may have made
    ATTRIBUTION = 3  # "On … wrote:", marked as such
    SIGNATURE = 4
    CUT = 5  # no text: from here on all is an earlier message


class Line(NamedTuple):
    text: str
    mark: Mark = Mark.TEXT

    @property
    def is_blank(self) -> bool:
        """Whether nobody sees anything here."""
        return not self.text.strip(" \t\xa0\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f*") and self.mark != Mark.CUT


MOST = 20_000
_ARROWS = re.compile(r"[ \t\xa0]{0,3}>")


def of_text(text: str) -> list[Line]:
    """The lines of a plain body; those with a leading `>` are quotes. All beyond `MOST` lines stand in the last one."""
    parts = text.split("\n", MOST)
    lines = [Line(one, Mark.QUOTE if _ARROWS.match(one) else Mark.TEXT) for one in parts]
    for i, line in enumerate(lines):
        # A mailbox file writes ">From" where a line began with "From".
        if line.mark and line.text.startswith(">From ") and not (_quoted(lines, i - 1) or _quoted(lines, i + 1)):
            lines[i] = Line(line.text)
    return lines


def _quoted(lines: list[Line], i: int) -> bool:
    return 0 <= i < len(lines) and lines[i].mark == Mark.QUOTE
