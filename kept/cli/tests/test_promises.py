"""`kept promises find`."""

import json
import os
import subprocess
import sys

from click.testing import CliRunner

from kept.cli.promises import command

WHEN = ["find", "--now", "2026-11-22T10:00+01:00", "--tz", "Europe/Berlin"]


def test_it_prints_a_list_with_all_that_is_known() -> None:
    done = CliRunner().invoke(command, [*WHEN, "--json"], input="Hi,\r\nI’ll ring you tomorrow before noon.\r\n")
    assert done.exit_code == 0
    assert json.loads(done.output) == [
        {
            "quote": "I’ll ring you tomorrow before noon",
            "start": 5,
            "end": 39,
            "who": "I",
            "what": "ring you",
            "due": "2026-11-23T12:00:00+01:00",
            "due_text": "tomorrow before noon",
            "confidence": 0.95,
        }
    ]


def test_nothing_found_is_an_empty_list() -> None:
    assert json.loads(CliRunner().invoke(command, [*WHEN, "--json"], input="Thanks!").output) == []
    assert CliRunner().invoke(command, WHEN, input="Thanks!").output == "No promise found.\n"


def test_it_speaks_to_people() -> None:
    done = CliRunner().invoke(command, WHEN, input="Let me check. Wir liefern bis Freitag.")
    assert "no time" in done.output
    assert "Fri 27 Nov 2026 17:00 CET" in done.output


def test_a_time_without_a_zone_is_one_in_the_zone_given() -> None:
    done = CliRunner().invoke(
        command, ["find", "--now", "2026-11-22T10:00", "--tz", "Asia/Tokyo", "--json"], input="I'll call in an hour."
    )
    assert json.loads(done.output)[0]["due"] == "2026-11-22T11:00:00+09:00"


def test_what_it_cannot_understand_it_says() -> None:
    for wrong in (["--now", "yesterday"], ["--tz", "Europe/Nowhere"], ["--lang", "fr"]):
        done = CliRunner().invoke(command, ["find", *wrong], input="")
        assert done.exit_code == 2
        assert wrong[0] in done.output


def test_it_needs_no_database_and_no_settings() -> None:
    environment = {"PATH": os.environ["PATH"], "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing"}
    done = subprocess.run(
        [sys.executable, "-m", "kept", "promises", *WHEN, "--json"],
        input="Ana will ring you at ten tomorrow.",
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)[0]["who"] == "Ana"
