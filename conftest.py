"""Each run of the tests has a home and a PostgreSQL of its own, so that several runs do not meet."""

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import django
import pytest

from kept.lib import lifeline
from kept.lib.postgres import Embedded

HOME = Path(tempfile.mkdtemp(prefix="kept-test-"))
HOME.chmod(0o711)  # for root, whose database server runs as another user
SERVER = Embedded(HOME, durable=False)


def _clean_up() -> None:
    SERVER.stop()
    shutil.rmtree(HOME)


lifeline.afterwards(_clean_up)  # also when the run is killed
os.environ.update(KEPT_HOME=str(HOME), KEPT_TESTING="yes", KEPT_URL="http://testserver")
for name in ("DATABASE_URL", "KEPT_SMTP_URL", "KEPT_MAIL_LISTEN"):
    os.environ.pop(name, None)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kept.settings")
django.setup()


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> Iterator[None]:
    """pytest-django asks for this before it makes the test database: the server starts only for who needs it."""
    with SERVER.in_use():
        yield


NEEDS = {
    "browser": ("Chromium", ("chromium", "chromium-browser", "google-chrome")),
    "dovecot": ("Dovecot", ("dovecot",)),
}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what this machine lacks a program for; in CI nothing may be skipped for that."""
    for marker, (name, programs) in NEEDS.items():
        if item.get_closest_marker(marker) and not any(map(_installed, programs)):
            (pytest.fail if os.environ.get("KEPT_CI") else pytest.skip)(f"needs {name}, which is not installed")


def _installed(program: str) -> str | None:
    return shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/sbin")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out, and why, even in a quiet run."""
    left_out = Counter(str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", []))
    for reason, count in sorted(left_out.items()):
        terminalreporter.write_line(f"Left out {count}: {reason.removeprefix('Skipped: ')}")
