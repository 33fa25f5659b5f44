"""Signing in to a mail server with an access token: OAUTHBEARER (RFC 7628) where it is offered, else XOAUTH2."""

from __future__ import annotations

import imaplib
import smtplib
from collections.abc import Iterable

from kept.channels.email.accounts.account import Account

MECHANISMS = ("OAUTHBEARER", "XOAUTH2")


class NotLetIn(Exception):
    """The mail server does not take the token, though the provider has just given it."""


class Bearer:
    """One who has a token in hand, asked for before any line to a mail server. Raises what `Account.token` raises."""

    def __init__(self, name: str, account: Account) -> None:
        self.name = name
        self.account = account
        self.token = account.token()

    def sign_in_by_imap(self, client: imaplib.IMAP4) -> None:
        """Raises `NotLetIn`, and the library's errors about the line."""
        capabilities = (client.capability()[1][0] or b"").decode().upper().split()
        words = self._words(each.removeprefix("AUTH=") for each in capabilities)
        try:
            client.authenticate(words.mechanism, words)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as problem:
            self.account.doubt(self.token)
            raise NotLetIn(words.said or str(problem)) from problem

    def sign_in_by_smtp(self, smtp: smtplib.SMTP) -> None:
        """Raises smtplib's errors."""
        smtp.ehlo_or_helo_if_needed()
        words = self._words(smtp.esmtp_features.get("auth", "").upper().split())
        try:
            smtp.auth(words.mechanism, lambda challenge=None: words(challenge or b"").decode())
        except smtplib.SMTPAuthenticationError:
            self.account.doubt(self.token)
            raise

    def _words(self, offered: Iterable[str]) -> _Words:
        names = set(offered)
        mechanism = next((each for each in MECHANISMS if each in names), MECHANISMS[-1])
        return _Words(mechanism, self.name, self.token)


class _Words:
    """What we say to the server, and what it said when it refused: it waits for a last word then (RFC 7628 3.2.3)."""

    def __init__(self, mechanism: str, name: str, token: str) -> None:
        self.mechanism = mechanism
        self.name = name
        self.token = token
        self.said = ""

    def __call__(self, challenge: bytes) -> bytes:
        if challenge:
            self.said = challenge.decode("utf-8", "replace")
            return b"\x01" if self.mechanism == "OAUTHBEARER" else b""
        if self.mechanism == "OAUTHBEARER":
            name = self.name.replace("=", "=3D").replace(",", "=2C")  # RFC 5801 4
            return f"n,a={name},\x01auth=Bearer {self.token}\x01\x01".encode()
        return f"user={self.name}\x01auth=Bearer {self.token}\x01\x01".encode()
