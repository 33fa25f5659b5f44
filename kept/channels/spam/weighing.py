"""How much a message looks like the spam this team has marked: naive Bayes, combined as Robinson and Fisher do. Pure.

Each feature votes by how often it stood in spam and in good letters; two tests of chi-squared ask whether the votes
together are more than chance. Where they contradict each other the score stays near a half.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Nothing is said before so many of each are known.
ENOUGH = 20
# Filed as spam from here on: no letter of the test's collection comes near it (see docs/mail.md).
THRESHOLD = 0.97
# At least so many features must speak for spam, so that one name cannot condemn a letter.
LEAST_VOTES = 5

BELIEF, UNSEEN = 0.45, 0.5  # how much weight one has that was never seen, and its vote
WEIGHTY = 0.1  # a vote nearer to a half than this is none
MOST_VOTES = 60


@dataclass(frozen=True)
class Vote:
    feature: str
    spamminess: float


@dataclass(frozen=True)
class Judgement:
    """`score` is from 0 (good) to 1 (spam); `votes` are those that counted, the weightiest first."""

    score: float
    votes: list[Vote]

    @property
    def against(self) -> list[Vote]:
        return [each for each in self.votes if each.spamminess > 0.5]

    @property
    def is_spam(self) -> bool:
        return self.score >= THRESHOLD and len(self.against) >= LEAST_VOTES


def weigh(features: Iterable[str], counts: Mapping[str, tuple[int, int]], spams: int, goods: int) -> Judgement:
    """`counts` are in how many spams and good letters each feature stood."""
    votes = [Vote(each, _spamminess(*counts[each], spams, goods)) for each in features if each in counts]
    votes = sorted(votes, key=lambda vote: (-abs(vote.spamminess - 0.5), vote.feature))[:MOST_VOTES]
    votes = [vote for vote in votes if abs(vote.spamminess - 0.5) >= WEIGHTY]
    if not votes:
        return Judgement(0.5, [])
    spam = 1 - _chance(-2 * sum(math.log(1 - vote.spamminess) for vote in votes), 2 * len(votes))
    good = 1 - _chance(-2 * sum(math.log(vote.spamminess) for vote in votes), 2 * len(votes))
    return Judgement((1 + spam - good) / 2, votes)


def _spamminess(in_spams: int, in_goods: int, spams: int, goods: int) -> float:
    seen = in_spams + in_goods
    if not seen:
        return UNSEEN
    in_spams_share, in_goods_share = in_spams / max(spams, 1), in_goods / max(goods, 1)
    share = in_spams_share / (in_spams_share + in_goods_share)
    return (BELIEF * UNSEEN + seen * share) / (BELIEF + seen)


def _chance(chi_squared: float, freedom: int) -> float:
    """How likely so large a value is by chance; `freedom` is even."""
    half = chi_squared / 2
    term = total = math.exp(-half)
    for n in range(1, freedom // 2):
        term *= half / n
        total += term
    return min(total, 1.0)
