"""Parts what a person newly wrote from what a mail program put beside it: quotes, earlier messages, signatures.

Nothing is removed: every line comes back in one of the two texts, in its order. What no rule decides safely counts
as newly written. Libraries for this were measured on the public cases (54): mail-parser-reply had 26 right,
email-reply-parser 24; hence these rules. They need time linear to the body.
"""

import re

from kept.channels.email import attributions, headerblocks, signatures, vocabulary
from kept.channels.email.lines import Line, Mark

_BAR = re.compile(r"^[ \t\xa0>*]*+[_=\-*~·—–‐―]{4,}+[ \t\xa0*]*+$")
_ORIGINAL = vocabulary.alternatives(vocabulary.ORIGINAL)
_NAMED_BAR = re.compile(
    rf"^[ \t\xa0>*]*[-_=*—–‐]{{2,}}+[ \t]*(?:{_ORIGINAL})[ \t]*:?[ \t]*[-_=*—–‐]*[ \t]*$",
    re.IGNORECASE,
)
_ANY_NAMED_BAR = re.compile(r"^[ \t\xa0*]*[-_=]{3,}+[ \t]*+[^\W\d_][^-_=\n]{2,60}?[ \t]*[-_=]{3,}[ \t\xa0*]*$")
_FORWARD = re.compile(
    rf"^[ \t\xa0*]*(?:[-_=—–]{{2,}}+[ \t]*(?:{vocabulary.alternatives(vocabulary.FORWARDED)}).{{0,60}}|"
    rf"(?:{vocabulary.alternatives(vocabulary.FORWARDED)})[ \t\xa0]*[:：])[ \t\xa0*]*$",
    re.IGNORECASE,
)
_BAR_STARTS = frozenset("-_=—–‐")
# Most lines have none of these, which is told much sooner than that the whole rule fits nowhere.
_ABOVE = ("above", "oberhalb", "über", "au-dessus", "encima", "arriba", "acima", "sopra", "boven", "ovanför", "over",
          "выше", "powyżej")  # fmt: skip
_REPLY_ABOVE = re.compile(
    r"^.{0,60}\b(?:above this line|oberhalb dieser (?:zeile|linie)|über dieser (?:zeile|linie)|"
    r"au-dessus de cette ligne|(?:encima|arriba) de esta línea|acima desta linha|sopra (?:a )?questa (?:linea|riga)|"
    r"boven deze (?:regel|lijn)|"
    r"ovanför denna rad|over denne linje|выше этой (?:строки|линии)|powyżej tej linii)\b.{0,20}$",
    re.IGNORECASE,
)
_ARMOUR = re.compile(r"^-----BEGIN PGP (SIGNED MESSAGE|SIGNATURE)-----$")
_ENDS_SENTENCE = re.compile(r"[.!?:…]\s*$")
_WIDTH = 71


def trim(lines: list[Line], *, subject: str = "") -> tuple[str, str]:
    """What is newly written, and the rest. A forwarded message belongs to what its sender wants read."""
    return _Trimming(lines, forward=vocabulary.FORWARD_PREFIX.match(subject) is not None).parts()


