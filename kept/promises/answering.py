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
# The reply itself tells that something was done.
DONE = {
    *("asked", "attached", "checked", "confirmed", "enclosed", "found", "heard", "looked", "promised", "spoke"),
    *("spoken", "updated", "anbei", "angehängt", "anhang", "beigefügt", "erfahren", "erkundigt", "gefragt", "geklärt"),
    *("geprüft", "gesprochen", "herausgefunden", "nachgefragt", "nachgesehen", "versprochen"),
}
HERE_IT_IS = re.compile(r"\b(?:here (?:is|are|s|it is|they are)|hier (?:ist|sind|kommt|kommen))\b")
SUMS = {
    *("amount", "cost", "costs", "estimate", "price", "prices", "quote", "sum"),
    *("angebot", "kosten", "preis", "preise"),
}
MONEY = re.compile(r"[£$€¥]\s?\d|\d\s?(?:[£$€¥]|(?:eur|gbp|usd|chf|kr)\b)", re.IGNORECASE)
COMMON = {
    *("about", "again", "from", "have", "into", "that", "them", "then", "they", "this", "what", "when", "which"),
    *("will", "with", "would", "your", "their", "there", "today", "tomorrow", "before", "after", "until", "morning"),
    *("afternoon", "evening", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("dass", "eine", "einen", "gebe", "geben", "ihnen", "ihre", "nach", "noch", "über", "wieder", "wird", "heute"),
    *("morgen", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
}
LONG = 4  # letters from which a word says something
SHARED = 2
TOO_SHORT = 20  # characters of a reply that cannot be the whole answer


def keeps(promise: Promise, text: str, *, with_files: bool = False) -> bool:
    """Whether to ask: "does this reply keep that promise?" It is asked, never assumed; not where only a call does.

    What is done by writing is asked for where the reply speaks of it, or says that something was done, or brings files
    or the sum that was to be told; a mere "write again", which names nothing, for any reply. All else takes two words
    that both hold, or the only one there is.
    """
    if promise.deed == Deed.RING or hasattr(promise, "callback"):
        return False
    if len(text.strip()) < TOO_SHORT or (promise.quote and bare(promise.quote) in bare(text)):
        return False  # promised once more is not kept
    if promise.deed in {Deed.WRITE, Deed.FIND_OUT} or _words(promise.what) & BY_WRITING:
        named = _telling(promise.what)
        return not named or with_files or bool(named & _telling(text)) or _says_so(promise, text)
    telling = _telling(f"{promise.what} {promise.quote}")
    return len(telling & _telling(text)) >= max(1, min(SHARED, len(telling)))


def _says_so(promise: Promise, text: str) -> bool:
    if _words(promise.what) & SUMS and MONEY.search(text):
        return True
    return bool(_words(text) & DONE or HERE_IT_IS.search(bare(text)))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _telling(text: str) -> set[str]:
    """Words that carry meaning, by their beginnings, so that "boxes" and "box" meet."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return {each[:6] for each in words if len(each) >= LONG and each not in COMMON | BY_WRITING}
