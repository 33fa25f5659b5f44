"""What the scores are worth, measured by cross-validation on letters that none of it was trained with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from kept.channels.spam.features import MOST, features
from kept.channels.spam.tests.letters import collection
from kept.channels.spam.weighing import ENOUGH, THRESHOLD, Judgement, weigh
from kept.conversations.message import Message


def _judged(folds: int) -> Iterator[tuple[bool, Judgement]]:
    """Each letter, and how it is judged by the others that are not of its fold."""
    spams, goods = ([features(each) for each in collection(name)] for name in ("spam", "good"))
    assert len(spams) + len(goods) >= 120
    for fold in range(folds):
        taught = [[each for n, each in enumerate(kind) if n % folds != fold] for kind in (spams, goods)]
        assert min(map(len, taught)) >= ENOUGH
        in_spams, in_goods = (Counter(name for each in kind for name in each) for kind in taught)
        counts = {name: (in_spams[name], in_goods[name]) for name in in_spams | in_goods}
        for is_spam, kind in ((True, spams), (False, goods)):
            for each in kind[fold::folds]:
                yield is_spam, weigh(each, counts, len(taught[0]), len(taught[1]))


@pytest.mark.parametrize("folds", [2, 5, 62])
def test_no_good_letter_is_taken_for_spam_and_most_spam_is_found(folds: int) -> None:
    judged = list(_judged(folds))
    assert [each.score for is_spam, each in judged if not is_spam and each.is_spam] == []
    assert max(each.score for is_spam, each in judged if not is_spam) < THRESHOLD - 0.02
    found = [each.is_spam for is_spam, each in judged if is_spam]
    assert sum(found) / len(found) > 0.6


def test_knowing_nothing_says_nothing() -> None:
    assert weigh(["money", "now"], {}, 30, 30).score == 0.5


def test_a_single_word_condemns_nobody() -> None:
    judgement = weigh(["viagra"], {"viagra": (30, 0)}, 30, 30)
    assert judgement.score > 0.9
    assert not judgement.is_spam


def test_every_part_of_a_letter_is_weighed() -> None:
    message = Message(
        channel="email",
        subject="WIN NOW",
        text="Get $500!!!! 引っ越し https://www.win.example/now?x=1",
        html='<a href="http://other.example/">x</a>',
        author={"address": "a@shop.example"},
        reply_to=[{"address": "b@elsewhere.example"}],
    )
    assert {
        "subject:win", "get", "引っ", "link:win.example", "link:other.example", "from:shop.example", "mark:money",
        "mark:shouted subject", "mark:exclamations", "header:answers go elsewhere", "header:to nobody",
        "header:no message-id",
    } <= set(features(message))  # fmt: skip


def test_a_long_letter_is_weighed_in_bounds() -> None:
    assert len(features(Message(text=" ".join(f"w{chr(97 + n % 26)}{n}ab" for n in range(99_999))))) <= MOST
