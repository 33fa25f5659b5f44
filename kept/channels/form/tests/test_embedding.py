from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from kept.channels.form.form_settings import FormSettings
from kept.channels.form.tests.conftest import Send
from kept.lib.sites import origin, origins

pytestmark = pytest.mark.django_db


def test_only_the_sites_named_may_frame_it(form: FormSettings, visitor: Client) -> None:
    page = visitor.get("/form/sales/embed/")
    assert "frame-ancestors 'self' https://shop.example" in page["Content-Security-Policy"]
    assert "script-src 'self';" in page["Content-Security-Policy"]
    assert "X-Frame-Options" not in page
    assert not page.cookies


def test_before_any_is_named_only_we_ourselves_may(form: FormSettings, visitor: Client) -> None:
    FormSettings.objects.update(allowed_sites="")
    policy = visitor.get("/form/sales/embed/")["Content-Security-Policy"]
    assert policy.endswith("frame-ancestors 'self'")


def test_the_thank_you_stays_in_the_frame(send: Send, visitor: Client) -> None:
    sent = send("/form/sales/embed/?site=https://shop.example&theme=dark")
    assert "/embed/thanks/" in sent.url
    thanks = visitor.get(sent.url)
    assert "frame-ancestors 'self' https://shop.example" in thanks["Content-Security-Policy"]
    assert 'data-site="https://shop.example"' in thanks.content.decode()
    assert 'data-theme="dark"' in thanks.content.decode()


@pytest.mark.parametrize("site", ["javascript:alert(1)", "*", "https://a b", "http://shop.example", '"><script>'])
def test_a_site_that_is_none_hears_nothing(form: FormSettings, visitor: Client, site: str) -> None:
    page = visitor.get("/form/sales/embed/", {"site": site})
    assert page.status_code == 200
    assert b"data-site" not in page.content


def test_the_script_is_the_same_for_anybody(form: FormSettings, visitor: Client) -> None:
    script = visitor.get("/form/sales.js")
    assert script["Content-Type"].startswith("text/javascript")
    assert script["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not script.cookies


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("https://shop.example", "https://shop.example"),
        ("HTTPS://Shop.Example/prices?x=1#y", "https://shop.example"),
        ("shop.example", "https://shop.example"),
        ("https://shop.example:8443/", "https://shop.example:8443"),
        ("https://*.shop.example", "https://*.shop.example"),
        ("https://umzüge.example", "https://xn--umzge-mva.example"),
        ("http://localhost:3000", "http://localhost:3000"),
    ],
)
def test_a_site_is_an_origin(written: str, means: str) -> None:
    assert origin(written) == means


@pytest.mark.parametrize(
    "written",
    ["http://shop.example", "ftp://shop.example", "https://", "https://shop.example;", "'unsafe-inline'", "https://*"],
)
def test_what_is_no_site_is_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        origin(written)


def test_each_site_is_named_once() -> None:
    assert origins("shop.example\nhttps://shop.example/\n\nblog.example") == [
        "https://shop.example",
        "https://blog.example",
    ]
