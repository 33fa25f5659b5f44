"""Fetching from addresses that strangers chose: never inside our own network, never without end, telling nothing."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from kept.lib import guarded
from kept.lib.guarded import Forbidden, Guard, Unfetched, fetch
from kept.lib.markup import each

INSIDE = each(
    """
127.0.0.1 127.8.9.10 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 100.100.100.200
192.0.0.192 198.18.0.1 168.63.129.16 224.0.0.1 240.0.0.1 255.255.255.255 ::1 :: ::127.0.0.1 ::ffff:127.0.0.1
::ffff:169.254.169.254 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b:1::a 2002:7f00:1:: 2001:0:1::1 fe80::1 fec0::1
fd00:ec2::254 fc00::1 ff02::1 100::1 2001:db8::1
"""
)
OUTSIDE = each("8.8.8.8 93.184.215.14 1.1.1.1 ::ffff:8.8.8.8 2606:4700::1111 2001:4860:4860::8888")


class Server:
    """One that answers as it is told, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.forms: list[str] = []
        self.answer: Callable[[BaseHTTPRequestHandler], None] = lambda to: self.send(to, b"here")
        server = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append((self.path, dict(self.headers)))
                server.answer(self)

            def do_POST(self) -> None:
                server.forms.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
                self.do_GET()

            def log_message(self, *_args: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.port = self.http.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}/"

    @staticmethod
    def send(to: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
        to.send_response(status)
        for name, value in headers.items():
            to.send_header(name.replace("_", "-"), value)
        to.end_headers()
        to.wfile.write(body)


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    Thread(target=server.http.serve_forever, daemon=True).start()
    yield server
    server.http.shutdown()
    server.http.server_close()


@pytest.fixture
def guard(server: Server) -> Guard:
    """One that lets us reach that server, and it alone."""
    return Guard(frozenset({server.port}), lambda address: str(address) == "127.0.0.1")


@pytest.mark.parametrize("address", sorted(INSIDE))
def test_addresses_inside_are_not_public(address: str) -> None:
    assert not guarded.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", sorted(OUTSIDE))
def test_addresses_of_the_open_internet_are(address: str) -> None:
    assert guarded.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://localhost./",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.1/",
        "http://017700000001/",
        "http://127.1/",
        "http://0/",
        "http://①②⑦.0.0.1/",
        "http://127。0。0。1/",
        "http://8.8.8.8@127.0.0.1/",
        "http://127.0.0.1\\@8.8.8.8/",
        "http://8.8.8.8:22/",
        "http://8.8.8.8:8080/",
        "http://8.8.8.8:x/",
        "https://8.8.8.8:99999/",
        "ftp://8.8.8.8/",
        "file:///etc/passwd",
        "gopher://8.8.8.8:80/x",
        "//8.8.8.8/",
        "http:///x",
        "http://a b/",
        "http://-/",
        "http://[fe80::1%25eth0]/",
        "",
    ],
)
def test_what_may_not_be_reached_is_refused_before_anything_is_sent(url: str) -> None:
    with pytest.raises(Forbidden):
        fetch(url, most=100, seconds=30)


def test_our_own_server_is_refused_unless_the_guard_lets_it(server: Server, guard: Guard) -> None:
    with pytest.raises(Forbidden):
        fetch(server.url, most=100, seconds=30)
    assert server.asked == []
    assert fetch(server.url, most=100, seconds=30, guard=guard) == b"here"


def test_a_name_is_looked_up_once_and_every_address_of_it_counts(
    server: Server, guard: Guard, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [["127.0.0.1"], ["10.0.0.1"]]
    looked_up = []

    def look_up(host: str, port: int, **_more: object) -> list[tuple[object, ...]]:
        looked_up.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in answers[len(looked_up) - 1]]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    place = guarded.locate(f"http://rebinding.example:{server.port}/", guard, time.monotonic() + 30)
    assert (place.host, place.address) == ("rebinding.example", "127.0.0.1")
    assert looked_up == ["rebinding.example"]
    with pytest.raises(Forbidden):
        guarded.locate(f"http://rebinding.example:{server.port}/", guard, time.monotonic() + 30)
    answers.append(["127.0.0.1", "10.0.0.1"])
    with pytest.raises(Forbidden):
        guarded.locate(f"http://mixed.example:{server.port}/", guard, time.monotonic() + 30)


