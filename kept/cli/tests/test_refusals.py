"""What is expected to go wrong is one clear sentence and exit status 1, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from kept.cli.tests.conftest import kept, refused
from kept.lib.postgres import Embedded
from kept.tests.ports import free_port


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://kept@localhost/kept", "must begin with postgresql://"),
        ("postgresql://kept@localhost", "names no database"),
        ("postgresql://kept@localhost:many/kept", "a port that is not a number"),
        ("postgresql://kept:secret@localhost:{port}/kept", "does not answer: nothing listens there"),
        ("postgresql://kept:secret@nowhere.invalid/kept", "is not found by that host name"),
    ],
)
@pytest.mark.parametrize("command", ["migrate", "worker"])
def test_a_wrong_database_url(home: Path, url: str, words: str, command: str) -> None:
    said = refused(kept(home, command, DATABASE_URL=url.format(port=free_port())))
    assert words in said
    assert "secret" not in said


@pytest.fixture
def server(home: Path) -> Embedded:
    return Embedded(home, durable=False)


def test_a_database_that_does_not_exist(home: Path, server: Embedded) -> None:
    with server.in_use():
        said = refused(kept(home, "migrate", DATABASE_URL=server.url.replace("/kept?", "/other?")))
    assert "has no database of the name" in said


def test_a_wrong_password(home: Path, server: Embedded) -> None:
    with server.in_use():
        with psycopg.connect(server.url, autocommit=True) as connection:
            connection.execute("CREATE ROLE ana LOGIN PASSWORD 'right'")
        rules = server.data / "pg_hba.conf"
        rules.write_text("local all ana scram-sha-256\nlocal all all trust\n")
        server.stop()
        server.start()
        url = server.url.replace("//kept@", "//ana:wrong@")
        assert "does not accept the name and password" in refused(kept(home, "migrate", DATABASE_URL=url))


def test_a_database_newer_than_the_program(home: Path, server: Embedded) -> None:
    with server.in_use():
        assert kept(home, "migrate").returncode == 0
        with psycopg.connect(server.url) as connection:
            connection.execute(
                "INSERT INTO django_migrations (app, name, applied) VALUES ('conversations', '9999_from_later', now())"
            )
        for command in ("migrate", "worker", "web"):
            arguments = ["--port", str(free_port())] if command == "web" else []
            said = refused(kept(home, command, *arguments))
            assert "The database is newer than this program: it has conversations.9999_from_later" in said


def test_a_database_older_than_the_program(home: Path, server: Embedded) -> None:
    with server.in_use():
        assert "run kept migrate first" in refused(kept(home, "worker"))


def test_a_home_that_cannot_be_made() -> None:
    assert "The folder /dev/null/home cannot be made" in refused(kept(Path("/dev/null/home"), "migrate"))


def test_a_home_that_cannot_be_written(home: Path) -> None:
    if os.geteuid() == 0:
        program = "import os, kept.lib.environment as e; os.setuid(65534); e.Environment(os.environ).home()"
        home.chmod(0o755)
        result = subprocess.run(
            [sys.executable, "-c", program], env=os.environ | {"KEPT_HOME": str(home)}, capture_output=True, text=True
        )
        assert "cannot be written to. Change its owner, or set KEPT_HOME." in result.stderr
    else:
        home.chmod(0o500)
        assert "cannot be written to. Change its owner" in refused(kept(home, "migrate"))


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("KEPT_URL", "kept.example.com", "KEPT_URL must be the address people use"),
        ("KEPT_SECRET_KEY", "short", "KEPT_SECRET_KEY is too short"),
        ("KEPT_SMTP_URL", "mail.example:25", "KEPT_SMTP_URL must look like"),
    ],
)
def test_a_setting_that_cannot_be(home: Path, server: Embedded, name: str, value: str, words: str) -> None:
    with server.in_use():
        assert words in refused(kept(home, "migrate", "--check", **{name: value}))


def test_help_loads_next_to_nothing() -> None:
    program = (
        "import sys; from click.testing import CliRunner; from kept.cli import kept\n"
        "result = CliRunner().invoke(kept, ['--help']); assert 'Bring back everything' in result.output\n"
        "print(sorted({'django', 'psycopg', 'granian', 'procrastinate'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout == "[]\n"


@pytest.mark.parametrize(
    "command", ["up", "web", "worker", "post", "migrate", "doctor", "backup", "restore", "sign-in", "demo", "mail"]
)
def test_each_command_explains_itself(home: Path, command: str) -> None:
    result = kept(home, command, "--help")
    assert result.returncode == 0, result.stderr
    assert len(result.stdout.splitlines()) > 5
