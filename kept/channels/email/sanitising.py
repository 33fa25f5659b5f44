"""HTML of mail made harmless: layout, pictures and links stay, everything that acts goes."""

import html
import re
from typing import Any

import nh3

from kept.channels.email import wildness
from kept.channels.email.wildness import each

_LAYOUT = {"align", "valign", "width", "height", "bgcolor", "border", "cellpadding", "cellspacing", "dir", "lang",
           "style", "title", "hspace", "vspace", "nowrap"}  # fmt: skip
_TAGS = each(
    "a abbr acronym address "
    "article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del "
    "details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark "
    "nav ol p pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th "
    "thead time tr tt u ul var wbr"
)
_ATTRIBUTES = dict.fromkeys(_TAGS, _LAYOUT) | {
    "a": _LAYOUT | {"href"},
    "img": _LAYOUT | {"src", "alt"},
    "font": _LAYOUT | {"color", "face", "size"},
    "td": _LAYOUT | {"colspan", "rowspan", "headers", "scope"},
    "th": _LAYOUT | {"colspan", "rowspan", "headers", "scope"},
    "col": _LAYOUT | {"span"},
    "colgroup": _LAYOUT | {"span"},
    "ol": _LAYOUT | {"start", "type", "reversed"},
    "ul": _LAYOUT | {"type"},
    "li": _LAYOUT | {"value", "type"},
    "blockquote": _LAYOUT | {"type"},
    "hr": _LAYOUT | {"size", "noshade", "color"},
    "table": _LAYOUT | {"summary", "rules", "frame"},
    "details": {"open"},
    "time": {"datetime"},
}
# Properties that neither load anything nor leave their place.
_PROPERTIES = each(
    "background-color border border-bottom border-bottom-color border-bottom-left-radius border-bottom-right-radius "
    "border-bottom-style border-bottom-width border-collapse border-color border-left border-left-color "
    "border-left-style border-left-width border-radius border-right border-right-color border-right-style "
    "border-right-width border-spacing border-style border-top border-top-color border-top-left-radius "
    "border-top-right-radius border-top-style border-top-width border-width box-sizing caption-side clear color "
    "direction display empty-cells float font font-family font-size font-stretch font-style font-variant font-weight "
    "height letter-spacing line-height list-style-position list-style-type margin margin-bottom margin-left "
    "margin-right margin-top max-height max-width min-height min-width overflow overflow-wrap padding padding-bottom "
    "padding-left padding-right padding-top table-layout text-align text-align-last text-decoration "
    "text-decoration-color text-decoration-line text-decoration-style text-indent text-overflow text-transform "
    "unicode-bidi vertical-align visibility white-space width word-break word-spacing word-wrap writing-mode "
    "background opacity"
)
_FOLDABLE = {"gmail_quote", "gmail_attr", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote", "gmail_signature",
             "moz-signature"}  # fmt: skip
# nh3 writes styles in one form, without escapes and comments, so this sees every function that could fetch.
_LOADS = re.compile(
    r"\b(?:url|image|image-set|-webkit-image-set|cross-fade|element|src|expression|paint|attr)\s*\(", re.I
)
_STYLE_LOADS = re.compile(r'style="[^"]*\(')
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def _without_loads(tag: str, attribute: str, value: str) -> str | None:
    """The styles that fetch nothing."""
    if attribute != "style" or _LOADS.search(value) is None:
        return value
    if any(";" in one for one in _QUOTED.findall(value)):
        return None
    return ";".join(one for one in value.split(";") if _LOADS.search(one) is None)


_OPTIONS: dict[str, Any] = {
    "tags": _TAGS,
    "clean_content_tags": each("script style title template noscript iframe object embed svg math select textarea"),
    "attributes": _ATTRIBUTES,
    "allowed_classes": {"div": _FOLDABLE, "blockquote": _FOLDABLE, "span": _FOLDABLE},
    "url_schemes": {"http", "https", "mailto", "tel", "cid"},
    "url_relative": "deny",
    "filter_style_properties": _PROPERTIES | {one.upper() for one in _PROPERTIES},
    "strip_comments": True,
    "link_rel": "noopener noreferrer nofollow",
    "set_tag_attribute_values": {"a": {"target": "_blank"}},
}
_cleaner = nh3.Cleaner(**_OPTIONS)
_stylist = nh3.Cleaner(**_OPTIONS, attribute_filter=_without_loads)


def sanitise(page: str) -> str:
    """The page as it may be shown. `cid:` addresses stay for whoever shows it to point at the enclosures."""
    if not page.strip():
        return ""
    if wildness.is_wild(page):
        return "<pre>" + html.escape(wildness.stripped(page).strip()) + "</pre>"
    clean = _cleaner.clean(page)
    if _STYLE_LOADS.search(clean) and _LOADS.search(clean):
        clean = _stylist.clean(clean)
    return clean.strip()
