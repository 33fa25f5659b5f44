"""Secrets at rest: what other servers ask us for is stored so that a copy of the database alone does not tell it."""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class Unopenable(Exception):
    """Sealed with another secret key than this installation has now."""


def seal(secret: str) -> str:
    """The secret, encrypted and authenticated (Fernet) under a key drawn from `SECRET_KEY`; '' stays ''."""
    return _fernet(settings.SECRET_KEY).encrypt(secret.encode()).decode() if secret else ""


def unseal(sealed: str) -> str:
    """The secret again. Raises `Unopenable`."""
    if not sealed:
        return ""
    try:
        return _fernet(settings.SECRET_KEY).decrypt(sealed.encode()).decode()
    except InvalidToken as problem:
        raise Unopenable from problem


@lru_cache(maxsize=4)
def _fernet(secret_key: str) -> Fernet:
    key = HKDF(SHA256(), length=32, salt=None, info=b"kept secrets at rest").derive(secret_key.encode())
    return Fernet(base64.urlsafe_b64encode(key))
