"""Every rule of docs/standing-promises.md, told through the verbs. Times are of Monday 30 November 2026 in Berlin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from kept.conftest import write
from kept.conversations.base import MergedMeanwhile
from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.customers.customer import Company, Customer
from kept.customers.grouping import CustomerGroup
from kept.events.event import Event
from kept.lib import clock
from kept.people.member import Member
from kept.promises.deadlines import ring_due
from kept.promises.finding_out import FindingOut
from kept.promises.promise import Promise
from kept.promises.standing import recounting
from kept.promises.standing.arranging import keep_promise
from kept.promises.standing.calendar import Calendar
from kept.promises.standing.clock import Clock
from kept.promises.standing.following import follow
from kept.promises.standing.heeding import Waits
from kept.promises.standing.recounting import recount_those
from kept.promises.standing.standing_promise import StandingPromise

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = timedelta(hours=1)


def at(hours: float) -> datetime:
    """That hour of Monday, on the wall."""
    return datetime(2026, 11, 30, tzinfo=BERLIN) + hours * HOUR


@pytest.fixture
def office(organisation: object) -> Calendar:
    week = ["09:00-17:00"] * 5 + ["", ""]
    return Calendar.objects.create(name="Office", time_zone="Europe/Berlin", week=week, country="DE", subdivision="BE")


def standing(office: Calendar, target: str, hours: float, **columns: object) -> StandingPromise:
    minutes = int(hours * 60)
    return StandingPromise.objects.create(
        target=target, minutes=minutes, calendar=office, begins_at=at(-1000), **columns
    )


@pytest.fixture
def promised(office: Calendar) -> dict[str, StandingPromise]:
    """A first reply within two hours, the next ones within four, the end of it within eight."""
    return {target: standing(office, target, hours) for target, hours in [("first", 2), ("next", 4), ("resolution", 8)]}


@pytest.fixture
def asked(promised: object, sales: Inbox, vera: Customer) -> Conversation:
    """Vera has asked on Monday at nine."""
    with clock.telling(at(9)):
        conversation = Conversation.objects.begin(inbox=sales, customer=vera, subject="Boxes", channel="email")
        write(conversation, "Could you bring twenty boxes?")
        follow(conversation.pk)
    return conversation


def then(conversation: Conversation, hours: float, verb: Callable[[], object]) -> None:
    """At that hour somebody does it, and the clock follows."""
    with clock.telling(at(hours)):
        verb()
        follow(conversation.pk)


def of(conversation: Conversation, target: str) -> Clock:
    return Clock.objects.filter(conversation=conversation, target=target).latest("pk")


def due(conversation: Conversation, target: str) -> float | None:
    """When, in hours from Monday midnight; None while it stands."""
    moment = of(conversation, target).due_at
    return (moment - at(0)) / HOUR if moment else None


def shown(conversation: Conversation) -> tuple[float | None, str]:
    row = Conversation.objects.get(pk=conversation.pk)
    return (row.answer_due_at - at(0)) / HOUR if row.answer_due_at else None, row.due_is


def kinds(conversation: Conversation, target: str) -> list[str]:
    events = Event.objects.filter(kind__startswith="due.", subject=of(conversation, target).pk).order_by("pk")
    return [each.kind.removeprefix("due.") for each in events]


def test_the_first_reply_is_due_from_the_first_message(asked: Conversation) -> None:
    assert (due(asked, "first"), due(asked, "resolution")) == (11, 17)
    assert shown(asked) == (11, "first")
    assert not Clock.objects.filter(target="next").exists()
    then(asked, 9.5, lambda: write(asked, "And tape."))
    assert due(asked, "first") == 11


def test_a_persons_reply_meets_it(asked: Conversation, admin: Member) -> None:
    then(asked, 10, lambda: asked.reply("Yes.", by=admin))
    assert (of(asked, "first").state, of(asked, "first").met_at) == ("met", at(10))
    assert kinds(asked, "first") == ["set", "met"]
    assert (of(asked, "resolution").state, shown(asked)) == ("standing", (None, ""))


def test_what_nobody_answers_is_warned_of_and_broken_and_stays_so(asked: Conversation, admin: Member) -> None:
    with clock.telling(at(10.4)):
        ring_due()
    assert kinds(asked, "first") == ["set"]
    with clock.telling(at(10.5)):
        ring_due()
    assert kinds(asked, "first") == ["set", "soon"]
    with clock.telling(at(11)):
        ring_due()
    assert kinds(asked, "first") == ["set", "soon", "missed"]
    assert shown(asked) == (11, "first")
    then(asked, 12, lambda: asked.reply("Sorry, yes.", by=admin))
    assert (of(asked, "first").state, of(asked, "first").met_at) == ("broken", at(12))
    assert kinds(asked, "first") == ["set", "soon", "missed", "met"]
    assert shown(asked) == (None, "")


def test_answered_at_its_very_time_is_in_time(asked: Conversation, admin: Member) -> None:
    with clock.telling(at(11)):
        asked.reply("Yes.", by=admin)
    with clock.telling(at(12)):
        follow(asked.pk)
    assert of(asked, "first").state == "met"


def test_a_clock_that_comes_late_finds_the_same(asked: Conversation, admin: Member) -> None:
    with clock.telling(at(11.5)):
        asked.reply("Yes.", by=admin)
    with clock.telling(at(60)):
        follow(asked.pk)
    late = of(asked, "first")
    assert (late.state, late.broken_at, late.met_at) == ("broken", at(11), at(11.5))
    missed = Event.objects.get(kind="due.missed", subject=late.pk)
    assert missed.at == at(11)


def test_a_machine_neither_begins_nor_ends_a_wait(promised: object, sales: Inbox, vera: Customer) -> None:
    with clock.telling(at(9)):
        conversation = Conversation.objects.begin(inbox=sales, customer=vera, subject="Away", channel="email")
        write(conversation, "I am away.", automatic="auto-replied")
        follow(conversation.pk)
    assert not Clock.objects.exists()


def test_the_word_that_it_is_late_is_no_reply(asked: Conversation, admin: Member) -> None:
    with clock.telling(at(9.5)):
        promise = Promise.objects.make("find out", in_=asked, due=at(10), by=admin)
        word = asked.reply("I have not forgotten you.", by=admin)
        FindingOut.objects.create(promise=promise, told=word)
        follow(asked.pk)
    assert of(asked, "first").state == "running"


def test_a_reply_for_later_counts_when_it_leaves(asked: Conversation, admin: Member) -> None:
    with clock.telling(at(9.5)):
        reply = asked.reply("Yes.", by=admin, until=at(10.5))
        follow(asked.pk)
    assert of(asked, "first").state == "running"
    then(asked, 10.5, lambda: asked.let_go(reply))
    assert of(asked, "first").met_at == at(10.5)


def test_a_reply_that_is_taken_back_was_none(asked: Conversation, admin: Member) -> None:
    with clock.telling(at(10)):
        reply = asked.reply("Yes.", by=admin, hold=timedelta(seconds=10))
        follow(asked.pk)
    assert of(asked, "first").state == "met"
    then(asked, 10, lambda: asked.take_back(reply, by=admin))
    assert (of(asked, "first").state, due(asked, "first")) == ("running", 11)


def test_the_next_reply_is_due_from_the_first_unanswered_message(asked: Conversation, admin: Member) -> None:
    then(asked, 10, lambda: asked.reply("Yes.", by=admin))
    then(asked, 11, lambda: write(asked, "When?"))
    then(asked, 12, lambda: write(asked, "Hello?"))
    assert due(asked, "next") == 15
    then(asked, 13, lambda: asked.reply("On Friday.", by=admin))
    then(asked, 14, lambda: write(asked, "And who?"))
    assert due(asked, "next") == 14 + 3 + 16 + 1
    assert [each.state for each in Clock.objects.filter(target="next").order_by("pk")] == ["met", "running"]


def test_a_reply_that_came_back_leaves_the_customer_waiting(asked: Conversation, admin: Member) -> None:
    with clock.telling(at(10)):
        reply = asked.reply("Yes.", by=admin)
        follow(asked.pk)

    def comes_back() -> None:
        reply.delivery.claim()
        reply.delivery.fail("550 no such box", permanent=True)

    then(asked, 11, comes_back)
    assert of(asked, "first").state == "met"
    assert (due(asked, "next"), of(asked, "resolution").state) == (15, "running")


def test_resolution_rests_while_the_customer_is_asked(asked: Conversation, admin: Member) -> None:
    then(asked, 10, lambda: asked.reply("How many?", by=admin))
    assert (of(asked, "resolution").state, due(asked, "resolution")) == ("standing", None)
    then(asked, 14, lambda: write(asked, "Twenty."))
    assert due(asked, "resolution") == 24 + 9 + 4


def test_closing_settles_it_and_reopening_goes_on_with_what_was_left(asked: Conversation, admin: Member) -> None:
    then(asked, 10.5, lambda: asked.close(by=admin))
    assert of(asked, "resolution").met_at == at(10.5)
    assert of(asked, "first").state == "standing"
    then(asked, 15, lambda: asked.reopen(by=admin))
    assert (of(asked, "resolution").state, of(asked, "resolution").met_at) == ("running", None)
    assert due(asked, "resolution") == 24 + 9 + 4.5


def test_closed_without_an_answer_it_rests_until_it_opens_again(asked: Conversation, admin: Member) -> None:
    then(asked, 10, lambda: asked.close(by=admin))
    assert shown(asked) == (None, "")
    then(asked, 16, lambda: write(asked, "Hello?"))
    assert due(asked, "first") == 17


def test_a_snooze_of_ours_does_not_stop_a_customer_waiting(asked: Conversation, admin: Member) -> None:
    then(asked, 10, lambda: asked.snooze(at(14), by=admin))
    assert due(asked, "first") == 11


def test_a_snooze_stops_what_says_so(asked: Conversation, admin: Member, promised: dict[str, StandingPromise]) -> None:
    StandingPromise.objects.filter(target="resolution").update(rests_when_snoozed=True)
    then(asked, 10, lambda: asked.snooze(at(14), by=admin))
    assert (due(asked, "resolution"), due(asked, "first")) == (None, 11)
    then(asked, 14, asked.wake)
    assert due(asked, "resolution") == 24 + 9 + 4


def test_spam_lifts_it_and_taking_that_back_goes_on(asked: Conversation, admin: Member) -> None:
    then(asked, 10, lambda: asked.mark_spam(by=admin))
    assert not Clock.objects.exists()
    assert shown(asked) == (None, "")
    then(asked, 12, lambda: asked.unmark_spam(by=admin))
    assert due(asked, "first") == 13


@pytest.fixture
def other(asked: Conversation, sales: Inbox, vera: Customer) -> Conversation:
    """Vera asks the same once more, at ten."""
    with clock.telling(at(10)):
        other = Conversation.objects.begin(inbox=sales, customer=vera, subject="Boxes!", channel="email")
        write(other, "Boxes?")
        follow(other.pk)
    assert due(other, "first") == 12
    return other


def both(hours: float, verb: Callable[[], object], *conversations: Conversation) -> None:
    with clock.telling(at(hours)):
        verb()
        for each in conversations:
            follow(each.pk)


def test_merged_the_earlier_start_counts_and_undoing_gives_both_back(
    asked: Conversation, other: Conversation, admin: Member
) -> None:
    both(10.2, lambda: asked.merge_into(other, by=admin), asked, other)
    assert due(other, "first") == 11
    assert not Clock.objects.filter(conversation=asked).exists()
    assert shown(asked) == (None, "")
    both(10.3, lambda: asked.unmerge(by=admin), asked, other)
    assert (due(asked, "first"), due(other, "first")) == (11, 12)


def test_split_off_it_waits_since_its_own_first_message(asked: Conversation, admin: Member) -> None:
    with clock.telling(at(10)):
        second = write(asked, "Something else: my chair is broken.")
        new = asked.split(second, by=admin)
        for each in (asked, new):
            follow(each.pk)
    assert (due(asked, "first"), due(new, "first")) == (11, 12)


def test_another_priority_is_another_promise_and_the_time_that_passed_has_passed(
    asked: Conversation, admin: Member, office: Calendar
) -> None:
    urgent = standing(office, "first", 1.5, priority="urgent")
    then(asked, 10, lambda: asked.prioritise("urgent", by=admin))
    assert (of(asked, "first").promise, due(asked, "first")) == (urgent, 10.5)
    then(asked, 10.1, lambda: asked.prioritise("normal", by=admin))
    assert due(asked, "first") == 11
    then(asked, 10.6, lambda: asked.prioritise("urgent", by=admin))
    assert of(asked, "first").state == "broken"
    then(asked, 10.7, lambda: asked.prioritise("normal", by=admin))
    assert (of(asked, "first").state, due(asked, "first")) == ("broken", 10.5)


def test_what_was_over_before_does_not_count_under_another_promise(
    office: Calendar, sales: Inbox, vera: Customer, admin: Member
) -> None:
    standing(office, "first", 0.1, priority="urgent")
    with clock.telling(at(9)):
        conversation = Conversation.objects.begin(inbox=sales, customer=vera, subject="Boxes", channel="email")
        write(conversation, "Boxes?")
    then(conversation, 11, lambda: conversation.reply("Yes.", by=admin))
    then(conversation, 12, lambda: conversation.prioritise("urgent", by=admin))
    assert not Clock.objects.exists()


def test_the_most_specific_promise_holds_then_the_order(
    asked: Conversation, office: Calendar, sales: Inbox, claims: Inbox, admin: Member
) -> None:
    standing(office, "first", 3, inbox=sales)
    standing(office, "first", 4, inbox=claims, kind="complaint", place=1)
    then(asked, 9.1, lambda: None)
    assert due(asked, "first") == 12
    standing(office, "first", 5, kind="complaint", place=1)
    then(asked, 9.2, lambda: asked.classify("complaint", by=admin))
    assert due(asked, "first") == 14
    standing(office, "first", 6, kind="complaint", inbox=sales, place=99)
    then(asked, 9.3, lambda: None)
    assert due(asked, "first") == 15


def test_a_promise_holds_for_a_companys_people(asked: Conversation, office: Calendar, admin: Member) -> None:
    with clock.telling(at(9.5)):
        asked.customer.work_for("Lindqvist Ltd", by=admin)
        standing(office, "first", 1, company=asked.customer.company)
    Waits().catch_up()
    then(asked, 9.6, lambda: None)
    assert due(asked, "first") == 10


def test_it_holds_from_when_it_was_made(office: Calendar, sales: Inbox, vera: Customer) -> None:
    with clock.telling(at(9)):
        conversation = Conversation.objects.begin(inbox=sales, customer=vera, subject="Boxes", channel="email")
        write(conversation, "Boxes?")
    StandingPromise.objects.create(target="first", minutes=60, calendar=office, begins_at=at(9.5))
    then(conversation, 9.6, lambda: None)
    assert not Clock.objects.exists()


def test_retired_it_is_lifted_and_what_it_broke_stays_broken(
    asked: Conversation, promised: dict[str, StandingPromise]
) -> None:
    then(asked, 12, lambda: StandingPromise.objects.update(retired_at=at(12)))
    assert not Clock.objects.filter(state="running").exists()
    assert shown(asked) == (None, "")


def test_another_calendar_moves_what_runs_and_mends_nothing(
    asked: Conversation, office: Calendar, other: Conversation, admin: Member
) -> None:
    with clock.telling(at(11)):
        ring_due()
        office.week = ["09:00-10:30, 13:00-17:00", *office.week[1:]]
        office.save()
        assert recount_those(calendar=office.pk) == 2
        ring_due()
    assert (of(asked, "first").state, due(asked, "first")) == ("broken", 11)
    assert (of(other, "first").state, due(other, "first")) == ("running", 14.5)


def test_the_stream_tells_the_clock_and_the_clock_rings(promised: object, sales: Inbox, vera: Customer) -> None:
    Waits().catch_up()
    with clock.telling(at(9)):
        conversation = Conversation.objects.begin(inbox=sales, customer=vera, subject="Boxes", channel="email")
        write(conversation, "Boxes?")
    assert Waits().catch_up() == 2
    assert not Clock.objects.exists()
    with clock.telling(at(9.01)):
        ring_due()
    assert shown(conversation) == (11, "first")


def test_following_twice_changes_and_says_nothing(asked: Conversation) -> None:
    before = Event.objects.count()
    then(asked, 9.2, lambda: None)
    assert Event.objects.count() == before


def test_a_conversation_that_is_merged_takes_no_priority(
    asked: Conversation, other: Conversation, admin: Member
) -> None:
    asked.merge_into(other, by=admin)
    with pytest.raises(MergedMeanwhile):
        asked.prioritise("high", by=admin)


@pytest.fixture
def trade(organisation: object, admin: Member) -> CustomerGroup:
    return CustomerGroup.objects.make("Trade customers", by=admin)


def caught_up(conversation: Conversation, hours: float, verb: Callable[[], object]) -> None:
    """At that hour somebody does it, the stream tells the clock, a job looks at what it concerns, the clock rings."""
    Waits().catch_up()
    jobs = InMemoryConnector()
    with clock.telling(at(hours)), app.replace_connector(jobs):
        verb()
        Waits().catch_up()
        for job in jobs.jobs.values():
            recount_those(**job["args"])
        ring_due()


def test_a_promise_holds_for_a_group_of_customers(
    asked: Conversation, office: Calendar, trade: CustomerGroup, admin: Member
) -> None:
    for_trade = standing(office, "first", 1, group=trade)
    caught_up(asked, 9.5, lambda: asked.customer.belong_to(trade, by=admin))
    assert (of(asked, "first").promise, due(asked, "first")) == (for_trade, 10)
    caught_up(asked, 9.6, lambda: asked.customer.belong_to(None, by=admin))
    assert due(asked, "first") == 11


def test_everybody_of_a_company_belongs_where_it_belongs(
    asked: Conversation, office: Calendar, trade: CustomerGroup, admin: Member
) -> None:
    standing(office, "first", 1, group=trade)
    caught_up(asked, 9.1, lambda: asked.customer.work_for("Lindqvist Ltd", by=admin))
    assert due(asked, "first") == 11
    company = Company.objects.get()
    caught_up(asked, 9.2, lambda: company.belong_to(trade, by=admin))
    assert due(asked, "first") == 10


def test_a_group_that_is_retired_is_promised_nothing_until_it_is_back(
    asked: Conversation, office: Calendar, trade: CustomerGroup, admin: Member
) -> None:
    standing(office, "first", 1, group=trade)
    caught_up(asked, 9.1, lambda: asked.customer.belong_to(trade, by=admin))
    assert due(asked, "first") == 10
    caught_up(asked, 9.2, lambda: trade.retire(by=admin))
    assert due(asked, "first") == 11
    caught_up(asked, 9.3, lambda: trade.bring_back(by=admin))
    assert due(asked, "first") == 10


def test_what_was_over_before_the_customer_came_into_the_group_does_not_count(
    office: Calendar, trade: CustomerGroup, sales: Inbox, vera: Customer, admin: Member
) -> None:
    standing(office, "first", 0.1, group=trade)
    with clock.telling(at(9)):
        conversation = Conversation.objects.begin(inbox=sales, customer=vera, subject="Boxes", channel="email")
        write(conversation, "Boxes?")
    then(conversation, 11, lambda: conversation.reply("Yes.", by=admin))
    caught_up(conversation, 12, lambda: vera.belong_to(trade, by=admin))
    assert not Clock.objects.exists()


def test_a_promise_that_fits_more_reaches_who_waits_already(
    asked: Conversation, office: Calendar, claims: Inbox, promised: dict[str, StandingPromise], admin: Member
) -> None:
    StandingPromise.objects.update(retired_at=at(9.1))
    then(asked, 9.1, lambda: None)
    elsewhere = standing(office, "first", 3, inbox=claims)
    then(asked, 9.2, lambda: None)
    assert not Clock.objects.filter(conversation=asked).exists()
    elsewhere.inbox = None
    caught_up(asked, 9.3, lambda: keep_promise(elsewhere, by=admin))
    assert due(asked, "first") == 12


def test_what_was_over_before_a_promise_fitted_it_does_not_count(
    office: Calendar, claims: Inbox, sales: Inbox, vera: Customer, admin: Member
) -> None:
    elsewhere = standing(office, "first", 0.1, inbox=claims)
    with clock.telling(at(9)):
        conversation = Conversation.objects.begin(inbox=sales, customer=vera, subject="Boxes", channel="email")
        write(conversation, "Boxes?")
    then(conversation, 11, lambda: conversation.reply("Yes.", by=admin))
    elsewhere.inbox = None
    caught_up(conversation, 12, lambda: keep_promise(elsewhere, by=admin))
    assert not Clock.objects.exists()


def test_it_is_asked_of_every_open_conversation_in_batches(
    asked: Conversation, other: Conversation, promised: dict[str, StandingPromise], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recounting, "BATCH", 1)
    Clock.objects.all().delete()
    with clock.telling(at(10)):
        assert recount_those(promise=promised["first"].pk) == 2
    with clock.telling(at(10.1)):
        ring_due()
    assert (due(asked, "first"), due(other, "first")) == (11, 12)
