"""How well promises are found: the corpus against what `find` says. `python -m bench.promises` prints it.

A promise counts as found when its quote and the labelled one cover each other by at least half of the shorter. Each
counts once. A deadline is right when it is the labelled minute, or none where none is labelled.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kept.promises.finding import Found, find

CORPUS = Path(__file__).parent / "corpus"


@dataclass(slots=True)
class Measured:
    labelled: int = 0
    found: int = 0
    right: int = 0
    timed: int = 0  # labelled with a time, and found
    timed_right: int = 0
    dues_right: int = 0
    who_right: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.labelled if self.labelled else 1.0

    @property
    def deadlines(self) -> float:
        return self.timed_right / self.timed if self.timed else 1.0

    def told(self) -> str:
        share = f"precision {self.precision:.3f}, recall {self.recall:.3f}, deadlines {self.deadlines:.3f}"
        return f"{share}, who {self.who_right / max(self.right, 1):.3f} ({self.labelled} labelled, {self.found} found)"


def passages(part: str) -> list[dict[str, Any]]:
    lines = (CORPUS / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def found_in(passage: Mapping[str, Any]) -> list[Found]:
    zone = ZoneInfo(passage["tz"])
    return find(passage["text"], now=datetime.fromisoformat(passage["now"]).replace(tzinfo=zone), zone=zone)


def measure(some: Sequence[Mapping[str, Any]]) -> Measured:
    measured = Measured()
    for passage in some:
        found = found_in(passage)
        pairs = list(_paired(passage["promises"], found))
        measured.labelled += len(passage["promises"])
        measured.found += len(found)
        measured.right += len(pairs)
        for label, one in pairs:
            _compare(measured, label, one, passage["text"])
        _tell(measured, passage, found, pairs)
    return measured


def _paired(labels: Sequence[Mapping[str, Any]], found: Sequence[Found]) -> Iterator[tuple[Mapping[str, Any], Found]]:
    free = list(found)
    for label in labels:
        best = max(free, key=lambda one: _shared(label, one), default=None)
        if best and _shared(label, best) * 2 >= min(len(label["quote"]), best.end - best.start):
            free.remove(best)
            yield label, best


def _shared(label: Mapping[str, Any], one: Found) -> int:
    """How many characters their quotes have in common."""
    start, end = int(label["start"]), int(label["start"]) + len(label["quote"])
    return max(0, min(end, one.end) - max(start, one.start))


def _compare(measured: Measured, label: Mapping[str, Any], one: Found, text: str) -> None:
    due = datetime.fromisoformat(label["due"]) if label["due"] else None
    is_right = one.due == due
    measured.dues_right += is_right
    measured.who_right += one.who == label["who"]
    measured.timed += due is not None
    measured.timed_right += is_right and due is not None
    if not is_right:
        measured.failures.append(f"DUE   {one.due} not {due} ({one.due_text}): {text!r}")
    if one.who != label["who"]:
        measured.failures.append(f"WHO   {one.who!r} not {label['who']!r}: {text!r}")


def _tell(measured: Measured, passage: Mapping[str, Any], found: Sequence[Found], pairs: Sequence[Any]) -> None:
    matched = [one for _, one in pairs]
    measured.failures += [f"EXTRA {one.quote!r}: {passage['text']!r}" for one in found if one not in matched]
    labels = [id(label) for label, _ in pairs]
    measured.failures += [
        f"MISS  {each['quote']!r}: {passage['text']!r}" for each in passage["promises"] if id(each) not in labels
    ]
