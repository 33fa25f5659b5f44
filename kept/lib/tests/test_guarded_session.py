"""Requests under the guard: one look-up, the very address that was checked, nowhere else."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import requests

from kept.lib.guarded import Guard
from kept.lib.guarded_session import session

HERE = Guard(None, lambda address: str(address) == "127.0.0.1")


class Handler(BaseHTTPRequestHandler):
    asked: list[tuple[str, str]]

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        type(self).asked.append((self.path, self.headers["Host"]))
        self.send_response(302 if self.path == "/away" else 200)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    Handler.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the name servers say, one answer after the other."""
    answers: list[str] = []

    really = socket.getaddrinfo

    def look_up(host: str, port: int, *args: Any, **options: Any) -> list[Any]:
        if host[0].isdigit():
            return really(host, port, *args, **options)
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (answers.pop(0), port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return answers


def test_it_connects_to_the_address_that_was_checked_under_the_name_that_was_asked_for(
    port: int, names: list[str]
) -> None:
    names += ["127.0.0.1", "127.0.0.9"]  # the second answer would lead elsewhere
    with session(HERE) as line:
        answer = line.post(f"http://api.service.example:{port}/v3/messages?a=b", data=b"hello", timeout=30)
    assert answer.status_code == 200
    assert Handler.asked == [("/v3/messages?a=b", f"api.service.example:{port}")]
    assert names == ["127.0.0.9"]


@pytest.mark.parametrize("address", ["10.0.0.5", "169.254.169.254", "127.0.0.1"])
def test_what_the_guard_does_not_allow_is_not_asked(port: int, address: str, names: list[str]) -> None:
    names += [address]
    with session(Guard(None)) as line, pytest.raises(requests.ConnectionError):
        line.post(f"http://api.service.example:{port}/", timeout=30)
    assert Handler.asked == []


def test_no_redirect_is_followed_and_no_proxy_of_the_environment_is_used(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", "")
    with session(HERE) as line, pytest.raises(requests.TooManyRedirects):
        line.post(f"http://127.0.0.1:{port}/away", timeout=30)
    assert [path for path, _host in Handler.asked] == ["/away"]
