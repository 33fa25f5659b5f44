"""Finding promises: how well, by the corpus, and how long it takes in a reply of 2,000 words on one core. No database.

Run with `python -m bench.promises [runs] [open]`; `open` lists what is wrong in the open part. The replies are made of
the passages that the tests hold: with a promise in every tenth, as people write; as they come; and of those alone in
which something is promised, the most there is to do.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from datetime import datetime
from zoneinfo import ZoneInfo

from kept.promises.finding import find
from kept.promises.finding.tests.measuring import measure, passages

WORDS = 2_000


def reply(some: list[str]) -> str:
    """Passages in any order, in paragraphs of about four, until they are 2,000 words."""
    chosen: list[str] = []
    order = random.Random(WORDS)
    while sum(len(each.split()) for each in chosen) < WORDS:
        chosen.append(order.choice(some))
    return "\n\n".join(" ".join(chosen[at : at + 4]) for at in range(0, len(chosen), 4))


def quality(listed: list[str]) -> None:
    for part in ("open", "heldout"):
        some = passages(part)
        for language in ("en", "de"):
            print(f"{part:<8} {language}  {measure([each for each in some if each['lang'] == language]).told()}")
        whole = measure(some)
        print(f"{part:<8} all {whole.told()}")
        if part in listed:
            print("\n".join(sorted(whole.failures)))


def speed(runs: int) -> None:
    zone = ZoneInfo("Europe/Berlin")
    now = datetime(2026, 11, 24, 10, tzinfo=zone)
    corpus = passages("open")
    promising = [each["text"] for each in corpus if each["promises"]]
    plain = [each["text"] for each in corpus if not each["promises"]]
    for name, some in (
        ("every tenth promises", plain + promising[: len(plain) // 9]),
        ("as in the corpus", plain + promising),
        ("nothing but promises", promising),
    ):
        text = reply(some)
        found = find(text, now=now, zone=zone)
        times = []
        for _ in range(runs):
            begin = time.process_time()
            find(text, now=now, zone=zone)
            times.append(time.process_time() - begin)
        said = f"{len(text.split()):,} words, {len(found)} promises"
        print(
            f"{name:<22} {said:<30} median {statistics.median(times) * 1000:6.1f} ms, worst {max(times) * 1000:6.1f} ms"
        )


if __name__ == "__main__":
    quality(sys.argv[1:])
    speed(next((int(each) for each in sys.argv[1:] if each.isdecimal()), 100))
