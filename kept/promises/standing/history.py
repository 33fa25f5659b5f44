"""What standing promises are about, told from what happened: the rounds in which a customer waits. Pure: no models.

A round is one wait: for the first reply, for a next one, or for the end of the matter. The rules stand in
docs/standing-promises.md, each with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum, auto

from kept.promises.standing.reckoning import Stretch
from kept.promises.standing.target import Target


class What(Enum):
    """What matters to a wait of all that happens in a conversation."""

    ASKED = auto()  # the customer wrote
    ANSWERED = auto()  # a person of ours did, and it left
    CAME_BACK = auto()  # what we wrote did not reach them
    OPENED = auto()  # reopened, woken, found not to be spam; or we wrote something for later
    SNOOZED = auto()
    CLOSED = auto()
    SIFTED_OUT = auto()  # as spam


@dataclass(frozen=True, slots=True)
class Happening:
    """`message` is the number of the message that it speaks of, where it speaks of one."""

    what: What
    at: datetime
    message: int = 0


@dataclass(slots=True)
class Round:
    """`begun_by` is the message that began it. `met_at` is empty while somebody waits."""

    target: Target
    begun_by: int
    stretches: list[Stretch] = field(default_factory=list)
    met_at: datetime | None = None

    @property
    def since(self) -> datetime | None:
        return self.stretches[0].since if self.stretches else None

    @property
    def runs(self) -> bool:
        return bool(self.stretches) and self.stretches[-1].until is None


def rounds(happened: Iterable[Happening], *, rests_when_snoozed: bool = False) -> list[Round]:
    """Every wait there was, in the order in which they began. Moments that lag behind are drawn up to their order."""
    telling = _Telling(rests_when_snoozed)
    now: datetime | None = None
    for each in happened:
        now = each.at if now is None else max(each.at, now)
        telling.tell(replace(each, at=now))
    return telling.rounds


class _Telling:
    """Where things stand while they are told."""

    def __init__(self, rests_when_snoozed: bool) -> None:
        self.rests_when_snoozed = rests_when_snoozed
        self.rounds: list[Round] = []
        self.reply: Round | None = None
        self.resolution: Round | None = None
        self.state = What.OPENED
        self.is_our_turn = False
        self.answered_with = 0

    def tell(self, each: Happening) -> None:
        getattr(self, f"_{each.what.name.lower()}")(each)
        self._run(each.at)

    def _asked(self, each: Happening) -> None:
        self._open()
        self.is_our_turn = True
        if self.resolution is None:
            self.resolution = self._begin(Target.RESOLUTION, each)
        if self.reply is None:
            is_first = all(known.target != Target.FIRST_REPLY for known in self.rounds)
            self.reply = self._begin(Target.FIRST_REPLY if is_first else Target.NEXT_REPLY, each)

    def _answered(self, each: Happening) -> None:
        self._open()
        self.is_our_turn, self.answered_with = False, each.message
        if self.reply is not None:
            self.reply.met_at, self.reply = each.at, None

    def _came_back(self, each: Happening) -> None:
        if self.resolution is None or each.message != self.answered_with:
            return
        self.is_our_turn = True
        if self.reply is None:
            self.reply = self._begin(Target.NEXT_REPLY, each)

    def _opened(self, each: Happening) -> None:
        self._stand(What.OPENED)

    def _snoozed(self, each: Happening) -> None:
        self._stand(What.SNOOZED)

    def _sifted_out(self, each: Happening) -> None:
        self._stand(What.SIFTED_OUT)

    def _closed(self, each: Happening) -> None:
        self._stand(What.CLOSED, settled_at=each.at)

    def _stand(self, state: What, settled_at: datetime | None = None) -> None:
        self.state = state
        if self.resolution is not None:
            self.resolution.met_at = settled_at

    def _open(self) -> None:
        """Words open what was closed or slept; spam stays spam."""
        if self.state != What.SIFTED_OUT:
            self._stand(What.OPENED)

    def _begin(self, target: Target, each: Happening) -> Round:
        new = Round(target, each.message)
        self.rounds.append(new)
        return new

    def _run(self, at: datetime) -> None:
        for each in self.rounds:
            _let(each, at, runs=self._runs(each))

    def _runs(self, each: Round) -> bool:
        rests = {What.CLOSED, What.SIFTED_OUT} | ({What.SNOOZED} if self.rests_when_snoozed else set())
        if each.met_at is not None or self.state in rests:
            return False
        return self.is_our_turn or each.target != Target.RESOLUTION


def _let(each: Round, at: datetime, *, runs: bool) -> None:
    """Run or stand from that moment on; a stretch of no length never was."""
    if runs and not each.runs:
        if each.stretches and each.stretches[-1].until == at:
            each.stretches[-1] = Stretch(each.stretches[-1].since)
        else:
            each.stretches.append(Stretch(at))
    elif not runs and each.runs:
        last = each.stretches.pop()
        if last.since < at or not each.stretches:
            each.stretches.append(Stretch(last.since, at))
