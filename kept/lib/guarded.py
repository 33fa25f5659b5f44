"""HTTP to addresses that strangers chose: nothing of our own network is reached, nothing told, nothing endless.

Each host is looked up once and the very address that was checked is connected to, at each redirect anew, so that no
name can change its meaning in between (DNS rebinding). Proxies of the environment, cookies and referrers do not exist.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooSlow
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from threading import Timer
from typing import TypeVar
from urllib.parse import quote, urljoin, urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Read = TypeVar("Read")

PORTS = {"http": 80, "https": 443}
MOST_REDIRECTS = 3
_HOST = re.compile(r"(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
_HEADERS = {"User-Agent": "Mozilla/5.0 (compatible; Kept)", "Accept-Encoding": "identity", "Connection": "close"}
# Not said to be private by every Python that we run on, or public and yet the inside of a cloud.
_INSIDE: list[Network] = [
    ipaddress.ip_network(each)
    for each in (
        "0.0.0.0/8", "100.64.0.0/10", "168.63.129.16/32", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
        "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    )
]  # fmt: skip
_lookups = ThreadPoolExecutor(8, thread_name_prefix="lookup")


class Unfetched(Exception):
    """Nothing came of it; the words say why, for the log."""


class Forbidden(Unfetched):
    """The address is not one that may be reached."""


def is_public(address: Address) -> bool:
    """Whether it is an address of the open internet and of one host, none of ours and none that stands for another."""
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if any(address.version == each.version and address in each for each in _INSIDE):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


@dataclass(frozen=True)
class Guard:
    """What may be reached: at which ports (None for any), and which addresses. Tests let themselves reach their own
    server."""

    ports: frozenset[int] | None = frozenset(PORTS.values())
    allows: Callable[[Address], bool] = is_public


PUBLIC = Guard()


@dataclass(frozen=True)
class Place:
    """An address of the web, checked and looked up: `address` is the one to connect to."""

    scheme: str
    host: str
    port: int
    target: str
    address: str


def fetch(url: str, *, most: int, seconds: float, accept: str = "*/*", guard: Guard | None = None) -> bytes:
    """The body behind an address, of at most that many bytes, within that many seconds over all. Raises `Unfetched`."""
    end = time.monotonic() + seconds
    for _each in range(MOST_REDIRECTS + 1):
        place = locate(url, guard or PUBLIC, end)
        found = _talk(place, end, partial(_read, most=most), headers={"Accept": accept})
        if isinstance(found, bytes):
            return found
        url = urljoin(url, found.url)
    raise Unfetched("too many redirects")


@dataclass(frozen=True)
class Answer:
    """What came back, whatever its status."""

    status: int
    body: bytes


def post(url: str, form: str, *, most: int, seconds: float, guard: Guard | None = None) -> Answer:
    """Send an encoded form to this address and to no other: a redirect is not followed. Raises `Unfetched`."""
    end = time.monotonic() + seconds
    place = locate(url, guard or PUBLIC, end)
    headers = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
    return _talk(place, end, partial(_answer, most=most), method="POST", body=form.encode(), headers=headers)


def locate(url: str, guard: Guard, end: float) -> Place:
    """Where the address leads. Raises `Forbidden` when it may not be reached, `Unfetched` when nobody knows it."""
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError as problem:
        raise Forbidden("no address of the web") from problem
    is_usual = guard.ports is None or port in guard.ports
    if parts.scheme not in PORTS or not parts.hostname or not is_usual or "\\" in parts.netloc:
        raise Forbidden("no address of the web at a usual port")
    host = _host(parts.hostname)
    address = _look_up(host, port, guard, end)
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    if parts.query:
        target += "?" + quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]|")
    return Place(parts.scheme, host, port, target, address)


def _host(name: str) -> str:
    """The host as ASCII. Numbers count only in their usual form: 127.1, 0x7f000001 and 2130706433 are refused."""
    with suppress(ValueError):
        return str(ipaddress.ip_address(name.replace("%", "/")))  # one with a zone is of this machine's own network
    try:
        name = name.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError as problem:
        raise Forbidden("no host") from problem
    if not _HOST.fullmatch(name) or _NUMBER.fullmatch(name.rpartition(".")[2]):
        raise Forbidden("no host")
    return name


def _look_up(host: str, port: int, guard: Guard, end: float) -> str:
    """One of the host's addresses, all of which must be allowed."""
    asked = _lookups.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    try:
        found = asked.result(timeout=max(end - time.monotonic(), 0))
    except (OSError, UnicodeError, TooSlow) as problem:
        raise Unfetched("the host is not found") from problem
    addresses = [str(each[4][0]).partition("%")[0] for each in found]
    if not addresses or not all(guard.allows(ipaddress.ip_address(each)) for each in addresses):
        raise Forbidden("not an address of the open internet")
    return next((each for each in addresses if ":" not in each), addresses[0])


@dataclass(frozen=True)
class Elsewhere:
    """The answer is at another address."""

    url: str


class _Connection(http.client.HTTPConnection):
    """One to the address that was checked, with the name that was asked for."""

    def __init__(self, place: Place, seconds: float) -> None:
        super().__init__(place.host, place.port, timeout=seconds)
        self.place = place

    def connect(self) -> None:
        self.sock = socket.create_connection((self.place.address, self.place.port), self.timeout)
        if self.place.scheme == "https":
            safe = ssl.create_default_context()
            # The handshake comes once the watch can see the socket.
            self.sock = tls = safe.wrap_socket(
                self.sock, server_hostname=self.place.host, do_handshake_on_connect=False
            )
            tls.do_handshake()


def _talk(
    place: Place,
    end: float,
    read: Callable[[http.client.HTTPResponse], Read],
    *,
    headers: Mapping[str, str],
    method: str = "GET",
    body: bytes | None = None,
) -> Read:
    left = end - time.monotonic()
    if left <= 0:
        raise Unfetched("too slow")
    connection = _Connection(place, left)
    watch = Timer(left, _hang_up, [connection])  # whatever drips slowly ends here, too
    watch.daemon = True
    watch.start()
    try:
        connection.request(method, place.target, body, {**_HEADERS, **headers})
        return read(connection.getresponse())
    except (OSError, http.client.HTTPException, ValueError) as problem:
        raise Unfetched(f"no answer: {type(problem).__name__}") from problem
    finally:
        watch.cancel()
        connection.close()


def _hang_up(connection: _Connection) -> None:
    if connection.sock is not None:
        try:
            connection.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            connection.sock.close()


def _read(response: http.client.HTTPResponse, most: int) -> bytes | Elsewhere:
    if response.status in {301, 302, 303, 307, 308} and (url := response.headers.get("Location")):
        return Elsewhere(url)
    if response.status != 200 or response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Unfetched(f"answer {response.status}")
    return _body(response, most)


def _answer(response: http.client.HTTPResponse, most: int) -> Answer:
    return Answer(response.status, _body(response, most))


def _body(response: http.client.HTTPResponse, most: int) -> bytes:
    body = response.read(most + 1)
    if len(body) > most:
        raise Unfetched("too large")
    if response.length:
        raise Unfetched("cut off")
    return body
