"""What history says before a promise goes out, from this company's own promises, and whether it comes true."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from threading import Thread

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kept.conversations.conversation import Conversation
from kept.lib import clock
from kept.people.member import Member, Team
from kept.promises.deadlines import Deadline, ring_due
from kept.promises.deeds import Deed, deed_of
from kept.promises.foreseeing import SHARE, Forecast, Level
from kept.promises.outlook import Outlook, Outlooks
from kept.promises.promise import Promise
from kept.promises.remembering import remember
from kept.promises.tests.past import HOUR, past, row
from kept.promises.withdrawing import Withdrawal

TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)  # as the company opens, in London


@pytest.fixture(autouse=True)
def _morning() -> object:
    with time_machine.travel(TUESDAY, tick=False):
        yield


# Nine in ten within three hours; on the safe side for so few cases, six.
QUICK = [1.0] * 12 + [2.0] * 12 + [3.0] * 12 + [6.0] * 4


def outlook(here: Conversation, by: Member, due: datetime | None = None, what: str = "ring her") -> Outlook | None:
    return Outlooks().of_words(what, by, here, due)


@pytest.mark.parametrize(
    ("what", "deed"),
    [
        ("ring you", Deed.RING),
        ("check with the warehouse and get back to you", Deed.FIND_OUT),
        ("get back to you", Deed.WRITE),
        ("let you know the price", Deed.WRITE),
        ("send you a written price", Deed.SEND),
        ("have the crew there", Deed.VISIT),
        ("bring two lidded buckets", Deed.BRING),
        ("Sie anrufen", Deed.RING),
        ("das Geld überweisen", Deed.REFUND),
        ("replace the glass", Deed.REPAIR),
        ("think of something", Deed.OTHER),
    ],
)
def test_deeds_are_told_by_their_words(what: str, deed: Deed) -> None:
    assert deed_of(what) == deed


def test_a_promise_keeps_its_kind_of_deed(conversation: Conversation, teammate: Member) -> None:
    made = Promise.objects.make("ring about the boxes", in_=conversation, due=TUESDAY + HOUR, by=teammate)
    assert made.deed == Deed.RING


def test_too_few_cases_say_nothing(conversation: Conversation, teammate: Member) -> None:
    past(conversation, teammate, [1.0] * 10)
    assert outlook(conversation, teammate) is None


def test_it_says_by_when_nine_of_ten_were_done(conversation: Conversation, teammate: Member) -> None:
    past(conversation, teammate, QUICK)
    said = outlook(conversation, teammate, due=TUESDAY + 2 * HOUR)
    assert said is not None
    assert said.moment == TUESDAY + 3 * HOUR, "the newest, which were quick, speak the loudest"
    assert said.is_too_soon
    assert said.within == "3 working hours"
    assert said.by_then is not None and said.by_then < 9
    later = outlook(conversation, teammate, due=TUESDAY + 7 * HOUR)
    assert later is not None and not later.is_too_soon
    assert later.sentence_of_chosen == "10 of 10 such promises were done by then."


def test_another_deed_is_not_alike(conversation: Conversation, teammate: Member) -> None:
    past(conversation, teammate, QUICK)
    assert outlook(conversation, teammate, what="replace the glass") is None


def test_nights_do_not_count(conversation: Conversation, teammate: Member) -> None:
    past(conversation, teammate, [25.0] * 40)  # nine hours at work: from nine to ten the next morning
    with time_machine.travel(TUESDAY + 7 * HOUR, tick=False):
        said = outlook(conversation, teammate)
    assert said is not None
    assert said.moment == TUESDAY + 32 * HOUR, "an hour on Tuesday and the eight of Wednesday"
    assert said.within == "2 working days"


def test_what_waits_still_and_what_was_withdrawn_is_no_proof(conversation: Conversation, teammate: Member) -> None:
    past(conversation, teammate, QUICK)
    begun = [TUESDAY - timedelta(days=14) for _ in range(20)]
    waiting = Promise.objects.bulk_create(row(conversation, teammate, day, "ring her") for day in begun)
    Withdrawal.objects.bulk_create(
        Withdrawal(promise=each, by=teammate, at=each.made_at + HOUR / 2, why="No need") for each in waiting[:5]
    )
    said = outlook(conversation, teammate, due=TUESDAY + 7 * HOUR)
    assert said is not None
    assert said.moment is None, "too many are still to be done for anybody to say when nine of ten are"
    assert said.by_then is not None and said.by_then < 9


def test_the_teams_own_come_first(conversation: Conversation, teammate: Member) -> None:
    crew, office = Team.objects.create(name="Crew"), Team.objects.create(name="Office")
    crew.members.add(teammate)
    past(conversation, teammate, QUICK, team=office)
    fallen_back = outlook(conversation, teammate)
    assert fallen_back is not None and fallen_back.group == (Deed.RING, 0)
    past(conversation, teammate, [5.0] * 40, team=crew)
    own = outlook(conversation, teammate)
    assert own is not None and own.group == (Deed.RING, crew.pk)
    assert own.moment == TUESDAY + 5 * HOUR


def test_asking_costs_the_same_however_much_is_written(conversation: Conversation, teammate: Member) -> None:
    past(conversation, teammate, QUICK)
    with CaptureQueriesContext(connection) as queries:
        page = Outlooks()
        for what in ("ring her", "ring him", "call them"):
            assert page.of_words(what, teammate, conversation, TUESDAY + HOUR) is not None
    assert len(queries) == 5, "the company and its hours, the teams, the cases and the level"
    assert all("LIMIT 400" in each["sql"] for each in queries if '"promises_keeping"' in each["sql"])


def test_one_that_waits_is_told_among_those_that_had_waited_as_long(
    conversation: Conversation, teammate: Member
) -> None:
    past(conversation, teammate, QUICK)
    with time_machine.travel(TUESDAY + 3.5 * HOUR, tick=False):
        waiting = row(conversation, teammate, TUESDAY, "ring her")
        said = Outlooks().of_promise(waiting, TUESDAY + 5 * HOUR)
    assert said is not None
    assert said.moment == TUESDAY + 6 * HOUR
    assert said.within == "3 working hours"
    assert said.by_then == 0


def foretold(here: Conversation, by: Member, due: float = 4) -> Promise:
    promise: Promise = Promise.objects.make("ring her", in_=here, due=clock.now() + due * HOUR, by=by)
    assert remember(promise) is not None
    return promise


def test_it_comes_true_when_it_is_done_in_time_and_steps_once(conversation: Conversation, teammate: Member) -> None:
    past(conversation, teammate, QUICK)
    promise = foretold(conversation, teammate)
    assert Forecast.objects.get().moment == TUESDAY + 3 * HOUR
    promise.keep(by=teammate)
    ring_due()
    promise.judge()
    level = Level.objects.get()
    assert Forecast.objects.get().came_true is True
    assert (level.came_true, level.missed) == (1, 0)
    assert level.asked < SHARE


def test_it_is_missed_when_the_moment_passes(conversation: Conversation, teammate: Member) -> None:
    past(conversation, teammate, QUICK)
    promise = foretold(conversation, teammate)
    with time_machine.travel(TUESDAY + 3 * HOUR, tick=False):
        ring_due()
        assert Forecast.objects.get().came_true is False
    with time_machine.travel(TUESDAY + 3.5 * HOUR, tick=False):
        promise.keep(by=teammate)
        ring_due()
    level = Level.objects.get()
    assert (level.came_true, level.missed) == (0, 1)
    assert level.asked > SHARE


def test_a_keeping_said_by_mistake_does_not_count(conversation: Conversation, teammate: Member) -> None:
    past(conversation, teammate, QUICK)
    promise = foretold(conversation, teammate)
    promise.keep(by=teammate)
    ring_due()
    promise.is_still_to_do(by=teammate)
    ring_due()
    level = Level.objects.get()
    assert Forecast.objects.get().came_true is None
    assert (level.came_true, level.missed, round(level.asked, 9)) == (0, 0, SHARE)
    with time_machine.travel(TUESDAY + 3 * HOUR, tick=False):
        ring_due()
    assert Forecast.objects.get().came_true is False, "the clock has an eye on it again"


def test_what_was_withdrawn_before_is_neither(conversation: Conversation, teammate: Member) -> None:
    past(conversation, teammate, QUICK)
    foretold(conversation, teammate).withdraw("No need.", by=teammate)
    with time_machine.travel(TUESDAY + 5 * HOUR, tick=False):
        ring_due()
    assert Forecast.objects.get().came_true is None
    assert not Level.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_forecasts_known_at_the_same_time_step_once_each(conversation: Conversation, teammate: Member) -> None:
    past(conversation, teammate, QUICK)
    promises = [foretold(conversation, teammate, due=4 + number) for number in range(4)]
    for each in promises:
        each.keep(by=teammate)
    threads = [Thread(target=_judged, args=[each.pk]) for each in promises for _twice in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Level.objects.get().came_true == 4


def _judged(pk: int) -> None:
    try:
        Promise.objects.get(pk=pk).judge()
    finally:
        connection.close()


def test_of_those_said_nine_in_ten_nine_in_ten_come_true(conversation: Conversation, teammate: Member) -> None:
    """A company that grows slower by half in the middle, through the verbs and the clock."""
    chance = Random(7)
    past(conversation, teammate, [min(chance.expovariate(1 / 2.0), 7.5) for _ in range(40)])
    for day in range(28):
        morning = TUESDAY + timedelta(days=day)
        if morning.weekday() > 4:
            continue
        for _each in range(5):
            with time_machine.travel(morning + chance.random() * HOUR / 4, tick=False):
                promise = foretold(conversation, teammate, due=200)
            took = min(chance.expovariate(1 / (2.0 if day < 14 else 3.0)), 7.5)
            with time_machine.travel(promise.made_at + took * HOUR, tick=False):
                promise.keep(by=teammate)
        with time_machine.travel(morning + 8 * HOUR, tick=False):
            ring_due()
    level = Level.objects.get()
    assert level.came_true + level.missed == 100
    assert 85 <= level.came_true <= 95


def test_the_numbers_say_how_many_came_true_and_open_them(
    conversation: Conversation, teammate: Member, admin: Member
) -> None:
    past(conversation, teammate, QUICK)
    foretold(conversation, teammate).keep(by=teammate)
    foretold(conversation, teammate, due=5)
    with time_machine.travel(TUESDAY + 3 * HOUR, tick=False):
        ring_due()
        ben = Client()
        ben.force_login(admin)
        page = ben.get("/promises/figures/?of=company").content.decode()
        assert "Of those said 9 in 10: 1 of 2 were done by then." in page
        missed = ben.get("/promises/figures/rows/?of=company&column=missed").content.decode()
        assert missed.count("ledger-line") == 1
        assert "Of those said" not in ben.get("/promises/figures/?of=mine").content.decode()


def rings_at(promise: Promise) -> datetime:
    return Deadline.objects.get(kind="promise", subject=promise.pk).at


def test_one_hears_that_it_falls_due_while_there_is_still_the_time_that_such_things_take(
    conversation: Conversation, teammate: Member
) -> None:
    """Half of them took an hour: of what is due on Wednesday at 9:30, half of it is on Tuesday."""
    past(conversation, teammate, QUICK)
    due = TUESDAY + 24.5 * HOUR
    said: Promise = Promise.objects.make("ring her", in_=conversation, due=due, by=teammate)
    assert rings_at(said) == pytest.approx(TUESDAY + 7.5 * HOUR, abs=timedelta(minutes=1)), "London works until five"
    soon: Promise = Promise.objects.make("ring her", in_=conversation, due=TUESDAY + HOUR, by=teammate)
    assert rings_at(soon) == TUESDAY + HOUR / 4, "never at once"
    other: Promise = Promise.objects.make("bring boxes", in_=conversation, due=due, by=teammate)
    assert rings_at(other) == due - 4 * HOUR, "where history says nothing, a quarter, at most four hours"


def test_looking_for_that_costs_the_same_however_long_the_history_is(
    conversation: Conversation, teammate: Member
) -> None:
    def asks(what: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            Promise.objects.make(what, in_=conversation, due=TUESDAY + 25 * HOUR, by=teammate)
        return len(captured)

    past(conversation, teammate, QUICK)
    before = asks("ring her")
    past(conversation, teammate, QUICK * 5)
    assert asks("ring her again") <= before