def test_each_redirect_is_checked_anew(server: Server, guard: Guard) -> None:
    server.answer = lambda to: server.send(to, b"", 302, Location="http://127.0.0.2/")
    with pytest.raises(Forbidden):
        fetch(server.url, most=100, seconds=30, guard=guard)
    server.answer = lambda to: server.send(to, b"", 302, Location="file:///etc/passwd")
    with pytest.raises(Forbidden):
        fetch(server.url, most=100, seconds=30, guard=guard)
    server.asked.clear()
    server.answer = lambda to: server.send(to, b"", 302, Location="/again")
    with pytest.raises(Unfetched):
        fetch(server.url, most=100, seconds=30, guard=guard)
    assert len(server.asked) == guarded.MOST_REDIRECTS + 1


def test_nothing_is_told(server: Server, guard: Guard) -> None:
    server.answer = lambda to: server.send(
        to, b"" if to.path == "/" else b"x", 302 if to.path == "/" else 200, Location="/b", Set_Cookie="a=b"
    )
    fetch(server.url, most=100, seconds=30, guard=guard)
    assert len(server.asked) == 2
    for _path, headers in server.asked:
        assert set(headers) == {"Host", "User-Agent", "Accept-Encoding", "Connection", "Accept"}


def test_too_much_is_refused_however_it_comes(server: Server, guard: Guard) -> None:
    server.answer = lambda to: server.send(to, b"x" * 101)
    with pytest.raises(Unfetched):
        fetch(server.url, most=100, seconds=30, guard=guard)
    server.answer = lambda to: server.send(to, b"x" * 101, Content_Length="5000000000")
    with pytest.raises(Unfetched):
        fetch(server.url, most=100, seconds=30, guard=guard)
    server.answer = lambda to: server.send(to, b"x", Content_Encoding="gzip")
    with pytest.raises(Unfetched):
        fetch(server.url, most=100, seconds=30, guard=guard)


def test_half_an_answer_is_none(server: Server, guard: Guard) -> None:
    server.answer = lambda to: server.send(to, b"x" * 10, Content_Length="50")
    with pytest.raises(Unfetched):
        fetch(server.url, most=100, seconds=30, guard=guard)


def test_what_drips_is_left_in_time(server: Server, guard: Guard) -> None:
    def drip(to: BaseHTTPRequestHandler) -> None:
        try:
            for _each in range(600):
                to.wfile.write(b"H")
                time.sleep(0.1)
        except OSError:
            pass

    server.answer = drip
    begun = time.monotonic()
    with pytest.raises(Unfetched):
        fetch(server.url, most=100, seconds=0.6, guard=guard)
    assert time.monotonic() - begun < 30


def test_proxies_of_the_environment_do_not_count(server: Server, guard: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert fetch(server.url, most=100, seconds=30, guard=guard) == b"here"


def test_a_form_is_sent_and_its_answer_read_whatever_its_status(server: Server, guard: Guard) -> None:
    server.answer = lambda to: server.send(to, b'{"error": "invalid_grant"}', 400)
    answer = guarded.post(server.url, "token=a%26b", most=100, seconds=30, guard=guard)
    assert (answer.status, answer.body) == (400, b'{"error": "invalid_grant"}')
    assert server.forms == ["token=a%26b"]


def test_a_form_goes_nowhere_else(server: Server, guard: Guard) -> None:
    server.answer = lambda to: server.send(to, b"", 307, Location=f"{server.url}elsewhere")
    assert guarded.post(server.url, "secret=x", most=100, seconds=30, guard=guard).status == 307
    assert len(server.forms) == 1
    with pytest.raises(Forbidden):
        guarded.post(server.url, "secret=x", most=100, seconds=30)
    assert len(server.forms) == 1


def test_an_answer_to_a_form_has_an_end_too(server: Server, guard: Guard) -> None:
    server.answer = lambda to: server.send(to, b"x" * 101)
    with pytest.raises(Unfetched):
        guarded.post(server.url, "", most=100, seconds=30, guard=guard)
