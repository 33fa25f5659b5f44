"""The stamp on every form we hand out: signed, for one form, for some hours.

It stands in the form instead of a cookie, since browsers keep no cookies of ours inside another site's page. It says
how long the form was being filled in, and makes the same submission sent twice one.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core.signing import BadSignature, Signer

from kept.lib import clock

# People need longer than this to write anything; programs do not.
QUICKEST = timedelta(seconds=3)
LASTS = timedelta(hours=12)

_signer = Signer(salt="kept.form.stamp")


@dataclass(frozen=True, slots=True)
class Stamp:
    nonce: str
    given_at: datetime

    @property
    def is_too_quick(self) -> bool:
        return clock.now() - self.given_at < QUICKEST


def new(slug: str) -> str:
    return _signer.sign_object([slug, secrets.token_hex(8), int(clock.now().timestamp())])


def read(text: str, slug: str) -> Stamp | None:
    """The stamp we gave for that form; None when it is not ours, for another form, or too old."""
    try:
        form, nonce, given = _signer.unsign_object(text)
    except (BadSignature, ValueError, TypeError):
        return None
    stamp = Stamp(nonce, datetime.fromtimestamp(given, UTC))
    return stamp if form == slug and clock.now() - stamp.given_at < LASTS else None
