"""The waits that a history tells, against a slow reference that looks at every minute by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kept.promises.hours import MINUTE, WorkingHours
from kept.promises.standing.history import Happening, Round, What, rounds
from kept.promises.standing.reckoning import reckon
from kept.promises.standing.target import Target
from kept.promises.standing.tests.test_reckoning import OFFICE
from kept.promises.tests.test_hours import reads_open

MONDAY = datetime(2026, 11, 30, 7, tzinfo=UTC)
HORIZON = timedelta(hours=60)
WORDS = {What.ASKED, What.ANSWERED}


@st.composite
def histories(draw: st.DrawFn) -> list[Happening]:
    """Something every so often, each message with a number of its own; what comes back is the newest answer."""
    told, now, answered = [Happening(What.ASKED, MONDAY, 1)], MONDAY, 0
    for number in range(2, draw(st.integers(2, 12))):
        now += MINUTE * draw(st.integers(1, 240))
        what = draw(st.sampled_from(list(What)))
        answered = number if what == What.ANSWERED else answered
        message = answered if what == What.CAME_BACK else number if what in WORDS else 0
        told.append(Happening(what, now, message))
    return told


class Slowly:
    """The same rules, asked anew at each moment of everything that had happened until then."""

    def __init__(self, told: list[Happening], *, rests_when_snoozed: bool) -> None:
        self.told = told
        self.resting = {What.CLOSED, What.SIFTED_OUT} | ({What.SNOOZED} if rests_when_snoozed else set())

    def state(self, at: datetime) -> What:
        """What the last change made of it. Words open everything but spam."""
        state = What.OPENED
        for each in self.until(at):
            if each.what in WORDS:
                state = state if state == What.SIFTED_OUT else What.OPENED
            elif each.what != What.CAME_BACK:
                state = each.what
        return state

    def until(self, at: datetime) -> list[Happening]:
        return [each for each in self.told if each.at <= at]

    def is_unanswered(self, at: datetime) -> bool:
        """Whether the last that was said, by whoever, was said to us, or did not reach them."""
        said = [each for each in self.until(at) if each.what in {*WORDS, What.CAME_BACK} and each.message]
        return said[-1].what != What.ANSWERED

    def beginnings(self) -> list[Happening]:
        """What the customer wrote, or did not get, when nothing was unanswered before it."""
        found = []
        for each in self.told:
            before = [one for one in self.told if one.at < each.at]
            waits = before and self.is_unanswered(before[-1].at)
            if (each.what == What.ASKED or (each.what == What.CAME_BACK and each.message)) and not waits:
                found.append(each)
        return found

    def met(self, begun: Happening) -> datetime | None:
        later = [each.at for each in self.told if each.at > begun.at and each.what == What.ANSWERED]
        return min(later, default=None)

    def due(self, begun: Happening, target: Target, minutes: int, hours: WorkingHours) -> datetime | None:
        """Count the minutes, one by one, in which it waits while we are at work."""
        at, met = begun.at, None if target == Target.RESOLUTION else self.met(begun)
        while at < MONDAY + HORIZON and (met is None or at < met):
            waits = self.is_unanswered(at) or target != Target.RESOLUTION
            minutes -= waits and self.state(at) not in self.resting and reads_open(hours, at)
            at += MINUTE
            if not minutes:
                return at
        return None


def within(told: Round, minutes: int, hours: WorkingHours) -> datetime | None:
    due = reckon(MINUTE * minutes, told.stretches, hours).due
    return due if due is not None and due <= MONDAY + HORIZON else None


@settings(max_examples=40)
@given(histories(), st.integers(1, 500), st.booleans())
def test_waits_are_where_looking_at_every_minute_finds_them(told: list[Happening], minutes: int, rests: bool) -> None:
    slowly = Slowly(told, rests_when_snoozed=rests)
    found = rounds(told, rests_when_snoozed=rests)
    replies = [each for each in found if each.target != Target.RESOLUTION]
    begun = slowly.beginnings()
    assert [(each.begun_by, each.met_at) for each in replies] == [(each.message, slowly.met(each)) for each in begun]
    assert [each.target for each in replies] == [Target.FIRST_REPLY, *[Target.NEXT_REPLY] * (len(begun) - 1)]
    for each, first in zip(replies, begun, strict=True):
        assert within(each, minutes, OFFICE) == slowly.due(first, each.target, minutes, OFFICE)
    settled = next(each for each in found if each.target == Target.RESOLUTION)
    assert within(settled, minutes, OFFICE) == slowly.due(told[0], Target.RESOLUTION, minutes, OFFICE)
    assert (settled.met_at is not None) == (slowly.state(told[-1].at) == What.CLOSED)


def test_moments_that_lag_behind_are_drawn_up() -> None:
    """What was received before an answer, and read after it, was not asked before it was answered."""
    told = [
        Happening(What.ASKED, MONDAY, 1),
        Happening(What.ANSWERED, MONDAY + 10 * MINUTE, 2),
        Happening(What.ASKED, MONDAY + 5 * MINUTE, 3),
    ]
    assert [each.since for each in rounds(told)][-1] == MONDAY + 10 * MINUTE


def test_before_a_customer_wrote_nobody_waits() -> None:
    assert rounds([Happening(What.ANSWERED, MONDAY, 1), Happening(What.CLOSED, MONDAY + MINUTE)]) == []
