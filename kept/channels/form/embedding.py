"""A public page inside another site's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TypeVar
from urllib.parse import urlencode

from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

from kept.lib.sites import origin
from kept.ui.policy import OURS

THEMES = {"light", "dark"}
Response = TypeVar("Response", bound=HttpResponseBase)


@dataclass(frozen=True)
class Frame:
    """How the other page shows us: `sites` are the origins that may, `site` is the origin it says it has, to which we
    tell our height; `theme` is '' for the visitor's own. The browser checks both: who may frame us against our policy,
    who hears us against `site`."""

    sites: Sequence[str]
    site: str = ""
    theme: str = ""

    @classmethod
    def of(cls, request: HttpRequest, sites: Sequence[str]) -> Frame:
        try:
            site = origin(request.GET.get("site", ""))
        except ValidationError:
            site = ""
        theme = request.GET.get("theme", "")
        return cls(sites, site, theme if theme in THEMES else "")

    @property
    def query(self) -> str:
        given = {name: value for name, value in {"site": self.site, "theme": self.theme}.items() if value}
        return f"?{urlencode(given)}" if given else ""

    def let_in(self, response: Response) -> Response:
        """Our policy with the sites that may frame this one page."""
        sites = " ".join(["'self'", *self.sites])
        response["Content-Security-Policy"] = OURS.replace("frame-ancestors 'none'", f"frame-ancestors {sites}")
        response.xframe_options_exempt = True  # type: ignore[attr-defined]  # X-Frame-Options knows no list of sites
        return response


def script() -> HttpResponse:
    """The script for other sites. It is the same for each page, and finds out from its own address which one it is."""
    with open(str(finders.find("form/embed.js")), "rb") as file:  # noqa: PTH123 - finders give a str
        response = HttpResponse(file.read(), content_type="text/javascript; charset=utf-8")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_cache_control(response, public=True, max_age=300)
    return response


def snippet(address: str, page: str, words: str) -> str:
    """What to paste into another site's page: the script at `address`, and a link to `page` for who has none. Plain
    text: whoever shows it escapes it."""
    link = f'<a href="{escape(page)}">{escape(words)}</a>'
    return f'<script src="{escape(address)}" async></script>\n<noscript>{link}</noscript>'
