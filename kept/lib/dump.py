"""Dumping a database and putting a dump in its place, with PostgreSQL's own programs."""

import os
import re
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL, PIPE
from typing import BinaryIO
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import psycopg
from psycopg.sql import SQL, Identifier

from kept.lib import quarters
from kept.lib.postgres import MAJOR
from kept.lib.reach import public, reach
from kept.lib.refusal import Refusal

NOT_WORTH_KEEPING = ("kept_cache",)
# From this version of PostgreSQL on there is `transaction_timeout`, which pg_restore sets on older servers too.
TIMES_TRANSACTIONS = 17
UNKNOWN_BEFORE = b"SET transaction_timeout = 0;\n"


def dump(url: str, target: Path) -> None:
    """Everything in the database at this address, as of one moment, in pg_dump's custom format."""
    leave_out = [f"--exclude-table-data={table}" for table in NOT_WORTH_KEEPING]
    options = ["--format=custom", "--no-owner", "--no-privileges", *leave_out]
    _run(_program("pg_dump", reach(url)), url, *options, f"--file={target}")


@contextmanager
def restored(url: str, source: Path) -> Iterator["Restored"]:
    """The dump in a new database beside the one at this address; it is dropped again unless it takes the place."""
    name = f"{_name(url)}_restoring_{secrets.token_hex(3)}"
    version = reach(url)
    with _keeper(url) as keeper:
        try:
            keeper.execute(SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(Identifier(name)))
        except psycopg.errors.InsufficientPrivilege as problem:
            raise Refusal(
                f"The database user of {public(url)} may not make databases, which a restore needs: "
                "give it CREATEDB for as long as it takes."
            ) from problem
    fresh = _with_name(url, name)
    try:
        if version < TIMES_TRANSACTIONS:
            _replay(source, fresh)
        else:
            options = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
            _run(_program("pg_restore", version), fresh, *options, str(source))
        yield Restored(url, name)
    finally:
        with _keeper(url) as keeper:
            keeper.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


class Restored:
    """A restored database that can take the place of another."""

    def __init__(self, url: str, name: str) -> None:
        self.url = url
        self.name = name

    def take_the_place(self) -> None:
        """In one transaction the other goes and this one has its name; then the other is dropped."""
        name = _name(self.url)
        replaced = f"{name}_replaced_{secrets.token_hex(3)}"
        rename = SQL("ALTER DATABASE {} RENAME TO {}")
        with _keeper(self.url) as keeper:
            try:
                with keeper.transaction():
                    keeper.execute(rename.format(Identifier(name), Identifier(replaced)))
                    keeper.execute(rename.format(Identifier(self.name), Identifier(name)))
            except psycopg.errors.ObjectInUse as problem:
                raise Refusal(f"Other programs use the database at {public(self.url)}: stop them first.") from problem
            keeper.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(replaced)))


@contextmanager
def _keeper(url: str) -> Iterator[psycopg.Connection]:
    """A connection to the server that is to none of the databases in question."""
    try:
        connection = psycopg.connect(_with_name(url, "postgres"), autocommit=True)
    except psycopg.OperationalError:
        connection = psycopg.connect(_with_name(url, "template1"), autocommit=True)
    with connection:
        yield connection


def _name(url: str) -> str:
    return unquote(urlsplit(url).path.lstrip("/"))


def _with_name(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path="/" + quote(name)))


def _program(name: str, server: int) -> Path:
    """The one that comes with Kept, or for a server that is newer than it the one on this machine."""
    if server <= MAJOR:
        return quarters.programs() / name
    if found := shutil.which(name):
        said = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout
        major = re.search(r"\d+", said)
        if major and int(major.group()) >= server:
            return Path(found)
    raise Refusal(
        f"The database is PostgreSQL {server}: install {name} of that version on this machine, or a newer one."
    )


def _replay(source: Path, url: str) -> None:
    """The dump as a script, less what an older server does not know, by psql."""
    with tempfile.TemporaryFile() as script:
        options = ["--no-owner", "--no-privileges", "--file=-", str(source)]
        program = quarters.programs() / "pg_restore"
        written = subprocess.run([str(program), *options], stdin=subprocess.DEVNULL, stdout=script, stderr=PIPE)
        _check(program, written.returncode, written.stderr.decode(errors="replace"))
        with tempfile.TemporaryFile() as fitting:
            leave_out(UNKNOWN_BEFORE, script, fitting)
            options = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
            _run(quarters.programs() / "psql", url, *options, script=fitting)


def leave_out(line: bytes, script: BinaryIO, fitting: BinaryIO) -> None:
    """Copies a script without that line where it first stands, which is before any data."""
    script.seek(0)
    for each in script:
        if each == line:
            break
        fitting.write(each)
    shutil.copyfileobj(script, fitting)
    fitting.seek(0)


def _run(program: Path, url: str, *arguments: str, script: BinaryIO | None = None) -> None:
    parts = urlsplit(url)
    environment = dict(os.environ)
    if parts.password is not None:  # others of this machine can read arguments, but not our environment
        environment["PGPASSWORD"] = unquote(parts.password)
        _, _, place = parts.netloc.rpartition("@")
        parts = parts._replace(netloc=f"{parts.username or ''}@{place}")
    command = [str(program), f"--dbname={urlunsplit(parts)}", *arguments]
    result = subprocess.run(command, env=environment, stdin=script or DEVNULL, capture_output=True, text=True)
    _check(program, result.returncode, result.stderr)


def _check(program: Path, status: int, said: str) -> None:
    if status:
        lines = said.strip().splitlines()
        first = next((each for each in lines if "error:" in each.lower()), lines[0] if lines else "no reason given")
        raise Refusal(f"{program.name} failed: {first.partition('error: ')[2] or first}.")
