"""The form inside another site's page."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from kept.channels.form.form_settings import FormSettings
from kept.channels.form.sites import origin
from kept.ui.policy import OURS

THEMES = {"light", "dark"}


@dataclass(frozen=True)
class Frame:
    """How the other page shows us: `site` is the origin it says it has, to which we tell our height; `theme` is '' for
    the visitor's own. The browser checks both: who may frame us against our policy, who hears us against `site`."""

    form_settings: FormSettings
    site: str = ""
    theme: str = ""

    @classmethod
    def of(cls, request: HttpRequest, form_settings: FormSettings) -> Frame:
        try:
            site = origin(request.GET.get("site", ""))
        except ValidationError:
            site = ""
        theme = request.GET.get("theme", "")
        return cls(form_settings, site, theme if theme in THEMES else "")

    @property
    def query(self) -> str:
        given = {name: value for name, value in {"site": self.site, "theme": self.theme}.items() if value}
        return f"?{urlencode(given)}" if given else ""

    def let_in(self, response: HttpResponse) -> HttpResponse:
        """Our policy with the sites that may frame this one form."""
        sites = " ".join(["'self'", *self.form_settings.sites])
        response["Content-Security-Policy"] = OURS.replace("frame-ancestors 'none'", f"frame-ancestors {sites}")
        response.xframe_options_exempt = True  # X-Frame-Options knows no list of sites
        return response
