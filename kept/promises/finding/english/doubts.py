"""What takes the promise out of a sentence: a condition, other people's words, a question, a habit."""

from __future__ import annotations

from collections.abc import Sequence

from kept.promises.finding.english import doubting, people
from kept.promises.finding.words import Word, wordset

_BREAKS = frozenset({";", "—", "–"})
_TURNS = frozenset({"so", "but", ";", "–", "—"})
_NEAR = 5


def is_wished(words: Sequence[Word], start: int) -> bool:
    """“I'd love to tell you we'll have it.”"""
    return doubting.WISHES.stand(words, range(start))


def is_conditional(words: Sequence[Word], start: int, verb: int, end: int) -> bool:
    asks = any(_asks(words, at) for at in range(verb, min(verb + 3, end)))
    return (
        _condition_before(words, start) or _customers_turn(words, start) or (not asks and _condition_after(words, end))
    )


def _asks(words: Sequence[Word], at: int) -> bool:
    """“See if”, “find out if”, but not “pay you out if”."""
    return words[at].low in doubting.ASKING and (words[at].low != "out" or words[at - 1].low == "find")


def _customers_turn(words: Sequence[Word], start: int) -> bool:
    """“Reply here and we'll reopen it.”"""
    if start < 2 or words[start - 1].low != "and":
        return False
    at = start - 2
    while at > 0 and (words[at - 1].raw[0].isalnum()):
        at -= 1
    while at < start and words[at].low in ("please", "just", "simply", "so", "then", "do", "and"):
        at += 1
    return words[at].low in doubting.CUSTOMERS_TURN and (
        (words[at].low, words[at + 1].low) != ("let", "me") or words[at + 2].low == "know"
    )


def is_hedged(words: Sequence[Word], start: int) -> bool:
    """“Maybe we will.”"""
    return any(words[at].low in doubting.HEDGES for at in range(max(0, start - 2), start))


def is_guess(words: Sequence[Word], start: int) -> bool:
    """“With luck we'll be there.”"""
    since = next((at for at in range(start - 1, -1, -1) if words[at].low in _TURNS), 0)
    return doubting.GUESSES.stand(words, range(since, start))


def _condition_before(words: Sequence[Word], start: int) -> bool:
    for at in range(start - 1, -1, -1):
        if words[at].low in _BREAKS:
            return False
        if doubting.CONDITIONS.begin(words, at) and not doubting.COMING.begin(words, at) and _opens(words, at):
            return True
    return False


def _opens(words: Sequence[Word], at: int) -> bool:
    """A condition's first word, not the “if” of “I'll see if”."""
    before = words[at - 1].low if at else ""
    if words[at].low == "if":
        return before not in doubting.ASKING and not doubting.MANNERS.begin(words, at + 1)
    return not before or not before[0].isalnum() or before in ("and", "but", "so", "then", "or", "well", "hi", "ok")


def _condition_after(words: Sequence[Word], end: int) -> bool:
    at = end + 1 if end < len(words) and words[end].low == "," else end
    if at < len(words) and words[at].low in ("only", "but", "and", "even"):
        return at + 1 < len(words) and words[at + 1].low == "if" and words[at].low == "only"
    if at < len(words) and words[at].low == "if":
        return not doubting.AGREED.begin(words, at + 1)
    return doubting.LATER_CONDITIONS.begin(words, at) and not doubting.COMING.begin(words, at)


def has_condition_inside(words: Sequence[Word], verb: int, end: int) -> bool:
    """“We will refund you once you have sent it back.”"""
    places = range(verb, end)
    return any(doubting.CUSTOMERS_CONDITIONS.begin(words, at) and not doubting.COMING.begin(words, at) for at in places)


def is_reported(words: Sequence[Word], start: int, end: int, last: int) -> bool:
    """Somebody else's words, or what we only think."""
    return (
        doubting.BY_ACCOUNT.stand(words, range(start))
        or _reported_before(words, start)
        or _reported_after(words, end, last)
    )


def _reported_before(words: Sequence[Word], start: int) -> bool:
    at = start - 1
    while at >= 0 and words[at].low in ("that", ":"):
        at -= 1
    if at >= 0 and words[at].low in doubting.WONDERING:
        return not doubting.SAID_TO_DO.begin(words, at)
    heard = at
    while heard >= 0 and start - heard < _NEAR and words[heard].low not in doubting.SAYS:
        if words[heard].low not in _HEARERS and not words[heard].is_capital:
            return False
        heard -= 1
    return heard >= 0 and words[heard].low in doubting.SAYS and not _is_our_word(words, heard)


_BETWEEN = wordset("have just also had already")
_OURS = {"i", "we", "that"} | people.UNNAMED
_HEARERS = wordset("here there clearly mrs mr ms customer me us you him her them that to the office it")


def _is_our_word(words: Sequence[Word], says: int) -> bool:
    if words[says].low in ("told", "promised", "said", "meant") and (not says or _is_retold(words, says)):
        return True  # a note about oneself
    if words[says].low == "agreed" and not says:
        return words[1].low in ("we", "i", "that")
    if words[says].low == "said" and says + 1 < len(words) and words[says + 1].low == ":":
        return words[says - 1].low in ("i", "we")
    if words[says].low not in doubting.ASSERTS:
        return False
    before = [word.low for word in words[max(0, says - 6) : says]]
    if {"not", "cannot", "never", "was", "were", "told", "had", "did", "they", "he", "she"}.intersection(before):
        return False
    return (
        len(before) < 2
        or (words[says].low == "say" and before[-1] == "to")
        or bool({"i", "we", "my", "our", "can", "rest", "be", "pleased", "glad", "happy"}.intersection(before))
        or before[-1] in (",", "-")
    )


def _is_retold(words: Sequence[Word], says: int) -> bool:
    """“I told her we will ring”, “I meant we will ring”, but not “I told you”."""
    before = next((at for at in range(says - 1, -1, -1) if words[at].low not in _BETWEEN), None)
    after = words[says + 1] if says + 1 < len(words) else words[says]
    if after.low in _OURS and words[says].low in ("said", "promised"):
        is_third = all(word.low not in ("you", "your") for word in words[says:])
    else:
        is_third = after.low in people.CUSTOMERS or after.low == "them" or (after.is_capital and after.low != "i")
    if before is None:
        return is_third or words[says].low == "meant"
    is_noted = words[says].low == "told" and not words[before].raw[0].isalnum()
    is_ours = is_noted or words[before].low in ("i", "we")
    return is_ours and (is_third or words[says].low == "meant")


def _reported_after(words: Sequence[Word], end: int, last: int) -> bool:
    if end >= last or words[end].low not in (",", "-", "–"):
        return False
    tail = [word.low for word in words[end + 1 : end + 6]]
    if tail[:1] in (["i"], ["we"]) and tail[1:2] and tail[1] in doubting.SAYS - doubting.ASSERTS:
        return True
    says = next((at for at, low in enumerate(tail) if low in doubting.SAYS), None)
    if says and tail[says - 1] == "been":
        return False  # “…, guest has been told”
    return says is not None and not {"i", "we", "and", "but", "to", "if"}.intersection(tail[: says + 2])


def is_question(words: Sequence[Word], end: int, mark: str) -> bool:
    """A question mark counts unless a tag stands before it (“…, all right?”)."""
    if mark != "?":
        return False
    if doubting.ASKED_BACK.stand(words, range(end, len(words))):
        return False
    tag = next((at for at in range(end, len(words)) if words[at].raw[0].isalnum()), len(words))
    return not (tag < len(words) and (words[tag].low in doubting.TAGS or doubting.TAG_PHRASES.begin(words, tag)))
