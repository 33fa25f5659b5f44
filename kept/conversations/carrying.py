"""How much a mail may weigh that leaves from an inbox, and which files are left out so that it does not weigh more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kept.conversations.attachment import Attachment
from kept.conversations.inbox import Inbox

MEGABYTE = 1000 * 1000
# What words, quotes and fields of a letter may come to; what is exact is found out when it leaves.
BESIDE_FILES = 200 * 1000

# What mail leaves by may take less than the inbox allows; whoever knows adds a question here.
QUESTIONS: list[Callable[[Inbox], int | None]] = []


def question(function: Callable[[Inbox], int | None]) -> Callable[[Inbox], int | None]:
    """Makes the decorated function be asked how many bytes can leave from an inbox; None says that it does not know."""
    QUESTIONS.append(function)
    return function


def most(inbox: Inbox) -> int:
    """How many bytes a mail from there may have as sent."""
    told = [function(inbox) for function in QUESTIONS]
    return min([inbox.largest_mail * MEGABYTE, *(each for each in told if each)])


def as_sent(size: int) -> int:
    """How many bytes a file of that size becomes in a mail: base64 in lines of 76 letters (RFC 2045 6.8)."""
    letters = -(-size // 3) * 4
    return letters + -(-letters // 76) * 2 + 400  # and what stands above it


def too_large(files: Iterable[Attachment], room: int) -> list[Attachment]:
    """The files that must go as links so that the others fit: the largest first, pictures in the text last."""
    kept: Sequence[Attachment] = sorted(files, key=lambda each: (each.inline, -each.size))
    left_out: list[Attachment] = []
    while kept and sum(as_sent(each.size) for each in kept) > room - BESIDE_FILES:
        left_out.append(kept[0])
        kept = kept[1:]
    return left_out
