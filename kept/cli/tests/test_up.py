"""`kept up` with its real parts: found, killed, stopped."""

from __future__ import annotations

import json
import os
import signal
import socket
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest

from kept.cli.tests.conftest import Installation, eventually, kept, processes_of, refused
from kept.lib.postgres import Embedded


def serves(installation: Installation) -> bool:
    try:
        return bool(urlopen(f"{installation.url}/sign-in/", timeout=30).status == 200)
    except OSError:
        return False


def takes_mail(installation: Installation) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", installation.smtp_port), timeout=30) as line:
            return line.recv(3) == b"220"
    except OSError:
        return False


def test_it_says_where_it_is_and_how_to_begin(shared: Installation) -> None:
    assert f"Kept is running at {shared.url}" in shared.said
    assert f"become its owner:\n  {shared.url}/" in shared.said
    assert serves(shared)
    assert takes_mail(shared)


def test_a_second_one_says_where_the_first_is(shared: Installation) -> None:
    said = refused(kept(shared.home, "up"))
    assert f"already running at {shared.url} (process {shared.process.pid})" in said


def test_a_link_leads_to_where_it_is_served(shared: Installation) -> None:
    link = kept(shared.home, "sign-in", "--owner").stdout
    assert link.startswith(f"{shared.url}/")
    assert kept(shared.home, "sign-in", "--owner", KEPT_URL="https://k.example").stdout.startswith("https://k.example/")


def test_the_doctor_finds_nothing_wrong(shared: Installation) -> None:
    result = kept(shared.home, "doctor", "--json", KEPT_URL=shared.url)
    findings = json.loads(result.stdout)
    assert [finding for finding in findings if finding["state"] == "fault"] == []
    assert result.returncode == 0
    assert {"Web", "Worker", "Mail in", "Database"} <= {finding["part"] for finding in findings}


@pytest.mark.parametrize("name", ["web", "worker", "post"])
def test_a_part_that_is_killed_comes_back(shared: Installation, name: str) -> None:
    before = shared.part(name)
    its_own = before.children(recursive=True)
    before.kill()
    eventually(lambda: shared.part(name).pid != before.pid, f"another {name}")
    eventually(lambda: not psutil.wait_procs(its_own, timeout=0)[1], f"the end of what {name} had started")
    eventually(lambda: serves(shared) and takes_mail(shared), "all of it to serve again")


def test_the_process_that_serves_the_pages_comes_back(shared: Installation) -> None:
    web = shared.part("web")
    serving = web.children()[-1]
    serving.kill()
    eventually(lambda: serves(shared), "the pages")
    assert shared.part("web").pid == web.pid
    assert serving.pid not in {child.pid for child in web.children() if child.status() != psutil.STATUS_ZOMBIE}


def test_a_killed_database_comes_back(shared: Installation) -> None:
    server = Embedded(shared.home)
    before = (server.data / "postmaster.pid").read_text().split()[0]
    os.kill(int(before), signal.SIGKILL)
    eventually(lambda: server.alive and server.running, "the database")
    assert (server.data / "postmaster.pid").read_text().split()[0] != before
    eventually(lambda: serves(shared), "the pages")


def test_ctrl_c_stops_everything_within_seconds(home: Path) -> None:
    installation = Installation(home)
    installation.start()
    assert installation.end(signal.SIGINT, within=30) == 0
    assert "Stopped." in installation.said
    assert installation.gone()


def test_killed_it_leaves_nothing_behind_and_starts_again(home: Path) -> None:
    installation = Installation(home)
    installation.start()
    assert installation.end(signal.SIGKILL) == -signal.SIGKILL
    eventually(installation.gone, "the end of everything it had started")
    installation.start()
    assert serves(installation)
    assert installation.end(signal.SIGTERM) == 0
    assert installation.gone()


@pytest.mark.parametrize("option", ["--port", "--smtp-port"])
def test_a_port_in_use_is_one_sentence(home: Path, option: str) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = refused(kept(home, "up", option, str(port)))
    assert said == (
        f"kept: Port {port} on 127.0.0.1 is in use by another program: stop that, or choose another port with {option}."
    )


def test_idle_it_takes_less_than_400_megabytes(shared: Installation) -> None:
    everything = [
        process for found in processes_of(shared.home) for process in [found, *found.children(recursive=True)]
    ]
    assert len(set(everything)) > 8, "the database's own processes belong to it"
    shares = [process.memory_full_info().pss for process in set(everything)]
    assert sum(shares) < 400 * 1024 * 1024
