"""Browsers keep styles and scripts for good, so a change of one must change their address."""

from pathlib import Path

from django.templatetags.static import static
from django.test import Client

from kept.lib.fingerprint import static_files


def test_a_changed_script_changes_the_fingerprint(tmp_path: Path) -> None:
    script = tmp_path / "ui" / "static" / "ui" / "a.js"
    script.parent.mkdir(parents=True)
    script.write_text("1")
    before = static_files(tmp_path)
    assert static_files(tmp_path) == before
    script.write_text("2")
    assert static_files(tmp_path) != before


def test_static_files_may_be_kept_for_good() -> None:
    response = Client().get(static("ui/js/kept.js"))
    assert response.status_code == 200
    assert "immutable" in response["Cache-Control"]
