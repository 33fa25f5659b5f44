"""Secrets at rest."""

import pytest
from django.test import override_settings

from kept.lib.sealing import Unopenable, seal, unseal


def test_a_sealed_secret_is_not_readable_and_opens_again() -> None:
    sealed = seal("correct horse")
    assert "horse" not in sealed
    assert unseal(sealed) == "correct horse"


def test_nothing_stays_nothing() -> None:
    assert seal("") == unseal("") == ""


def test_it_opens_with_no_other_key() -> None:
    sealed = seal("correct horse")
    with override_settings(SECRET_KEY="another"), pytest.raises(Unopenable):
        unseal(sealed)
