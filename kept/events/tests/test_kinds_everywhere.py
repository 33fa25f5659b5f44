"""Whatever process reads the stream knows every room's kinds, also one that serves no pages."""

import re
import subprocess
import sys
from pathlib import Path

import kept

KNOWN = "import django; django.setup(); from kept.events.kinds import KINDS; print(*KINDS)"


def test_a_process_that_has_only_been_set_up_knows_the_kinds_of_every_room() -> None:
    rooms = [file for file in Path(kept.__file__).parent.rglob("events.py") if "tests" not in file.parts]
    told = {name for room in rooms for name in re.findall(r'^    name = "(.+)"$', room.read_text(), re.MULTILINE)}
    assert {"mailbox.added", "message.received"} <= told

    answer = subprocess.run([sys.executable, "-c", KNOWN], capture_output=True, text=True, check=True)

    assert told <= set(answer.stdout.split())
