"""The languages in which promises are found, and which one a sentence is in."""

from collections.abc import Mapping, Sequence

from kept.promises.finding.acts import Language
from kept.promises.finding.english import ENGLISH
from kept.promises.finding.german import GERMAN

LANGUAGES: Mapping[str, Language] = {each.name: each for each in (ENGLISH, GERMAN)}


_UMLAUTS = frozenset("äöüß")


def language_of(lows: Sequence[str], before: Language | None) -> Language:
    """The one whose common words are most among these; the one of the sentence before when that does not tell."""
    scores = {each.name: len(each.common.intersection(lows)) for each in LANGUAGES.values()}
    scores["de"] += not all(map(str.isascii, lows)) and not _UMLAUTS.isdisjoint("".join(lows))
    best = max(scores, key=lambda name: scores[name])
    is_told = list(scores.values()).count(scores[best]) == 1
    return LANGUAGES[best] if is_told else before or ENGLISH
