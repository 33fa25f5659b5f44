"""Pages built to keep a parser busy: nested or attributed beyond reason. They are shown as bare text."""

import html
import re


def each(names: str) -> set[str]:
    """A set of names that are written with spaces between."""
    return set(names.split())


LONGEST = 4_000_000
DEEPEST = 1_000
_MANY_TAGS = 5_000
_LONG_TAG = 20_000
_MANY_ENTITIES = 100_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_LONG = re.compile(rf"<[a-zA-Z][^<>]{{{_LONG_TAG},}}")
_VOID = each("area base br col embed hr img input link meta param source track wbr p li td tr th")
_INACTIVE = re.compile(r"<(script|style|head|title)\b.*?(?:</\1\s*>|$)|<!--.*?(?:-->|$)", re.IGNORECASE | re.DOTALL)
_BREAKS = re.compile(r"<(?:br|/?p|/?div|/?tr|/?li|/?blockquote|/?h[1-6])\b[^<>]*>", re.IGNORECASE)
_ANY = re.compile(r"</?[a-zA-Z!?][^<>]*>?")


def is_wild(page: str) -> bool:
    """Whether a parser may need more than linear time."""
    if len(page) > LONGEST or page.count("&") > _MANY_ENTITIES:
        return True
    if len(page) > _LONG_TAG and any(len(re.findall(r"[\s/]+", tag[0])) > 1_000 for tag in _LONG.finditer(page)):
        return True
    return page.count("<") > _MANY_TAGS and _depth(page) > DEEPEST


def _depth(page: str) -> int:
    depth = deepest = 0
    for closing, tag in _TAG.findall(page):
        if tag.lower() in _VOID:
            continue
        depth += -1 if closing else 1
        deepest = max(deepest, depth)
        depth = max(depth, 0)
    return deepest


def stripped(page: str) -> str:
    """The text between the tags, found without a parser. Time linear to the page, of which at most `LONGEST` counts."""
    page = _ANY.sub(" ", _BREAKS.sub("\n", _INACTIVE.sub(" ", page[:LONGEST])))
    return "\n".join(" ".join(line.split()) for line in html.unescape(page).split("\n"))
