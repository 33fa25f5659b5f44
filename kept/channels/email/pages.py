"""An HTML body as lines of text, with the marks of what mail programs build around quotes and signatures."""

import re
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kept.channels.email import wildness
from kept.channels.email.lines import Line, Mark
from kept.channels.email.wildness import each

_SPACES = re.compile(r"[ \t\n\r\f]+")
_BLOCKS = each(
    "address article "
    "aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hr html li main menu nav ol p pre section summary table tbody tfoot thead tr ul"
)
_APART = each("p h1 h2 h3 h4 h5 h6 ul ol blockquote table pre")
_UNSEEN = each("head style script title template noscript meta link base object embed iframe svg math select")
_QUOTE_CLASSES = re.compile(
    r"(?:^|\s|ecx|x_|ydp\w{0,20})(?:gmail_quote_container_only|yahoo_quoted|protonmail_quote|tutanota_quote|zmail_extra"
    r"|moz-cite-quote|freebirdquote|ms-outlook-mobile-reference-message|quoted-text|mailbird-quote|front-blockquote"
    r"|hs_reply|missive_quote|fastmail-quoted?|replied-message|ntes-mailmaster-quote|superhuman-quote)(?:\s|$)"
)
_QUOTE_IDS = re.compile(
    r"^(?:x_|ecx)?(?:yahoo_quoted.*|isreplycontent|replysplit|mail-editor-reference-message-container|quoted-content"
    r"|ntes-mailmaster-quote|olk_src_body_section|zm_quote.*)$"
)
_BLOCKQUOTE = re.compile(r"gmail_quote|protonmail_quote|cite|quote|iosymail|mailbox|clean_bq", re.IGNORECASE)
_ATTRIBUTIONS = re.compile(
    r"(?:^|\s|x_|ecx)(?:gmail_attr|moz-cite-prefix|fastmail-attribution|hs_reply_header)(?:\s|$)"
)
_ATTRIBUTION_IDS = re.compile(r"^reply-intro$")
_SIGNATURES = re.compile(
    r"(?:^|\s|x_|ecx)(?:gmail_signature(?:_prefix)?|moz-signature|moz-txt-sig|protonmail_signature_block(?:-user)?"
    r"|tutanota_signature|fastmail-signature|ms-outlook-mobile-signature)(?:\s|$)"
)
_SIGNATURE_IDS = re.compile(r"^(?:x_|ecx)?(?:signature|ms-outlook-mobile-signature|ymail_android_signature)$")
_BY_CLASS = ((Mark.ATTRIBUTION, _ATTRIBUTIONS), (Mark.QUOTE, _QUOTE_CLASSES), (Mark.SIGNATURE, _SIGNATURES))
_BY_ID = ((Mark.ATTRIBUTION, _ATTRIBUTION_IDS), (Mark.QUOTE, _QUOTE_IDS), (Mark.SIGNATURE, _SIGNATURE_IDS))
_CUT_IDS = {"divrplyfwdmsg", "x_divrplyfwdmsg", "stopspelling", "ecxstopspelling", "orimsghtmlseperator", "zwchr",
            "appendonsend_reply", "lineBreakAtBeginningOfMessage_reply"}  # fmt: skip
