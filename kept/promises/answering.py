"""Whether a reply does what was promised, as far as its words tell."""

from __future__ import annotations

import re

from kept.promises.confirming import bare
from kept.promises.deeds import Deed
from kept.promises.promise import Promise

# What is promised by these is done by writing; German beside English.
BY_WRITING = {
    *("answer", "ask", "back", "check", "confirm", "email", "find", "hear", "know", "look", "mail", "reply", "send"),
    *("tell", "update", "word", "write", "antwort", "antworten", "bescheid", "klären", "melden", "melde", "schicke"),
    *("schicken", "schreibe", "schreiben", "sende", "senden"),
}
COMMON = {"about", "from", "have", "that", "this", "what", "when", "will", "with", "would", "your", "their", "there"}
LONG = 4  # letters from which a word says something
SHARED = 2
TOO_SHORT = 20  # characters of a reply that cannot be the whole answer


def keeps(promise: Promise, text: str) -> bool:
    """Whether to ask: "does this reply keep that promise?" It is asked, never assumed; not where only a call does."""
    if promise.deed == Deed.RING or hasattr(promise, "callback"):
        return False
    if len(text.strip()) < TOO_SHORT or (promise.quote and bare(promise.quote) in bare(text)):
        return False  # promised once more is not kept
    if set(re.findall(r"\w+", promise.what.casefold())) & BY_WRITING:
        return True
    return len(_telling(f"{promise.what} {promise.quote}") & _telling(text)) >= SHARED


def _telling(text: str) -> set[str]:
    """Words that carry meaning, by their beginnings, so that "boxes" and "box" meet."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return {each[:6] for each in words if len(each) >= LONG and each not in COMMON}
