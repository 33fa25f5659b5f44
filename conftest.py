"""Each run of the tests has a home and a PostgreSQL of its own, so that several runs do not meet."""

import os
import shutil
import tempfile
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
