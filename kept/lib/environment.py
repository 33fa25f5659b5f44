"""Reading the environment an installation is configured by."""

import os
import secrets
from collections.abc import Collection, Mapping
from contextlib import suppress
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from kept.lib.postgres import Embedded
from kept.lib.refusal import Refusal

WEB = ("https", "http")
# The addresses of a service that lets us into mailboxes, with the schemes they may have.
OF_PROVIDER = {
    "consent": WEB,
    "tokens": WEB,
    "imap": ("imaps", "imap+starttls", "imap"),
    "smtp": ("smtp+starttls", "smtps", "smtp"),
}


class Misconfigured(Refusal):
    """The environment asks for something that cannot be."""


class Environment:
    """The variables of the process, each read by the shape it must have."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables

    def text(self, name: str, default: str) -> str:
        return self.variables.get(name, "").strip() or default

    def words(self, name: str) -> list[str]:
        return self.text(name, "").replace(",", " ").split()

    def flag(self, name: str) -> bool:
        return self.text(name, "no").lower() in {"1", "yes", "true", "on"}

    def address(self, name: str, default: str) -> tuple[str, int]:
        """A host and a port to listen on, as in `127.0.0.1:2525` or `[::1]:2525`."""
        host, _, port = self.text(name, default).rpartition(":")
        if not host or not port.isdigit() or int(port) > 65535:
            raise Misconfigured(f"{name} must be an address and a port, as in {default}.")
        return host.strip("[]"), int(port)

    def networks(self, name: str) -> list[str]:
        """Addresses and networks, as in `192.0.2.7 2001:db8::/32`."""
        for each in self.words(name):
            try:
                ip_network(each, strict=False)
            except ValueError as problem:
                raise Misconfigured(
                    f"{name} must be addresses or networks, as in 192.0.2.7 or 192.0.2.0/24."
                ) from problem
        return self.words(name)

    def places(self, name: str, of: Mapping[str, Collection[str]]) -> dict[str, str]:
        """Addresses by what they are for, each with the schemes it may have, as in `imap=imaps://mail.example`."""
        found = dict(each.partition("=")[::2] for each in self.text(name, "").split())
        for key, url in found.items():
            if not urlsplit(url).hostname or urlsplit(url).scheme not in of.get(key, ()):
                words = " ".join(f"{each}={next(iter(schemes))}://…" for each, schemes in of.items())
                raise Misconfigured(f"{name} must be addresses by what they are for, as in {words}.")
        return found

    def home(self) -> Path:
        """The folder Kept keeps its things in, made when missing, closed to other people of the machine.

        The one root makes can be passed through but not read, so that its database server's own user reaches its data.
        """
        home = Path(self.text("KEPT_HOME", "") or self._usual_home()).expanduser().absolute()
        try:
            home.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
        except OSError as problem:
            raise Misconfigured(f"The folder {home} cannot be made: {problem.strerror}. Set KEPT_HOME.") from problem
        if not os.access(home, os.W_OK | os.X_OK):
            raise Misconfigured(f"The folder {home} cannot be written to. Change its owner, or set KEPT_HOME.")
        return home

    def _usual_home(self) -> Path:
        checkout = Path(__file__).resolve().parents[2]
        if (checkout / "pyproject.toml").exists():
            return checkout / ".kept"
        if os.geteuid() == 0:
            return Path("/var/lib/kept")
        return Path(self.text("XDG_DATA_HOME", "~/.local/share")) / "kept"

    def secret_key(self) -> str:
        """From `KEPT_SECRET_KEY`, else from a file in the home that is made once."""
        if given := self.text("KEPT_SECRET_KEY", ""):
            return given
        file = self.home() / "secret"
        if not file.exists():
            new = file.with_suffix(f".{os.getpid()}")
            with os.fdopen(os.open(new, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as writing:
                writing.write(secrets.token_urlsafe(48))
            with suppress(FileExistsError):  # another process was first; whichever is linked is whole
                os.link(new, file)
            new.unlink()
        return file.read_text().strip()

    def embedded(self) -> Embedded | None:
        """The database server that comes with Kept; None where `DATABASE_URL` names another."""
        return None if self.text("DATABASE_URL", "") else Embedded(self.home())

    def database_url(self) -> str:
        server = self.embedded()
        return server.url if server else self.text("DATABASE_URL", "")

    def database(self, pool: bool = True) -> dict[str, Any]:
        return database(self.database_url(), pool)


def database(url: str, pool: bool = True) -> dict[str, Any]:
    """Django's settings for a `postgresql://` address; the query string goes to libpq.

    >>> database("postgresql://ana@db.example/kept")["HOST"]
    'db.example'
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise Misconfigured(
            "DATABASE_URL must begin with postgresql://, as in postgresql://kept:password@localhost/kept."
        )
    try:
        port = parts.port
    except ValueError as problem:
        raise Misconfigured("DATABASE_URL has a port that is not a number.") from problem
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or unquote(parts.hostname or "")
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise Misconfigured("DATABASE_URL names no database: it must end in a name, as in …@localhost/kept.")
    if pool:
        options["pool"] = {"min_size": 1, "max_size": 12, "timeout": 20}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": port or "",
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def hosts(url: str, more: list[str]) -> list[str]:
    own = urlsplit(url).hostname or "localhost"
    return [own, "127.0.0.1", "localhost", "[::1]", *more]


def smtp(url: str) -> dict[str, Any]:
    """Django's mail settings for `smtp://`, `smtps://` (TLS from the start) or `smtp+starttls://` addresses."""
    if not url:
        return {}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps", "smtp+starttls"} or not parts.hostname:
        raise Misconfigured("KEPT_SMTP_URL must look like smtp://name:password@mail.example:587.")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or {"smtp": 25, "smtps": 465, "smtp+starttls": 587}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp+starttls",
    }


def logging(level: str) -> dict[str, Any]:
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "procrastinate": {"level": "WARNING"},
            "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        },
    }
