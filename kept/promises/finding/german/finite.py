"""Which word of a German clause is its finite verb: one that is known, or any by its ending and its place."""

from __future__ import annotations

from collections.abc import Sequence

from kept.promises.finding.german import verbs
from kept.promises.finding.german import vocabulary as v
from kept.promises.finding.words import Word, wordset

FINITE = (
    verbs.MINE
    | verbs.OURS
    | verbs.THEIRS
    | verbs.MINE_MOVING
    | verbs.OURS_MOVING
    | verbs.THEIRS_MOVING
    | v.MODALS
    | v.PAST
    | v.THINGS
    | v.YOURS
    | wordset(
        "werde werden wird wirst bin habe hab hat haben ist sind freue freuen hätten bitten bleibt bleiben gilt "
        "weiß rechnen verlassen"
    )
) - frozenset({"da", "fahrer"})

_PERSONS = {"ich": ("e",), "wir": ("en", "ern", "eln"), "du": ("st",)}
# Before a verb, and behind it, when it has the second place
_NAMING = frozenset({"er", "jemand"})
_FOLLOWING = wordset("der die das ein eine unser unsere mein meine sich ihnen dir euch jemand sie ihr ihre")
AFTER_JOINED = _FOLLOWING | wordset("dann noch den dem es ihn ihm mich uns dich am bis heute sofort")
_NEVER_FOLLOWING = wordset("uhr")


def is_finite(words: Sequence[Word], at: int) -> bool:
    """A verb that is known, or any word that has a verb's ending and a verb's place."""
    low = words[at].low
    if at and words[at].is_capital and words[at - 1].raw[0].isalnum() and not words[at].raw.isupper():
        return False  # a noun
    if low in FINITE:
        return True
    if at and words[at - 1].low == "ich" and verbs.may_be_short(low):
        return at == 1 or words[at - 2].is_capital or not words[at - 2].raw[0].isalnum()
    if not verbs.may_be(low):
        return False
    before, after = words[at - 1].low if at else "", words[at + 1].low if at + 1 < len(words) else ""
    subject = before if before in ("ich", "wir") else after
    if subject in _PERSONS:
        return low.endswith(_PERSONS[subject])
    return _is_second(words, at)


def _is_second(words: Sequence[Word], at: int) -> bool:
    """“Der Tischler hobelt die Tür”, “morgen hobelt er …”: what has the second place in a clause."""
    if not at or at + 1 == len(words) or not words[at + 1].raw[0].isalnum():
        return False
    before, low, after = words[at - 1], words[at].low, words[at + 1]
    if after.low in _FOLLOWING or (low.endswith("t") and after.is_capital and after.low not in _NEVER_FOLLOWING):
        return True
    if not low.endswith(("t", "en", "ern", "eln")) or (low.endswith("en") and verbs.is_participle(low)):
        return False
    is_after_noun = before.is_capital and before.raw.isalpha() and before.low not in v.COMMON and len(before.raw) > 1
    return is_after_noun or before.low in _NAMING
