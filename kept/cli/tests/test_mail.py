"""`kept mail inspect`."""

import json
from pathlib import Path

from click.testing import CliRunner

from kept.cli.mail import command

RAW = b"From: Ann <ann@example.com>\r\nSubject: Sofa\r\n\r\nHello\r\n-- \r\nAnn"


def test_it_prints_one_object_a_line(tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_bytes(RAW)
    (tmp_path / "two.txt").write_bytes(b"Hello\n\n> old")
    done = CliRunner().invoke(command, ["inspect", "--json", str(tmp_path / "one.eml"), str(tmp_path / "two.txt")])
    assert done.exit_code == 0
    one, two = (json.loads(line) for line in done.output.splitlines())
    assert (one["subject"], one["text"], one["quoted"]) == ("Sofa", "Hello", "-- \nAnn")
    assert (two["from"], two["text"], two["quoted"]) == (None, "Hello", "> old")


def test_it_reads_standard_input_and_speaks_to_people() -> None:
    done = CliRunner().invoke(command, ["inspect", "-"], input=RAW)
    assert done.exit_code == 0
    assert "Ann <ann@example.com>" in done.output


def test_what_cannot_be_read_ends_with_status_1(tmp_path: Path) -> None:
    (tmp_path / "empty.eml").write_bytes(b"")
    done = CliRunner().invoke(command, ["inspect", "--json", str(tmp_path / "empty.eml"), str(tmp_path / "none.eml")])
    assert done.exit_code == 1
    assert [list(json.loads(line)) for line in done.output.splitlines()] == [["error"], ["error"]]
