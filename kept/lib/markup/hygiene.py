"""HTML made harmless: layout, pictures and links stay, everything that acts goes.

Of what comes out, every tag and every attribute is one of those named here, whatever tree a browser makes of it: none
acts by itself, and none begins text that is read by other rules (no style, title, textarea, noscript, svg or math).
"""

import re
from typing import Any

import nh3

from kept.lib.markup import each, styles

_LAYOUT = {"align", "valign", "width", "height", "bgcolor", "border", "cellpadding", "cellspacing", "dir", "lang",
           "style", "title", "hspace", "vspace", "nowrap"}  # fmt: skip
TAGS = each(
    "a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del "
    "details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main "
    "mark nav ol p pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot "
    "th thead time tr tt u ul var wbr"
)
_ATTRIBUTES = dict.fromkeys(TAGS, _LAYOUT) | {
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
ATTRIBUTES = set().union(*_ATTRIBUTES.values())
# What mail programs build around quotes and signatures.
FOLDABLE = {"gmail_quote", "gmail_attr", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote", "gmail_signature",
            "moz-signature"}  # fmt: skip
_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,[a-z0-9+/=\s]*", re.IGNORECASE)
_STYLE_OF_CARE = re.compile(r'style="[^"]*(?:\(|\d[sld]?v(?:h|min|max|b))', re.IGNORECASE)


def _of_care(tag: str, attribute: str, value: str) -> str | None:
    """Pictures written into the page, and styles that fetch nothing and do not grow with the frame."""
    if attribute == "style":
        return styles.declarations(value)
    if value.lstrip()[:5].lower() == "data:":
        return value if tag == "img" and attribute == "src" and _PICTURE.fullmatch(value.strip()) else None
    return value


_OPTIONS: dict[str, Any] = {
    "tags": TAGS,
    "clean_content_tags": each("script style title template noscript iframe object embed svg math select textarea"),
    "url_relative": "deny",
    "filter_style_properties": styles.PROPERTIES,
    "strip_comments": True,
    "link_rel": "noopener noreferrer nofollow",
    "set_tag_attribute_values": {"a": {"target": "_blank"}},
}
_SCHEMES = {"http", "https", "mailto", "tel", "cid"}
_FEW: dict[str, Any] = {
    "attributes": _ATTRIBUTES,
    "allowed_classes": {"div": FOLDABLE, "blockquote": FOLDABLE, "span": FOLDABLE},
}
_ALL: dict[str, Any] = {"attributes": {tag: names | {"class"} for tag, names in _ATTRIBUTES.items()}}
_CAREFUL: dict[str, Any] = {"attribute_filter": _of_care, "url_schemes": _SCHEMES | {"data"}}
_quick = {
    False: nh3.Cleaner(**_OPTIONS, **_FEW, url_schemes=_SCHEMES),
    True: nh3.Cleaner(**_OPTIONS, **_ALL, url_schemes=_SCHEMES),
}
_careful = {False: nh3.Cleaner(**_OPTIONS, **_FEW, **_CAREFUL), True: nh3.Cleaner(**_OPTIONS, **_ALL, **_CAREFUL)}


def clean(page: str, *, classes: bool = False) -> str:
    """The page without what acts. `classes` keeps the names that a sheet of its own speaks of.

    Addresses are those of the web, of mail, of telephones and of enclosures (`cid:`, RFC 2392), never relative.
    """
    careful = _careful[classes]
    done = careful.clean(page) if "data:image/" in page else _quick[classes].clean(page)
    if _STYLE_OF_CARE.search(done):
        done = careful.clean(done)  # only now styles are written in the one form in which care sees everything
    return done.strip()
