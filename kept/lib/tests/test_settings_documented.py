"""The list of settings cannot lie: it has every one that the code reads, and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
DOCUMENTED = (ROOT / "docs" / "settings.md").read_text()


def read_by_the_code() -> set[str]:
    files = [ROOT / "conftest.py", *(file for file in (ROOT / "kept").rglob("*.py") if "tests" not in file.parts)]
    return {name for file in files for name in re.findall(r'"(KEPT_[A-Z_]+|DATABASE_URL)"', file.read_text())}


def test_every_setting_is_documented() -> None:
    read = read_by_the_code()
    assert "KEPT_HOME" in read, "the search must find something for this to mean anything"
    assert sorted(name for name in read if f"`{name}`" not in DOCUMENTED) == []


def test_nothing_else_is_documented() -> None:
    assert set(re.findall(r"`(KEPT_[A-Z_]+|DATABASE_URL)`", DOCUMENTED)) == read_by_the_code()
