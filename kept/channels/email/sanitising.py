"""HTML of mail made harmless, with as much of its look as is safe."""

import html
import re

from kept.channels.email import wildness
from kept.lib.markup import hygiene, styles

_BODY = re.compile(r"<body\b", re.IGNORECASE)
_BODY_ATTRIBUTES = re.compile(r"((?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*'){0,2000})>")


def sanitise(page: str) -> str:
    """The page as it may be shown, its own sheet (if any of that may stay) in one style element at the beginning.

    `cid:` addresses stay for whoever shows it to point at the enclosures.
    """
    if not page.strip():
        return ""
    if wildness.is_wild(page):
        return "<pre>" + html.escape(wildness.stripped(page).strip()) + "</pre>"
    sheet = styles.of_page(page)
    clean = hygiene.clean(_with_body(page), classes=bool(sheet))
    return f"<style>{sheet}</style>{clean}" if sheet and clean else clean


def _with_body(page: str) -> str:
    """The page with what its body element says of colours and type on a div, since that element itself is ours."""
    body = _BODY.search(page)
    said = _BODY_ATTRIBUTES.match(page, body.end()) if body else None
    if body is None or said is None or not re.search(r"\b(?:style|bgcolor)\s*=", said[1], re.IGNORECASE):
        return page
    return f"{page[: body.start()]}<div{said[1]}>{page[said.end() :]}"
