"""The embedded server, with real clusters in real folders."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import psycopg
import pytest

from kept.lib.postgres import Embedded
from kept.lib.refusal import Refusal


@pytest.fixture
def home() -> Iterator[Path]:
    home = Path(tempfile.mkdtemp(prefix="kept-home-"))
    home.chmod(0o711)
    yield home
    shutil.rmtree(home)


@pytest.fixture
def server(home: Path) -> Embedded:
    return Embedded(home, durable=False)


def ask(server: Embedded, question: str) -> object:
    with psycopg.connect(server.url) as connection:
        row = connection.execute(question.encode()).fetchone()
    return row and row[0]


def forget(server: Embedded) -> None:
    """Remove a cluster that lies outside its home."""
    subprocess.run(["rm", "-rf", server.folder, server.folder.with_suffix(".home")], check=True)


def postmaster(server: Embedded) -> int:
    return int((server.data / "postmaster.pid").read_text().split()[0])


def test_it_is_made_started_and_stopped_for_who_uses_it(server: Embedded) -> None:
    assert not server.running
    with server.in_use():
        assert server.running
        assert ask(server, "SELECT current_database()") == "kept"
    assert not server.running


def test_the_address_is_known_before_it_starts(server: Embedded, home: Path) -> None:
    before = server.url
    with server.in_use():
        assert Embedded(home).url == before


def test_the_last_one_to_leave_stops_it(server: Embedded, home: Path) -> None:
    with server.in_use():
        with Embedded(home).in_use():
            pass
        assert server.running
    assert not server.running


def test_an_error_inside_stops_it_too(server: Embedded) -> None:
    with pytest.raises(ZeroDivisionError), server.in_use():
        raise ZeroDivisionError
    assert not server.running


def test_many_may_start_it_at_once(home: Path) -> None:
    seen: list[object] = []

    def use() -> None:
        server = Embedded(home, durable=False)
        with server.in_use():
            seen.append(ask(server, "SELECT 1"))

    threads = [Thread(target=use) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [1] * 5
    assert not Embedded(home).running


def test_it_recovers_from_kill_9(home: Path) -> None:
    server = Embedded(home)
    with server.in_use():
        with psycopg.connect(server.url) as connection:
            connection.execute("CREATE TABLE word AS SELECT 'kept' AS given")
        os.kill(postmaster(server), signal.SIGKILL)
        server.start()
        assert ask(server, "SELECT given FROM word") == "kept"


def test_a_pid_file_whose_number_went_to_another_program_is_no_obstacle(server: Embedded) -> None:
    with server.in_use():
        pass
    (server.data / "postmaster.pid").write_text(f"{os.getpid()}\n{server.data}\n0\n5432\n\n\n")
    with server.in_use():
        assert ask(server, "SELECT 1") == 1


def test_a_half_made_cluster_is_made_again(server: Embedded) -> None:
    server._make()
    server.data.rename(server.folder / "new")
    (server.folder / "new" / "global" / "pg_control").unlink()
    with server.in_use():
        assert ask(server, "SELECT 1") == 1


def test_another_major_version_is_refused_in_one_sentence(server: Embedded) -> None:
    server._make()
    (server.data / "PG_VERSION").write_text("16\n")
    with pytest.raises(Refusal, match="made by PostgreSQL 16 and this Kept comes with 18"):
        server.start()


def test_a_path_too_long_for_a_socket_still_works(home: Path) -> None:
    longer = home / ("long " * 12) / ("l'ong\"" * 10)
    longer.mkdir(parents=True)
    server = Embedded(longer, durable=False)
    assert len(str(server.home)) > 107
    with server.in_use():
        assert ask(server, "SELECT 1") == 1
    if not server.folder.is_relative_to(longer):
        forget(server)


def test_nobody_else_can_enter_and_it_listens_on_no_network(server: Embedded) -> None:
    with server.in_use():
        assert server.folder.stat().st_mode & 0o077 == 0
        assert ask(server, "SHOW listen_addresses") == ""
        assert ask(server, "SHOW fsync") == "off"


def test_it_is_durable_unless_asked_otherwise(home: Path) -> None:
    server = Embedded(home)
    with server.in_use():
        assert (
            ask(
                server,
                "SELECT string_agg(setting, ' ' ORDER BY name) FROM pg_settings "
                "WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')",
            )
            == "on on on"
        )


def test_a_server_whose_user_was_killed_is_stopped_by_the_next_one_to_leave(home: Path) -> None:
    script = (
        "import os, pathlib, signal; from kept.lib.postgres import Embedded\n"
        f"with Embedded(pathlib.Path({str(home)!r}), durable=False).in_use(): os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert subprocess.run([sys.executable, "-c", script]).returncode == -signal.SIGKILL
    server = Embedded(home)
    assert server.running
    with server.in_use():
        pass
    assert not server.running


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs another user")
def test_the_folders_of_root_stay_closed(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    home = closed / "home"
    home.mkdir(mode=0o711)
    server = Embedded(home, durable=False)
    try:
        with server.in_use():
            assert ask(server, "SELECT 1") == 1
        assert closed.stat().st_mode & 0o777 == 0o700
        assert not server.folder.is_relative_to(home), "the data must be where its user can reach it"
        assert Embedded(home).folder == server.folder
    finally:
        forget(server)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs another user")
def test_root_leaves_the_server_of_somebody_else_theirs(home: Path) -> None:
    nobody = 65534
    server = Embedded(home, durable=False)
    server.folder.mkdir(mode=0o700)
    shutil.chown(server.folder, nobody)
    with server.in_use():
        assert ask(server, "SELECT 1") == 1
        assert Path(f"/proc/{postmaster(server)}").stat().st_uid == nobody
    assert server.data.stat().st_uid == nobody


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs another user")
def test_a_copied_home_does_not_share_the_database(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    home, copy = tmp_path / "home", tmp_path / "copy"
    home.mkdir()
    server = Embedded(home, durable=False)
    try:
        server._make()
        subprocess.run(["cp", "-a", home, copy], check=True)
        with pytest.raises(Refusal, match="is a copy of"):
            Embedded(copy)
        subprocess.run(["rm", "-rf", home], check=True)
        assert Embedded(copy).folder == server.folder, "a moved home keeps its database"
    finally:
        forget(server)
