"""Which domains belong together (RFC 7489 3.1, 3.2)."""

from __future__ import annotations

from functools import lru_cache

from publicsuffixlist import PublicSuffixList


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


@lru_cache(maxsize=4096)
def organisation(domain: str) -> str:
    """The domain somebody registered, of which this one is a part: `mail.firm.co.uk` is of `firm.co.uk`.

    A public suffix, below which anybody may register, is its own.
    """
    domain = normal(domain)
    return _suffixes().privatesuffix(domain) or domain


def normal(domain: str) -> str:
    """In lower case and ASCII (IDNA) where that is possible, without the last dot."""
    domain = domain.strip().rstrip(".").lower()
    if domain.isascii():
        return domain
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain


def aligned(one: str, other: str, *, strict: bool = False) -> bool:
    """Whether who speaks for one domain speaks for the other as well."""
    one, other = normal(one), normal(other)
    return bool(one) and (one == other or (not strict and organisation(one) == organisation(other)))
