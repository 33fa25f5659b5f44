"""Mail that wants to act or to tell, and what notices when it does."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page, Request

FIXTURES = Path(__file__).parents[1] / "channels/email/tests/fixtures/hostile/markup.txt"
PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")
TYPES = ["text/html", "image/svg+xml", "text/xml", "application/xhtml+xml", "text/javascript", "image/png",
         "text/plain", "application/pdf", "multipart/x-mixed-replace", "text/x-component"]  # fmt: skip


@dataclass(frozen=True)
class Payload:
    name: str
    words: str

    def aimed(self, hit: str) -> str:
        """With the address of whoever listens, and a call that is noticed."""
        return self.words.replace("{js}", f"alert('{self.name}')").replace("{hit}", f"{hit}/{self.name}")


def payloads() -> list[Payload]:
    """All of the fixtures, named by family and number."""
    found: list[Payload] = []
    family, number = "", 0
    for line in FIXTURES.read_text().split("\n"):
        if line.startswith("## "):
            family, number = line[3:].replace(" ", "-"), 0
        elif line and not line.startswith("# "):
            number += 1
            words = re.sub(r"⟪([0-9a-f]{2,4})⟫", lambda code: chr(int(code[1], 16)), line)
            found.append(Payload(f"{family}-{number}", words))
    return found


class Listener:
    """A server that gives a picture to everybody, and remembers who asked for what and with which headers."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.pages: dict[str, str] = {}
        listener = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                page = listener.pages.get(self.path)
                if page is None and self.path != "/favicon.ico":
                    listener.asked.append((self.path, dict(self.headers)))
                self.send_response(200)
                self.send_header("Content-Type", "image/gif" if page is None else "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(PIXEL if page is None else page.encode("utf-8", "replace"))

            do_POST = do_GET  # noqa: N815

            def log_message(self, *_args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _headers in self.asked]


@contextmanager
def listening() -> Iterator[Listener]:
    listener = Listener()
    thread = Thread(target=listener.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield listener
    finally:
        listener.server.shutdown()
        listener.server.server_close()


def raw(payload: Payload, number: int, hit: str, *, to: str, first: str) -> bytes:
    """A mail that carries the payload as its page, its text, its author's name, and a file's name and content."""
    words = payload.aimed(hit).encode("utf-8", "surrogatepass")
    name = "=?utf-8?b?" + b64encode(words[:60]).decode() + "?="
    file = b64encode(words).decode()
    kind = TYPES[number % len(TYPES)]
    lines = [
        f"From: {name} <vera@lindqvist.example>", f"To: {to}", "Subject: Re: Boxes",
        f"Message-ID: <h{number}@x.example>", f"In-Reply-To: {first}", f"References: {first}",
        "Date: Mon, 01 Jun 2026 10:00:00 +0000", "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="outer"', "", "--outer",
        'Content-Type: multipart/alternative; boundary="inner"', "", "--inner",
        "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "",
        b64encode(b"See " + words).decode(), "--inner",
        "Content-Type: text/html; charset=utf-8", "Content-Transfer-Encoding: base64", "", file, "--inner--", "--outer",
        f"Content-Type: {kind}", "Content-Transfer-Encoding: base64", "Content-ID: <nobody>",
        "Content-Disposition: attachment; filename*=utf-8''" + "".join(f"%{each:02x}" for each in words[:80]), "", file,
        "--outer--", "",
    ]  # fmt: skip
    return "\r\n".join(lines).encode("ascii")


@dataclass
class Watch:
    """Everything a browser does that no letter may make it do. `home` is where its own pages come from."""

    home: str
    seen: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> Page:
        context.expose_function("noticed", lambda name: self.seen.append(f"ran {name}"))
        context.add_init_script(
            "for (const name of ['alert', 'confirm', 'prompt', 'print', 'msgbox']) "
            "window[name] = (said) => (window.noticed ?? top.noticed)(String(said));"
        )
        page = context.new_page()
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.seen.append(str(error)))
        page.on("dialog", self._dialog)
        page.on("download", lambda download: self.seen.append(f"download {download.url}"))
        context.on("page", lambda other: self.seen.append(f"window {other.url}"))
        return page

    def _console(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.seen.append(f"{said.text} {said.location['url']}")

    def _dialog(self, dialog: Dialog) -> None:
        self.seen.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        own = request.url.startswith((self.home, "data:", "about:"))
        if not own or urlsplit(request.url).path == "/sign-out/":
            self.seen.append(f"asked {request.url}")