_CUT_CLASSES = {"outlookmessageheader", "ecxoutlookmessageheader", "x_outlookmessageheader"}
_OUTLOOK_RULE = re.compile(
    r"border:\s*none;\s*border-top:\s*solid\s+(?:#b5c4df|#e1e1e1|windowtext)\s+1\.0pt", re.IGNORECASE
)
_NO_BORDER = re.compile(r"border(?:-left)?\s*:\s*(?:none|0|medium none)", re.IGNORECASE)
_BORDER_LEFT = re.compile(r"border-left[\w-]*\s*:", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_TIGHT = re.compile(r"margin\s*:\s*0", re.IGNORECASE)


def lines(html: str) -> list[Line]:
    """The lines that a reader would see, in order."""
    if wildness.is_wild(html):
        return [Line(one) for one in wildness.stripped(html).split("\n")]
    writer = _Writer()
    root = LexborHTMLParser(html).body
    if root is not None:
        _walk(root, writer)
    writer.flush()
    return writer.lines


def text(html: str) -> str:
    """The text of a page without regard to quotes."""
    return "\n".join(line.text for line in lines(html)).strip()


class _Writer:
    """Gathers words into lines while the tree is walked."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.words: list[str] = []
        self.marks: list[Mark] = [Mark.TEXT]
        self.depth = 0
        self.verbatim = 0

    def flush(self) -> None:
        """End the line that is being written, if it says anything."""
        if not self.words:
            return
        said = "".join(self.words)
        self.words = []
        for one in said.split("\n") if self.verbatim else [_SPACES.sub(" ", said).strip(" ")]:
            self._add(one)

    def _add(self, said: str) -> None:
        mark = self.marks[-1]
        said = said.replace("\xa0", " ").rstrip() if said.strip("\xa0 ") not in ("--",) else "-- "
        self.lines.append(Line("> " * self.depth + said if said else said, mark))

    def blank(self) -> None:
        self.flush()
        if self.lines and not self.lines[-1].is_blank:
            self.lines.append(Line("", self.marks[-1]))

    def break_line(self) -> None:
        if self.words:
            self.flush()
        else:
            self.lines.append(Line("", self.marks[-1]))

    def cut(self) -> None:
        self.flush()
        self.lines.append(Line("", Mark.CUT))


def _walk(root: LexborNode, writer: _Writer) -> None:
    """Depth first without recursion; each element leaves behind what must happen at its end."""
    node: LexborNode | None = root
    leaving: list[tuple[Any, ...]] = []
    while node is not None:
        child = None
        tag = node.tag
        if tag == "-text":
            writer.words.append(
                node.text_content or "" if writer.verbatim else _SPACES.sub(" ", node.text_content or "")
            )
        elif tag == "br":
            writer.break_line()
        elif tag == "img":
            _image(node, writer)
        elif tag is not None and tag[0] not in "-!_" and tag not in _UNSEEN:
            leave = _enter(node, tag, writer)
            if leave is not None:
                child = node.child
                if child is not None:
                    leaving.append(leave)
                else:
                    _leave(leave, writer)
        if child is not None:
            node = child
            continue
        while node is not None and node.next is None and leaving:
            node = node.parent
            _leave(leaving.pop(), writer)
        node = node.next if node is not None and leaving else None


def _enter(node: LexborNode, tag: str, writer: _Writer) -> tuple[Any, ...] | None:
    """Begin an element; None when nobody sees it. The outcome undoes it."""
    attributes = node.attributes if tag not in ("b", "i", "u", "strong", "em", "tr", "tbody") else {}
    style = attributes.get("style") or ""
    if style and _HIDDEN.search(style):
        return None
    block = tag in _BLOCKS
    apart = tag in _APART and not (tag == "p" and _is_tight(attributes, style))
    if block:
        writer.blank() if apart else writer.flush()
    mark = _mark(tag, attributes, style) if attributes or tag == "blockquote" else None
    if mark == Mark.CUT or (style and tag in ("div", "p") and _OUTLOOK_RULE.search(style)):
        if mark == Mark.CUT or (node.text(deep=True) or "").count(":") >= 3:
            writer.cut()
        mark = None
    _furnish(tag, writer)
    deeper = tag == "blockquote" and mark in (Mark.QUOTE, Mark.INDENT)
    if mark is not None:
        if not block:
            writer.flush()
        writer.depth += deeper
        writer.marks.append(mark if writer.marks[-1] in (Mark.TEXT, Mark.INDENT) else writer.marks[-1])
    writer.verbatim += tag == "pre"
    return block, apart, mark is not None, deeper, tag == "pre", tag in ("td", "th")


def _furnish(tag: str, writer: _Writer) -> None:
    if tag == "li":
        writer.words.append("- ")
    elif tag == "hr":
        writer.words.append("_" * 32)
        writer.flush()


def _leave(leave: tuple[Any, ...], writer: _Writer) -> None:
    block, apart, marked, deeper, verbatim, cell = leave
    if block or marked:
        writer.flush()
    writer.verbatim -= verbatim
    if marked:
        writer.marks.pop()
        writer.depth -= deeper
    if apart:
        writer.blank()
    if cell:
        writer.words.append(" ")


def _mark(tag: str, attributes: dict[str, str | None], style: str) -> Mark | None:
    """What a mail program says with this element; None for nothing."""
    classes = (attributes.get("class") or "").lower()
    identity = (attributes.get("id") or "").lower()
    if tag == "blockquote":
        return _blockquote(attributes, classes, style)
    if identity in _CUT_IDS or classes in _CUT_CLASSES:
        return Mark.CUT
    if "data-signatureblock" in attributes:
        return Mark.SIGNATURE
    if attributes.get("data-marker") == "__QUOTED_TEXT__" or attributes.get("name") == "messageReplySection":
        return Mark.QUOTE
    by_class = next((mark for mark, pattern in _BY_CLASS if classes and pattern.search(classes)), None)
    return by_class or next((mark for mark, pattern in _BY_ID if identity and pattern.search(identity)), None)


def _blockquote(attributes: dict[str, str | None], classes: str, style: str) -> Mark | None:
    if attributes.get("type") == "cite" or "cite" in attributes or _BLOCKQUOTE.search(classes):
        return Mark.QUOTE
    if _NO_BORDER.search(style):
        return None  # how Gmail and Outlook indent a paragraph
    return Mark.QUOTE if _BORDER_LEFT.search(style) else Mark.INDENT


def _is_tight(attributes: dict[str, str | None], style: str) -> bool:
    return (attributes.get("class") or "").startswith("Mso") or bool(style and _TIGHT.search(style))


def _image(node: LexborNode, writer: _Writer) -> None:
    """What stands for a picture: emoji are pictures in some programs."""
    said = (node.attributes.get("alt") or "").strip()
    if said:
        writer.words.append(said if len(said) <= 4 and not said.isascii() else f"[{said[:80]}]")
