"""Trying a PostgreSQL before anything depends on it, to tell people plainly what is wrong."""

import re
from urllib.parse import urlsplit

import psycopg

from kept.lib.refusal import Refusal

OLDEST = 15

# What libpq says, and what a person should read; the first that fits.
_MEANINGS = (
    (r"password authentication failed|no password supplied", "does not accept the name and password in DATABASE_URL"),
    (r"could not translate host name|Name or service not known|resolve", "is not found by that host name"),
    (r'role "[^"]*" does not exist', "does not know the user in DATABASE_URL"),
    (r'database "[^"]*" does not exist', "has no database of the name in DATABASE_URL"),
    (r"Connection refused|No such file or directory", "does not answer: nothing listens there"),
    (r"timeout|timed out|unreachable|No route", "cannot be reached: no answer within seconds"),
    (r"no pg_hba.conf entry", "does not let this machine in (pg_hba.conf)"),
    (r"too many clients|connection slots", "has no connection left for us"),
    (r"starting up|shutting down|recovery", "is not ready yet"),
    (r"SSL|certificate", "could not be spoken to over TLS"),
)


def reach(url: str, seconds: int = 8) -> int:
    """The major version of the server at this address; raises `Refusal` with a sentence that says what is wrong."""
    try:
        with psycopg.connect(url, connect_timeout=seconds) as connection:
            version = connection.info.server_version // 10000
    except psycopg.Error as problem:
        raise Refusal(f"The database at {public(url)} {_meaning(str(problem))}.") from problem
    if version < OLDEST:
        raise Refusal(f"The database at {public(url)} is PostgreSQL {version}; Kept needs {OLDEST} or newer.")
    return version


def public(url: str) -> str:
    """The address without its password.

    >>> public("postgresql://kept:secret@db.example:5433/kept")
    'db.example:5433/kept'
    """
    parts = urlsplit(url)
    return parts.netloc.rpartition("@")[2] + parts.path if parts.hostname else parts.path.lstrip("/") or url


def _meaning(words: str) -> str:
    for pattern, meaning in _MEANINGS:
        if re.search(pattern, words):
            return meaning
    return "cannot be used: " + words.strip().splitlines()[-1].strip().rstrip(".")
