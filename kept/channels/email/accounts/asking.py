"""Asking a provider's token endpoint (RFC 6749 3.2): leave is changed for tokens, and a refresh token for new ones."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from oauthlib.oauth2 import OAuth2Error, WebApplicationClient

from kept.channels.email.accounts.registration import Registration
from kept.lib import guarded
from kept.lib.sealing import Unopenable

SECONDS = 15.0
MOST_BYTES = 64 * 1024
USUAL_LIFE = 3600  # seconds, where the answer does not say (RFC 6749 5.1)

# What providers answer when the leave no longer holds, besides invalid_grant: Microsoft asks for a person.
ENDED = {"invalid_grant", "interaction_required", "consent_required", "login_required"}
NOT_KNOWN = {"invalid_client", "unauthorized_client"}


class Why(models.TextChoices):
    """Why there is no access any more."""

    GRANT = "grant", _("the leave was withdrawn or has ended")
    CLIENT = "client", _("the client ID or its secret is not accepted")
    SEALED = "sealed", _("the stored access can no longer be opened")


class Refused(Exception):
    """The provider will not change its mind by itself."""

    def __init__(self, why: Why, said: str = "") -> None:
        super().__init__(said or why.label)
        self.why = why
        self.said = said


class Unanswered(Exception):
    """The provider could not be reached, or could not answer: asking later may help."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the provider gave. `refresh` is '' where the one we have goes on; all of it ends in `ends_in`, if said."""

    access: str
    refresh: str
    lasts: timedelta
    ends_in: timedelta | None
    scopes: frozenset[str] | None
    identity: str


def exchange(registration: Registration, code: str, *, verifier: str, back: str) -> Tokens:
    """The tokens for a code (RFC 6749 4.1.3, RFC 7636 4.5). Raises `Refused` or `Unanswered`."""
    client = WebApplicationClient(registration.client_id)
    secret = _secret(registration)
    body = client.prepare_request_body(
        code=code, redirect_uri=back, code_verifier=verifier, client_secret=secret, include_client_id=True
    )
    return _ask(registration, client, body)


def refresh(registration: Registration, token: str) -> Tokens:
    """New tokens for a refresh token (RFC 6749 6), which may be spent by that. Raises `Refused` or `Unanswered`."""
    client = WebApplicationClient(registration.client_id)
    secret = _secret(registration)
    body = client.prepare_refresh_body(refresh_token=token, client_id=registration.client_id, client_secret=secret)
    return _ask(registration, client, body)


def _secret(registration: Registration) -> str:
    try:
        return registration.secret
    except Unopenable as problem:
        raise Refused(Why.CLIENT) from problem


def _ask(registration: Registration, client: Any, body: str) -> Tokens:
    guard = registration.at.guard
    try:
        answer = guarded.post(registration.tokens_url, body, most=MOST_BYTES, seconds=SECONDS, guard=guard)
        said = client.parse_request_body_response(answer.body.decode())
        return _tokens(said)
    except OAuth2Error as problem:
        raise _refusal(problem) from problem
    except (guarded.Unfetched, ValueError, TypeError) as problem:
        raise Unanswered(str(problem)) from problem


def _tokens(said: dict[str, Any]) -> Tokens:
    ends_in = said.get("refresh_token_expires_in")  # Google says so where leave was given for a time
    return Tokens(
        access=said["access_token"],
        refresh=said.get("refresh_token") or "",
        lasts=timedelta(seconds=int(said.get("expires_in") or USUAL_LIFE)),
        ends_in=timedelta(seconds=int(ends_in)) if ends_in else None,
        scopes=frozenset(said["scope"]) if said.get("scope") else None,  # as asked, where it is silent (RFC 6749 5.1)
        identity=said.get("id_token") or "",
    )


def _refusal(problem: OAuth2Error) -> Refused | Unanswered:
    said = " ".join(f"{problem.error}: {problem.description or ''}".split())[:300]
    if problem.error in ENDED:
        return Refused(Why.GRANT, said)
    return Refused(Why.CLIENT, said) if problem.error in NOT_KNOWN else Unanswered(said)


def address(tokens: Tokens, registration: Registration) -> str:
    """Whose leave it is, from the ID token, which came from the provider itself over TLS and so needs no other proof
    (OpenID Connect Core 3.1.3.7); '' where it does not say."""
    try:
        payload = tokens.identity.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        audience = claims["aud"]
    except (IndexError, KeyError, TypeError, ValueError):
        return ""
    if registration.client_id not in (audience if isinstance(audience, list) else [audience]):
        return ""
    named = [str(claims.get(each) or "") for each in ("email", "preferred_username")]
    return next((each.lower() for each in named if "@" in each), "")