class _Trimming:
    def __init__(self, lines: list[Line], *, forward: bool) -> None:
        self.lines = lines
        self.closing = attributions.closings(lines)
        self.forward = forward
        self.is_new = [True] * len(lines)
        self.has_text = False  # whether anything newly written stands above
        self.signing = False  # inside a signature
        self.introduced = False  # directly below an attribution
        self.previous_quoted = False

    def parts(self) -> tuple[str, str]:
        at = 0
        while at < len(self.lines):
            at = self._step(at)
        return _together(self.lines, self.is_new, wanted=True), _together(self.lines, self.is_new, wanted=False)

    def _fold(self, start: int, end: int) -> int:
        self.is_new[start:end] = [False] * (end - start)
        return end

    def _step(self, at: int) -> int:
        """Decide about the line at `at`, and return where to go on."""
        line = self.lines[at]
        if line.is_blank:
            if self.signing:
                self._fold(at, at + 1)
            return at + 1
        if line.mark == Mark.CUT:
            return self._rest(self._with_bar(at))
        if line.mark == Mark.TEXT and (end := self._boundary(at)) != at:
            return end
        if line.mark != Mark.TEXT:
            return self._marked(at)
        return self._text(at)

    def _boundary(self, at: int) -> int:
        """Where an earlier message begins."""
        text = self.lines[at].text.strip(" \t\xa0*>")
        is_bar = text[:1] in _BAR_STARTS
        if (is_bar or text.endswith((":", "："))) and _FORWARD.match(text):
            return len(self.lines)
        named = is_bar and (_NAMED_BAR.match(text) or (_ANY_NAMED_BAR.match(text) and self._header_below(at)))
        if named or headerblocks.ends(self.lines, at) != at or (self.has_text and _says_above(text)):
            return self._rest(self._with_bar(at))
        end = attributions.ends(self.lines, at, self.closing)
        if end == at:
            return at
        if attributions.quote_follows(self.lines, end):
            self.introduced = True
            self.signing = False
            return self._fold(self._with_bar(at), end)
        return self._rest(self._with_bar(at)) if self.has_text else at

    def _header_below(self, at: int) -> bool:
        below = next((i for i in range(at + 1, min(at + 4, len(self.lines))) if not self.lines[i].is_blank), at)
        return below != at and headerblocks.ends(self.lines, below, announced=True) != below

    def _rest(self, at: int) -> int:
        """All from here on is an earlier message; of a forward that is what matters."""
        if not self.forward:
            self._fold(at, len(self.lines))
        return len(self.lines)

    def _with_bar(self, at: int) -> int:
        """Take along a rule that stands directly above."""
        above = at - 1
        while above >= 0 and self.lines[above].is_blank:
            above -= 1
        if above >= 0 and at - above <= 3 and _BAR.match(self.lines[above].text):
            return above
        return at

    def _marked(self, at: int) -> int:
        line = self.lines[at]
        if line.mark == Mark.INDENT and not (self.introduced or self.previous_quoted):
            return self._keep(at)
        if line.mark == Mark.ATTRIBUTION and (self.forward or _FORWARD.match(line.text)):
            return len(self.lines)
        self.introduced = line.mark == Mark.ATTRIBUTION
        self.previous_quoted = line.mark in (Mark.QUOTE, Mark.INDENT)
        self.signing = False
        return self._fold(at, at + 1)

    def _text(self, at: int) -> int:
        text = self.lines[at].text
        if self.signing or self._is_wrapped_quote(at):
            return self._fold(at, at + 1)
        if signatures.is_separator(self.lines, at) and (self.has_text or text == "-- "):
            self.signing = True
            return self._fold(at, at + 1)
        if signatures.is_sent_from(self.lines, at):
            self.signing = self.has_text
            return self._fold(at, at + 1)
        if armour := _ARMOUR.match(text):
            return self._armour(at, armour[1])
        return self._keep(at)

    def _keep(self, at: int) -> int:
        self.has_text = True
        self.introduced = self.previous_quoted = False
        return at + 1

    def _armour(self, at: int, what: str) -> int:
        """OpenPGP's frame around a text signed in place (RFC 9580 7)."""
        end = at + 1
        if what == "SIGNATURE":
            while end < len(self.lines) and not self.lines[end - 1].text.startswith("-----END"):
                end += 1
        else:
            while end < len(self.lines) and self.lines[end].text.startswith("Hash:"):
                end += 1
        return self._fold(at, end)

    def _is_wrapped_quote(self, at: int) -> bool:
        """Whether the end of the quoted line above fell onto a line of its own, as some programs wrap."""
        if not self.previous_quoted or at == 0 or at + 1 >= len(self.lines):
            return False
        above, line, below = self.lines[at - 1], self.lines[at], self.lines[at + 1]
        if above.mark != Mark.QUOTE or below.mark != Mark.QUOTE:
            return False
        word = line.text.split(maxsplit=1)[0]
        if len(above.text) + 1 + len(word) < _WIDTH:
            return False
        return not _ENDS_SENTENCE.search(above.text) or (word[0].islower() and below.text.strip() == ">")


def _says_above(text: str) -> bool:
    folded = text.casefold()
    return any(each in folded for each in _ABOVE) and _REPLY_ABOVE.match(text) is not None


def _together(lines: list[Line], is_new: list[bool], *, wanted: bool) -> str:
    """The lines of one side, with one blank line where others stood between."""
    out: list[str] = []
    previous = -1
    for i, line in enumerate(lines):
        if is_new[i] != wanted or line.mark == Mark.CUT:
            continue
        if out and previous != i - 1 and out[-1].strip():
            out.append("")
        if line.text.strip() or (out and out[-1].strip()):
            out.append(line.text.rstrip() if line.text != "-- " else line.text)
        previous = i
    return "\n".join(out).strip("\n")
