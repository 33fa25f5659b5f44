"""The corpus of `docs/mail-threading.md`: every sequence goes through the real intake."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kept.channels.tests.sequences import Player, Sequence, every
from kept.conversations.inbox import Inbox
from kept.people.member import Member

DOC = Path(__file__).parents[3] / "docs" / "mail-threading.md"
SEQUENCES = every()


@pytest.mark.parametrize("sequence", SEQUENCES, ids=lambda each: each.name)
def test_sequence(
    sequence: Sequence, sales: Inbox, claims: Inbox, teammate: Member, light: Member, outsider: Member
) -> None:
    assert sum(step.verb == "mail" for step in sequence.steps) > 0, "a sequence without mail shows nothing"
    Player(teammate).play(sequence)


def test_the_document_lists_the_corpus_as_it_is() -> None:
    words = DOC.read_text()
    listed = [line for line in words.splitlines() if line.startswith("- `")]
    expected = [f"- `{each.name}`: {each.title}" for each in SEQUENCES]
    assert sorted(listed) == sorted(expected), "docs/mail-threading.md and kept/channels/tests/threads/ differ"
    for rule in {each.rule for each in SEQUENCES}:
        assert f"### {rule}" in words


def test_every_title_is_said_once() -> None:
    assert Counter(each.title for each in SEQUENCES).most_common(1)[0][1] == 1
    assert len(SEQUENCES) >= 35
