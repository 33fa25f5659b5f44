"""Asking a person for leave at the provider (RFC 6749 4.1), with a proof that the answer is for us (RFC 7636)."""

from __future__ import annotations

import secrets
from collections.abc import MutableMapping
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from oauthlib.oauth2 import WebApplicationClient

from kept.channels.email.accounts.registration import Registration
from kept.lib import clock

KEY = "accounts.consents"
MOST = 5  # under way at once, in as many tabs
WITHIN = 30 * 60  # seconds for a person to give leave

Session = MutableMapping[str, Any]


@dataclass(frozen=True)
class Consent:
    """What is to become of the leave: a mailbox for an inbox, or an account that is connected anew.

    `shared` is another mailbox that the account may open, '' for its own. `at` is when it began, in seconds.
    """

    provider: str
    verifier: str
    at: float
    inbox: int | None = None
    start: str = ""
    shared: str = ""
    account: int | None = None


def begin(session: Session, registration: Registration, *, hint: str = "", **purpose: Any) -> str:
    """The address at the provider where the person goes now; what it is for stays in their session."""
    client = WebApplicationClient(registration.client_id)
    state, verifier = secrets.token_urlsafe(24), client.create_code_verifier(64)
    consent = Consent(registration.provider, verifier, clock.now().timestamp(), **purpose)
    under_way = list(session.get(KEY, {}).items())[-(MOST - 1) :]
    session[KEY] = dict(under_way) | {state: asdict(consent)}
    at = registration.at
    return str(
        client.prepare_request_uri(
            registration.consent_url,
            redirect_uri=back(registration.provider),
            scope=" ".join((at.identity, *at.scopes)),
            state=state,
            code_challenge=client.create_code_challenge(verifier, "S256"),
            code_challenge_method="S256",
            **at.asks,
            **({"login_hint": hint} if hint else {}),
        )
    )


def finish(session: Session, provider: str, state: str) -> Consent | None:
    """What the answer is for, once; None when this session did not ask that, or too long ago."""
    under_way = dict(session.get(KEY, {}))
    found = under_way.pop(state, None)
    session[KEY] = under_way
    consent = Consent(**found) if found else None
    if consent is None or consent.provider != provider or clock.now().timestamp() - consent.at > WITHIN:
        return None
    return consent


def back(provider: str) -> str:
    """Where the provider sends people back to, as it must be registered there."""
    return settings.KEPT_URL + reverse("accounts:back", args=[provider])
