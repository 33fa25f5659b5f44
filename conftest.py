"""Each run of the tests has a home and a PostgreSQL of its own, so that several runs do not meet."""

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from ctypes.util import find_library
from pathlib import Path

import django
import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.management.commands import flush
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from hypothesis import HealthCheck
from hypothesis import settings as properties
from pytest_django import DjangoDbBlocker

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

# Each of the cast has a password: hashed as for life, which is slow on purpose, they took a fifth of a second each.
Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 8, 1

# That a machine is slow proves nothing. Where every check runs, the examples are always the same.
QUIET = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
properties.register_profile("kept", deadline=None, suppress_health_check=QUIET, derandomize="KEPT_CI" in os.environ)
properties.load_profile("kept")


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> Iterator[None]:
    """pytest-django asks for this before it makes the test database: the server starts only for who needs it."""
    with SERVER.in_use():
        yield


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The whole server goes in the end, so nobody needs to wait until every connection has left the database."""
    return True


# Written by migrations and the same for every test.
STANDING = {"django_content_type", "auth_permission"}


def emptying(style: object, tables: list[str], **_options: object) -> list[str]:
    """SQL that empties those tables as TRUNCATE would, which makes new files for each of them, also for empty ones."""
    mine = [each for each in tables if each not in STANDING]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"(SELECT '{each}' FROM \"{each}\" LIMIT 1)" for each in mine))
        used = [name for (name,) in cursor.fetchall()]
    # As a replica the server asks no trigger and no foreign key; until the transaction ends.
    return ["SET LOCAL session_replication_role = replica", *(f'DELETE FROM "{each}"' for each in used)]


@pytest.fixture(autouse=True, scope="session")
def tests_that_commit_are_cleaned_up_quickly() -> Iterator[None]:
    """Django empties every table after each of them and then makes the rows of migrations anew: a second each time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", lambda _self, *given, **more: emptying(*given, **more))
        patch.setattr(flush, "emit_post_migrate_signal", lambda *_given, **_more: None)
        yield


@pytest.fixture(autouse=True)
def jobs_end_with_their_test(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Django empties the tables of its models after a test that commits; those of the jobs are not among them."""
    yield
    marker = request.node.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
        connection.close()


NEEDS: dict[str, list[tuple[str, Callable[[], object]]]] = {
    "browser": [
        ("Chromium", lambda: Path("/usr/bin/chromium").exists()),
        ("libatomic1, for Playwright", lambda: find_library("atomic")),
    ],
    "dovecot": [("Dovecot", lambda: shutil.which("dovecot", path="/usr/sbin:/usr/bin"))],
}


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """A worker makes a home of its own before Django is set up; told by this it would be set up with ours."""
    del os.environ["DJANGO_SETTINGS_MODULE"]


def pytest_itemcollected(item: pytest.Item) -> None:
    """Several workers at once (`-n 2`) share the tests out by file, browsers apart from what comes before them."""
    browser = "-in-browser" if item.get_closest_marker("browser") else ""
    item.add_marker(pytest.mark.xdist_group(f"{item.path.stem}{browser}"))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browsers last: from the first of them on, Playwright has a loop running in which `asyncio.run` is refused."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what this machine lacks a program for; in CI nothing may be skipped for that."""
    for marker, needs in NEEDS.items():
        lacks = [name for name, there in needs if item.get_closest_marker(marker) and not there()]
        if lacks:
            (pytest.fail if os.environ.get("KEPT_CI") else pytest.skip)(f"needs {lacks[0]}, which is not installed")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out, and why, even in a quiet run."""
    left_out = Counter(str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", []))
    for reason, count in sorted(left_out.items()):
        terminalreporter.write_line(f"Left out {count}: {reason.removeprefix('Skipped: ')}")
