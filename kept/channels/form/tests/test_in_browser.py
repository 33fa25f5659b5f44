"""The form inside another site's page, in a real browser: two origins, each with a strict policy of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from kept.channels.form.form_settings import FormSettings
from kept.channels.form.stamp import QUICKEST
from kept.conversations.conversation import Conversation
from kept.conversations.message import Message

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


class Shop(BaseHTTPRequestHandler):
    """One page with our script in it."""

    def __init__(self, kept: str, *args: object) -> None:
        self.kept = kept
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        body = f'<!doctype html><h1>A shop</h1><script src="{self.kept}/form/sales.js" async></script><p>Below</p>'
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        policy = f"default-src 'none'; script-src {self.kept}; frame-src {self.kept}"
        self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def shop(live_server: LiveServer, form: FormSettings) -> Iterator[str]:
    """Another site, on `localhost`, which may show the form; as `127.0.0.1` it is one that may not."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Shop, _kept(live_server)))
    Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://localhost:{server.server_port}"
    FormSettings.objects.update(allowed_sites=url)
    yield url
    server.shutdown()
    server.server_close()


def _kept(live_server: LiveServer) -> str:
    return f"http://127.0.0.1:{urlsplit(live_server.url).port}"


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    context = chromium.new_context(timezone_id="Asia/Beirut")
    yield context.new_page()
    context.close()


def fill(page: Page, *, files: list[Path] | None = None) -> None:
    frame = page.frame_locator("iframe")
    frame.get_by_label("Your name").fill("Noor Haddad")
    frame.get_by_label("Your e-mail address").fill("noor@haddad.example")
    frame.get_by_label("Your message").fill("Two rooms and a piano.")
    frame.get_by_label("Files").set_input_files(files or [])


def height(page: Page) -> float:
    box = page.locator("iframe").bounding_box()
    assert box is not None
    return box["height"]


def test_a_customer_writes_from_another_sites_page(page: Page, shop: str, tmp_path: Path) -> None:
    page.goto(shop)
    inner = page.frame_locator("iframe").locator("main")
    expect(inner).to_be_visible()
    page.wait_for_function("document.querySelector('iframe').style.height !== '640px'")
    content = inner.bounding_box()
    assert content is not None and height(page) >= content["height"], "the frame is as tall as the form"
    picture = tmp_path / "hall.txt"
    picture.write_text("a narrow hall")
    fill(page, files=[picture])
    page.wait_for_timeout(QUICKEST.total_seconds() * 1000)
    tall = height(page)
    page.frame_locator("iframe").get_by_role("button", name="Send").click()
    expect(page.frame_locator("iframe").get_by_text("We have your message")).to_be_visible()
    conversation = Conversation.objects.get()
    expect(page.frame_locator("iframe").locator(".number")).to_have_text(f"#{conversation.number}")
    page.wait_for_function(f"document.querySelector('iframe').getBoundingClientRect().height < {tall}")
    assert Message.objects.get().attachments.get().read() == b"a narrow hall"
    assert conversation.customer.time_zone == "Asia/Beirut"
    assert page.context.cookies() == [], "a browser that refuses the cookies of others loses nothing"
    assert page.url.startswith(shop), "the site's own page stays"


def test_a_site_that_was_not_named_shows_nothing(page: Page, shop: str) -> None:
    page.goto(shop.replace("localhost", "127.0.0.1"))
    expect(page.locator("iframe")).to_be_visible()
    page.wait_for_timeout(500)
    assert page.frame_locator("iframe").locator("form").count() == 0


def test_no_other_page_can_make_the_frame_taller(page: Page, shop: str) -> None:
    page.goto(shop)
    expect(page.frame_locator("iframe").locator("main")).to_be_visible()
    page.wait_for_function("document.querySelector('iframe').style.height !== '640px'")
    before = height(page)
    page.evaluate("window.postMessage({ kept: 'form', height: 9000 }, '*')")
    page.wait_for_timeout(200)
    assert height(page) == before


def test_a_file_too_big_is_said_before_it_travels(
    page: Page, live_server: LiveServer, form: FormSettings, tmp_path: Path
) -> None:
    page.goto(f"{live_server.url}/form/sales/")
    big = tmp_path / "film.mov"
    with big.open("wb") as file:
        file.truncate(16 * 1024 * 1024)
    page.get_by_label("Files").set_input_files(big)
    assert "film.mov" in page.get_by_label("Files").evaluate("element => element.validationMessage")


def test_it_works_without_script(chromium: Browser, live_server: LiveServer, form: FormSettings) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/form/sales/")
    page.get_by_label("Your name").fill("Noor Haddad")
    page.get_by_label("Your e-mail address").fill("noor@haddad.example")
    page.get_by_label("Your message").fill("Two rooms.")
    page.wait_for_timeout(QUICKEST.total_seconds() * 1000)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("We have your message")).to_be_visible()
    context.close()
