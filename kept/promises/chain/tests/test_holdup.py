"""A late link is seen all the way up, at once, and so is its end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from kept.conversations.conversation import Conversation
from kept.events.event import Event
from kept.lib import clock
from kept.people.member import Member, Team
from kept.promises.chain.asking import Asking
from kept.promises.chain.chained import Circle, NothingToWaitFor
from kept.promises.chain.holdup import Holdup, Reason
from kept.promises.deadlines import ring_due
from kept.promises.promise import Promise
from kept.promises.renegotiating import Told

TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)
WEDNESDAY, THURSDAY, FRIDAY = (TUESDAY.replace(hour=17) + timedelta(days=n) for n in (1, 2, 3))


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    with time_machine.travel(TUESDAY, tick=False):
        yield


@pytest.fixture
def crew(admin: Member, light: Member, outsider: Member) -> Team:
    return Team.objects.form("Crew", by=admin, members=[light, outsider])


@pytest.fixture
def upper(conversation: Conversation, teammate: Member) -> Promise:
    return promised(conversation, teammate, "bring the boxes", FRIDAY)


def promised(here: Conversation, by: Member, what: str, due: datetime) -> Promise:
    return Promise.objects.make(what, in_=here, due=due, by=by)  # type: ignore[no-any-return]


def asked(upper: Promise, whom: Member | Team, by: Member, wished: datetime = THURSDAY) -> Asking:
    return Asking.objects.ask(whom, "have twenty boxes ready", upper=upper, wished=wished, by=by)


def held_up(promise: Promise) -> tuple[str, str, datetime | None] | None:
    ring_due()
    row = Holdup.objects.filter(promise=promise).first()
    return (row.who, row.reason, row.until) if row else None


def told(kind: str) -> int:
    return Event.objects.filter(kind=f"promise.{kind}").count()


def test_what_is_promised_back_by_its_time_holds_up_nothing(upper: Promise, teammate: Member, outsider: Member) -> None:
    lower = asked(upper, outsider, teammate).promise_back(THURSDAY, by=outsider)
    assert (lower.promiser, lower.colleague, lower.conversation) == (outsider, teammate, upper.conversation)
    assert held_up(upper) is None


def test_a_later_time_is_seen_above_with_the_room_there_was(upper: Promise, teammate: Member, outsider: Member) -> None:
    lower = asked(upper, outsider, teammate).promise_back(THURSDAY, by=outsider)
    later = FRIDAY.replace(hour=16)
    lower.renegotiate(later, by=outsider, told=Told.PERSON)
    assert held_up(upper) == ("Olga Petrova", Reason.LATER, datetime(2026, 11, 30, 16, tzinfo=UTC))
    upper.conversation.refresh_from_db()
    assert upper.conversation.held_up_by == "Olga Petrova"
    lower.renegotiate(WEDNESDAY, by=outsider, told=Told.PERSON)
    assert held_up(upper) is None
    upper.conversation.refresh_from_db()
    assert (upper.conversation.held_up_by, told("held_up"), told("held_up_no_more")) == ("", 1, 1)


def test_an_hour_later_leaves_room_enough(upper: Promise, teammate: Member, outsider: Member) -> None:
    lower = asked(upper, outsider, teammate).promise_back(THURSDAY, by=outsider)
    lower.renegotiate(FRIDAY.replace(hour=11), by=outsider, told=Told.PERSON)
    assert held_up(upper) is None


def test_it_is_seen_all_the_way_up(upper: Promise, teammate: Member, light: Member, outsider: Member) -> None:
    middle = asked(upper, light, teammate).promise_back(THURSDAY, by=light)
    lowest = asked(middle, outsider, light, WEDNESDAY).promise_back(WEDNESDAY, by=outsider)
    assert held_up(middle) is held_up(upper) is None
    lowest.renegotiate(FRIDAY, by=outsider, told=Told.PERSON)
    assert held_up(middle) == ("Olga Petrova", Reason.LATER, datetime(2026, 11, 30, 17, tzinfo=UTC))
    assert held_up(upper) == ("Olga Petrova", Reason.LATER, datetime(2026, 12, 1, 17, tzinfo=UTC))
    lowest.keep(by=outsider)
    assert held_up(middle) is held_up(upper) is None
    assert told("can_go_on") == 1


def test_broken_withdrawn_declined_and_unanswered(upper: Promise, teammate: Member, crew: Team, light: Member) -> None:
    request = asked(upper, crew, teammate, WEDNESDAY)
    with clock.telling(WEDNESDAY):
        assert held_up(upper) == ("Crew", Reason.UNANSWERED, None)
        request.decline("No boxes are left.", by=light)
        assert held_up(upper) == ("Crew", Reason.DECLINED, None)
        request.can_be_done_after_all(by=light)
        lower = request.promise_back(THURSDAY, by=light)
        assert held_up(upper) is None
    with clock.telling(THURSDAY):
        assert held_up(upper) == ("Crew", Reason.BROKEN, None)
        Promise.objects.get(pk=lower.pk).withdraw("The shop is shut.", by=light)
        assert held_up(upper) == ("Crew", Reason.WITHDRAWN, None)
        upper.rest_no_more_on(lower, by=teammate)
        assert held_up(upper) is None


def test_what_is_done_with_is_held_up_by_nothing(upper: Promise, teammate: Member, outsider: Member) -> None:
    asked(upper, outsider, teammate).decline("No.", by=outsider)
    assert held_up(upper)
    Promise.objects.get(pk=upper.pk).keep(by=teammate)
    assert held_up(upper) is None
    Promise.objects.get(pk=upper.pk).is_still_to_do(by=teammate)
    assert held_up(upper)


def test_the_one_above_hears_once_that_they_can_go_on(upper: Promise, teammate: Member, outsider: Member) -> None:
    lower = asked(upper, outsider, teammate).promise_back(THURSDAY, by=outsider)
    lower.keep(by=outsider)
    ring_due()
    ring_due()
    assert told("can_go_on") == 1
    lower.is_still_to_do(by=outsider)
    ring_due()
    lower.keep(by=outsider)
    ring_due()
    assert told("can_go_on") == 2


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_no_circle_comes_of_any_order(conversation: Conversation, teammate: Member, order: tuple[int, ...]) -> None:
    ring = [promised(conversation, teammate, f"deed {n}", FRIDAY) for n in range(3)]
    for n in order[:2]:
        ring[n].rest_on(ring[(n + 1) % 3], by=teammate)
    last = order[2]
    with pytest.raises(Circle):
        ring[last].rest_on(ring[(last + 1) % 3], by=teammate)
    with pytest.raises(Circle):
        ring[0].rest_on(ring[0], by=teammate)


def test_one_may_rest_on_several_and_several_on_one(conversation: Conversation, teammate: Member) -> None:
    first, second, boxes, van = (promised(conversation, teammate, f"deed {n}", FRIDAY) for n in range(4))
    for upper in (first, second):
        upper.rest_on(boxes, by=teammate)
        upper.rest_on(van, by=teammate)
    boxes.withdraw("No boxes.", by=teammate)
    assert held_up(first) == held_up(second) == ("Cleo Marsh", Reason.WITHDRAWN, None)
    with pytest.raises(NothingToWaitFor):
        van.rest_on(boxes, by=teammate)


def test_of_a_team_the_one_with_the_fewest_requests_answers(upper: Promise, teammate: Member, crew: Team) -> None:
    first, second = (
        Asking.objects.ask(crew, what, upper=upper, wished=THURSDAY, by=teammate) for what in ("boxes", "tape")
    )
    assert {first.asked, second.asked} == set(crew.members.all())


def test_asked_in_the_same_words_each_is_asked_once(
    upper: Promise, teammate: Member, light: Member, outsider: Member
) -> None:
    first, second = asked(upper, light, teammate), asked(upper, outsider, teammate)
    assert (first.asked, second.asked) == (light, outsider)
    assert asked(upper, outsider, teammate) == second
