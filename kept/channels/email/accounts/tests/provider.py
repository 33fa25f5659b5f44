"""A provider of access on this machine: it shows no page but gives leave at once, issues, rotates and ends tokens.

What OAuth asks of it is oauthlib's server; mail servers ask it who a token is (RFC 7662).
"""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from oauthlib.common import Request
from oauthlib.oauth2 import RequestValidator, WebApplicationServer

CLIENT, SECRET = "kept-at-hillside", "s3cret of the client"


@dataclass
class Provider:
    """`address` is who gives leave, `lasts` how long its access tokens hold, in seconds."""

    address: str = "sales@hillside.example"
    lasts: int = 3600
    ends_in: int | None = None
    leaves_out: str = ""
    refuses: str = ""
    down: bool = False
    pause: float = 0.0
    port: int = 0
    codes: dict[str, dict[str, Any]] = field(default_factory=dict)
    access: dict[str, tuple[str, float]] = field(default_factory=dict)
    refresh: dict[str, str] = field(default_factory=dict)
    spent: set[str] = field(default_factory=set)
    asked: list[dict[str, str]] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def refreshes(self) -> int:
        return sum(each.get("grant_type") == "refresh_token" for each in self.asked)

    def withdraw(self) -> None:
        """The person takes their leave back."""
        self.access.clear()
        self.refresh.clear()

    def who(self, token: str) -> str:
        """Whose access token it is, '' for none that holds."""
        address, until = self.access.get(token, ("", 0.0))
        return address if until > time.time() else ""


class Rules(RequestValidator):  # type: ignore[misc]  # oauthlib ships no types
    """What the provider knows of codes and tokens."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider

    def validate_client_id(self, client_id: str, request: Request, *args: Any, **kwargs: Any) -> bool:
        return client_id == CLIENT

    def validate_redirect_uri(self, client_id: str, redirect_uri: str, request: Request, *_: Any, **__: Any) -> bool:
        return "/settings/mailboxes/at/" in redirect_uri

    def validate_scopes(self, *_: Any, **__: Any) -> bool:
        return True

    def get_default_scopes(self, client_id: str, request: Request, *_: Any, **__: Any) -> list[str]:
        return []

    def validate_response_type(self, client_id: str, response_type: str, *_: Any, **__: Any) -> bool:
        return response_type == "code"

    def is_pkce_required(self, client_id: str, request: Request) -> bool:
        return True

    def save_authorization_code(
        self, client_id: str, code: dict[str, str], request: Request, *_: Any, **__: Any
    ) -> None:
        self.provider.codes[code["code"]] = {
            "challenge": request.code_challenge,
            "method": request.code_challenge_method,
            "scopes": request.scopes,
            "redirect_uri": request.redirect_uri,
        }

    def client_authentication_required(self, request: Request, *_: Any, **__: Any) -> bool:
        return True

    def authenticate_client(self, request: Request, *_: Any, **__: Any) -> bool:
        request.client = type("Client", (), {"client_id": request.client_id})
        return bool(
            request.client_id == CLIENT and request.client_secret == SECRET and self.provider.refuses != "client"
        )

    def validate_grant_type(self, client_id: str, grant_type: str, *_: Any, **__: Any) -> bool:
        return grant_type in {"authorization_code", "refresh_token"}

    def validate_code(self, client_id: str, code: str, client: Any, request: Request, *_: Any, **__: Any) -> bool:
        known = self.provider.codes.get(code)
        if known is None:
            return False
        request.scopes, request.user = known["scopes"], self.provider.address
        return True

    def get_code_challenge(self, code: str, request: Request) -> str:
        return str(self.provider.codes[code]["challenge"])

    def get_code_challenge_method(self, code: str, request: Request) -> str:
        return str(self.provider.codes[code]["method"])

    def confirm_redirect_uri(
        self, client_id: str, code: str, redirect_uri: str, client: Any, request: Request, *_: Any, **__: Any
    ) -> bool:
        return bool(self.provider.codes[code]["redirect_uri"] == redirect_uri)

    def invalidate_authorization_code(self, client_id: str, code: str, request: Request, *_: Any, **__: Any) -> None:
        del self.provider.codes[code]

    def validate_refresh_token(self, refresh_token: str, client: Any, request: Request, *_: Any, **__: Any) -> bool:
        """Each is good for one use; one that comes again may be stolen, and ends everything (RFC 9700 4.14.2)."""
        with self.provider.lock:
            if refresh_token in self.provider.spent:
                self.provider.withdraw()
            request.user = self.provider.refresh.pop(refresh_token, None)
            self.provider.spent.add(refresh_token)
        return request.user is not None

    def get_original_scopes(self, refresh_token: str, request: Request, *_: Any, **__: Any) -> list[str]:
        return []

    def rotate_refresh_token(self, request: Request) -> bool:
        return True

    def save_bearer_token(self, token: dict[str, Any], request: Request, *_: Any, **__: Any) -> None:
        provider = self.provider
        token["expires_in"] = provider.lasts
        token["scope"] = " ".join(each for each in request.scopes if each != provider.leaves_out) or None
        if not token["scope"]:
            del token["scope"]
        if provider.ends_in is not None:
            token["refresh_token_expires_in"] = provider.ends_in
        token["id_token"] = _id_token(request.user)
        provider.access[token["access_token"]] = (request.user, time.time() + provider.lasts)
        provider.refresh[token["refresh_token"]] = request.user


def _id_token(address: str) -> str:
    claims = {"iss": "https://provider.example", "aud": CLIENT, "email": address, "sub": "1"}
    parts = [json.dumps(each).encode() for each in ({"alg": "none"}, claims)]
    return ".".join(base64.urlsafe_b64encode(each).decode().rstrip("=") for each in parts) + ".x"


class Door(BaseHTTPRequestHandler):
    """The provider's addresses: /consent, /token, and /who for mail servers."""

    provider: Provider
    server_of_tokens: WebApplicationServer

    def do_GET(self) -> None:
        query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        if urlsplit(self.path).path == "/who":
            self._tell(self._introspected(query["token"]))
            return
        self.provider.asked.append(query)
        if self.provider.refuses == "consent":
            back = f"{query['redirect_uri']}?error=access_denied&state={query['state']}"
        else:
            scopes = query.get("scope", "").split()
            headers, _body, _status = self.server_of_tokens.create_authorization_response(
                f"https://provider.example{self.path}", scopes=scopes, credentials={"user": self.provider.address}
            )
            back = headers["Location"]
        self._answer(302, b"", {"Location": back})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.provider.asked.append({name: values[0] for name, values in parse_qs(body).items()})
        time.sleep(self.provider.pause)
        if self.provider.down:
            self._answer(503, b"<h1>Down</h1>", {"Content-Type": "text/html"})
            return
        headers, words, status = self.server_of_tokens.create_token_response(
            "https://provider.example/token", "POST", body, {"Content-Type": "application/x-www-form-urlencoded"}
        )
        self._answer(status, words.encode(), headers)

    def _introspected(self, token: str) -> dict[str, object]:
        who = self.provider.who(token)
        return {"active": bool(who), "email": who, "username": who}

    def _tell(self, found: dict[str, object]) -> None:
        self._answer(200, json.dumps(found).encode(), {"Content-Type": "application/json"})

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def providing(port: int = 0, **columns: Any) -> Iterator[Provider]:
    provider = Provider(**columns)
    door = type("OwnDoor", (Door,), {"provider": provider, "server_of_tokens": WebApplicationServer(Rules(provider))})
    server = ThreadingHTTPServer(("127.0.0.1", port), door)
    provider.port = server.server_port
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
