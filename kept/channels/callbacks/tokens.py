"""The signed link with which a customer changes or cancels their call, and nothing else."""

from __future__ import annotations

from django.core.signing import BadSignature, Signer

from kept.promises.callbacks.callback import Callback

_signer = Signer(salt="kept.callback", sep=".")


def new(callback: Callback) -> str:
    return _signer.sign(str(callback.pk))


def read(token: str) -> Callback | None:
    """None for one that we did not make."""
    try:
        number = _signer.unsign(token)
    except BadSignature:
        return None
    return Callback.objects.shown().select_related("promise__inbox").filter(pk=number).first()
