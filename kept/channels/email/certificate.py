"""The certificate by which our listener proves who it is and makes its lines safe (STARTTLS, RFC 3207)."""

from __future__ import annotations

import logging
import ssl
from datetime import datetime
from pathlib import Path

from cryptography import x509
from django.conf import settings

log = logging.getLogger(__name__)


class Certificate:
    """A chain and its key as PEM files, read anew once they were renewed, without a stop.

    Raises OSError, of which ssl's errors are kinds, when they cannot be used at first; later the old one goes on.
    """

    def __init__(self, chain: Path, key: Path) -> None:
        self.chain = chain
        self.key = key
        self._seen = self._look()
        self._context = self._load()

    @property
    def context(self) -> ssl.SSLContext:
        """For the next line."""
        try:
            seen = self._look()
            if seen != self._seen:
                self._context, self._seen = self._load(), seen
                log.info("The certificate %s was renewed", self.chain)
        except OSError as problem:  # while they are being written they may not fit each other
            log.warning("The certificate %s cannot be read, the one from before is used: %s", self.chain, problem)
        return self._context

    def _look(self) -> tuple[int, ...]:
        stats = [each.stat() for each in (self.chain, self.key)]
        return tuple(number for each in stats for number in (each.st_mtime_ns, each.st_ino, each.st_size))

    def _load(self) -> ssl.SSLContext:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.chain, self.key)
        return context

    @property
    def ends_at(self) -> datetime:
        """When nobody believes it any more. Raises ValueError when it is none."""
        return x509.load_pem_x509_certificate(self.chain.read_bytes()).not_valid_after_utc


def ours() -> Certificate | None:
    """The one in the settings; None where no line is made safe. Raises OSError."""
    if not settings.KEPT_MAIL_CERTIFICATE:
        return None
    return Certificate(Path(settings.KEPT_MAIL_CERTIFICATE), Path(settings.KEPT_MAIL_KEY))
