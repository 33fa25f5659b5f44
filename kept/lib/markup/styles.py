"""Styles that strangers wrote: what neither loads anything nor leaves its place stays.

A sheet is put together anew from pieces that are each known to be harmless, so that it does not matter whether it was
taken apart as a browser would.
"""

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

import nh3

from kept.lib.markup import each

_PROPERTIES = each(
    "background background-color border border-bottom border-bottom-color border-bottom-left-radius "
    "border-bottom-right-radius border-bottom-style border-bottom-width border-collapse border-color border-left "
    "border-left-color border-left-style border-left-width border-radius border-right border-right-color "
    "border-right-style border-right-width border-spacing border-style border-top border-top-color "
    "border-top-left-radius border-top-right-radius border-top-style border-top-width border-width box-sizing "
    "caption-side clear color direction display empty-cells float font font-family font-size font-stretch "
    "font-style font-variant font-weight height letter-spacing line-height list-style-position list-style-type "
    "margin margin-bottom margin-left margin-right margin-top max-height max-width min-height min-width opacity "
    "overflow overflow-wrap padding padding-bottom padding-left padding-right padding-top table-layout text-align "
    "text-align-last text-decoration text-decoration-color text-decoration-line text-decoration-style text-indent "
    "text-overflow text-transform unicode-bidi vertical-align visibility white-space width word-break "
    "word-spacing word-wrap writing-mode"
)
PROPERTIES = _PROPERTIES | {one.upper() for one in _PROPERTIES} | {one.capitalize() for one in _PROPERTIES}
# nh3 writes declarations in one form, without escapes and comments, so this sees every function that could fetch.
# What is as high as the frame would grow with it without end.
_UNWANTED = re.compile(
    r"\b(?:url|image|image-set|-webkit-image-set|cross-fade|element|src|expression|paint|attr)\s*\("
    r"|\d[sld]?v(?:h|min|max|b)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")

LONGEST_SHEET = 200_000
MOST_RULES = 3_000
_SHEETS = re.compile(r"<!--.*?(?:-->|\Z)|<style\b([^<>]*)>(.*?)(?:</style|\Z)", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_MEDIA = re.compile(r"@media\s+([\w\s(),:.-]{1,200})", re.IGNORECASE | re.ASCII)
_SELECTOR_PIECE = re.compile(
    r"[\s>+~*]|(?<![\w-])[a-z][\w-]*|\.[a-z_-][\w-]*|\[class[~^$*|]?=(?:\"[\w -]*\"|'[\w -]*'|[\w-]+)\]"
    r"|:(?:link|visited|hover|active|first-child|last-child|first-of-type|last-of-type|nth-child\([\w+ -]{1,12}\))",
    re.IGNORECASE | re.ASCII,
)
_PARAGRAPH = re.compile(r'<p(?: style="([^"]*)")?></p>')
_declarer = nh3.Cleaner(tags={"p"}, attributes={"p": {"style"}}, filter_style_properties=PROPERTIES, link_rel=None)


def declarations(value: str) -> str | None:
    """Those declarations, as nh3 wrote them, that fetch nothing and do not grow with the frame; None for none."""
    if _UNWANTED.search(value) is None:
        return value
    if any(";" in each for each in _QUOTED.findall(value)):
        return None
    return ";".join(each for each in value.split(";") if _UNWANTED.search(each) is None) or None


def of_page(page: str) -> str:
    """The harmless part of the style elements of a page, as one sheet without `<`; '' when nothing is left."""
    if "<style" not in page.lower():
        return ""
    found = [each[2] for each in _SHEETS.finditer(page) if each[2] and not _is_for_paper(each[1])]
    return sheet("\n".join(found)[:LONGEST_SHEET])


def _is_for_paper(attributes: str) -> bool:
    return "print" in attributes.lower() and "screen" not in attributes.lower()


@lru_cache(maxsize=32)
def sheet(css: str) -> str:
    """The rules that only lay out and colour, for every medium but paper and for no scheme of colours in particular."""
    rules = []
    for media, selector, body in _rules(_COMMENT.sub(" ", css)):
        if selector and body.strip():
            rules.append((media, selector, body))
        if len(rules) == MOST_RULES:
            break
    cleaned = _cleaned([body for _media, _selector, body in rules])
    done = [(media, f"{selector}{{{said}}}") for (media, selector, _), said in zip(rules, cleaned, strict=True) if said]
    parts = []
    for media, group in groupby(done, key=lambda rule: rule[0]):
        words = "".join(rule for _media, rule in group)
        parts.append(f"@media {media}{{{words}}}" if media else words)
    return "".join(parts)


def _rules(css: str) -> Iterator[tuple[str, str, str]]:
    """Medium ('' for every one), selectors and body of each rule that is not nested but in a medium."""
    opened: list[str] = []
    start, innermost = 0, False
    for brace in re.finditer(r"[{}]", css):
        said = css[start : brace.start()]
        start = brace.end()
        if brace[0] == "{":
            opened.append(said.rpartition(";")[2].strip())
            innermost = True
            continue
        selector = opened.pop() if opened else ""
        if innermost and len(opened) < 2 and not selector.startswith("@"):
            media = _medium(opened[0]) if opened else ""
            if media is not None:
                yield media, _selectors(selector), said
        innermost = False


def _medium(prelude: str) -> str | None:
    """The condition of a medium; None for paper, for somebody's wishes, and for what is none."""
    found = _MEDIA.fullmatch(prelude)
    said = " ".join(found[1].split()) if found else ""
    if said.count("(") != said.count(")") or re.match(r"(?:only )?print\b|.*prefers", said, re.IGNORECASE):
        return None
    return said or None


def _selectors(prelude: str) -> str:
    good = [each.strip() for each in prelude[:5_000].split(",") if len(each) <= 200]
    return ",".join(each for each in good if each and not _SELECTOR_PIECE.sub("", each))


def _cleaned(bodies: list[str]) -> list[str]:
    """Each body's harmless declarations, '' for none."""
    page = "".join(f'<p style="{html.escape(each)}"></p>' for each in bodies)
    found = [html.unescape(each) for each in _PARAGRAPH.findall(_declarer.clean(page))]
    if len(found) != len(bodies):
        return [""] * len(bodies)
    return [_whole(declarations(each) or "") for each in found]


def _whole(said: str) -> str:
    """The same, unless something in it could end or outlive the rule it stands in."""
    broken = re.search(r"[{}<>@\\]", said) or said.count("(") != said.count(")") or said.count('"') % 2
    return "" if broken else said
