"""A backup restored elsewhere is the same installation."""

from __future__ import annotations

import json
import subprocess
import tarfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import psycopg
import pytest

from kept.cli.tests.conftest import _home, kept, refused
from kept.lib import dump, quarters
from kept.lib.postgres import Embedded

MAKE_ANA = (
    "from kept.people.member import Member\n"
    "Member.objects.create_user('ana@hillside.example', name='Ana Costa', role='owner')"
)
AT_WORK = (
    "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())",
    "INSERT INTO email_pulse (name, address, began_at, beat_at) VALUES ('mail', '127.0.0.1:2525', now(), now())",
)
CONTENT = b"a photograph of a broken lamp"


def ask(home: Path, question: str) -> object:
    with psycopg.connect(Embedded(home).url) as connection:
        row = connection.execute(question.encode()).fetchone()
    return row and row[0]


@pytest.fixture(scope="module")
def full() -> Iterator[Path]:
    """An installation with a colleague and an attachment, whose database stays up meanwhile."""
    for home in _home():
        with Embedded(home, durable=False).in_use():
            assert kept(home, "migrate").returncode == 0
            made = kept(home, "django", "shell", "-c", MAKE_ANA)
            assert made.returncode == 0, made.stderr
            with psycopg.connect(Embedded(home).url) as connection:
                for process in AT_WORK:
                    connection.execute(process)
            (home / "files" / "ab").mkdir(parents=True)
            (home / "files" / "ab" / "cdef").write_bytes(CONTENT)
            yield home


@pytest.fixture(scope="module")
def backup(full: Path) -> Path:
    file = full / "backup.tar"
    result = kept(full, "backup", str(file), "--json")
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["attachments"] == 1
    assert file.stat().st_mode & 0o077 == 0, "it holds the secret"
    return file


def test_it_is_restored_into_an_empty_installation(full: Path, backup: Path, home: Path) -> None:
    result = kept(home, "restore", str(backup), "--json")
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["attachments"] == 1
    with Embedded(home).in_use():
        assert ask(home, "SELECT name FROM people_member") == "Ana Costa"
        assert ask(home, "SELECT count(*) FROM pg_database WHERE datname LIKE 'kept%'") == 1, "nothing is left over"
        assert kept(home, "migrate", "--check").returncode == 0
        for process in ("procrastinate_workers", "email_pulse"):
            assert ask(home, f"SELECT count(*) FROM {process}") == 0, "who was at work elsewhere is not so here"
    assert (home / "files" / "ab" / "cdef").read_bytes() == CONTENT
    assert (home / "secret").read_text() == (full / "secret").read_text()


def test_a_full_installation_is_kept_unless_told_otherwise(full: Path, backup: Path) -> None:
    with psycopg.connect(Embedded(full).url) as connection:
        connection.execute("UPDATE people_member SET name = 'Somebody else'")
    later = full / "files" / "later"
    later.write_bytes(b"came after the backup")
    assert "This installation is not empty" in refused(kept(full, "restore", str(backup)))
    assert ask(full, "SELECT name FROM people_member") == "Somebody else"

    assert kept(full, "restore", str(backup), "--replace").returncode == 0
    assert ask(full, "SELECT name FROM people_member") == "Ana Costa"
    assert not later.exists()


def test_nothing_is_replaced_while_others_use_the_database(full: Path, backup: Path) -> None:
    with psycopg.connect(Embedded(full).url):
        assert "Other programs use the database" in refused(kept(full, "restore", str(backup), "--replace"))
    assert ask(full, "SELECT count(*) FROM pg_database WHERE datname LIKE 'kept%'") == 1


def test_a_damaged_or_cut_off_file_is_refused(backup: Path, home: Path) -> None:
    whole = backup.read_bytes()
    damaged = home / "damaged.tar"
    middle = 2000
    damaged.write_bytes(whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :])
    assert "database.dump is not what was put into it" in refused(kept(home, "restore", str(damaged)))
    with tarfile.open(backup) as tar:
        end = tar.getmember("manifest.json").offset
    damaged.write_bytes(whole[:end] + b"\0" * 1024)
    assert "it has no manifest at its end" in refused(kept(home, "restore", str(damaged)))
    assert "is not a backup of Kept" in refused(kept(home, "restore", "/etc/passwd"))
    assert "cannot be read" in refused(kept(home, "restore", str(home / "nothing.tar")))


def test_a_backup_overwrites_nothing_by_itself(full: Path, backup: Path) -> None:
    assert "is there already" in refused(kept(full, "backup", str(backup)))
    assert "does not exist" in refused(kept(full, "backup", str(full / "nowhere" / "b.tar")))


def test_an_older_server_is_told_nothing_that_it_does_not_know(
    full: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, source = Embedded(full).url, tmp_path / "database.dump"
    dump.dump(url, source)
    said = subprocess.run([quarters.programs() / "pg_restore", "--file=-", source], capture_output=True, check=True)
    assert said.stdout.count(dump.UNKNOWN_BEFORE) == 1, "the line that servers before version 17 refuse"
    fitting = BytesIO()
    dump.leave_out(dump.UNKNOWN_BEFORE, BytesIO(said.stdout), fitting)
    assert fitting.getvalue() == said.stdout.replace(dump.UNKNOWN_BEFORE, b"")
    monkeypatch.setattr(dump, "TIMES_TRANSACTIONS", 99)
    with dump.restored(url, source) as there, psycopg.connect(url, dbname=there.name) as connection:
        assert connection.execute("SELECT name FROM people_member").fetchall() == [("Ana Costa",)]
