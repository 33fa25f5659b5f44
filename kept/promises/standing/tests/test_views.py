"""What colleagues see and set of standing promises."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kept.conversations.conversation import Conversation
from kept.customers.grouping import CustomerGroup
from kept.events.event import Event
from kept.events.stream import place
from kept.lib import clock
from kept.notifications.news import News
from kept.notifications.notice import Notice
from kept.people.member import Member
from kept.promises.standing.arranging import retire
from kept.promises.standing.calendar import Calendar
from kept.promises.standing.clock import Clock
from kept.promises.standing.explaining import Explanation
from kept.promises.standing.standing_promise import StandingPromise
from kept.promises.standing.tests.test_following import BERLIN, asked, at, office, promised, then

__all__ = ["asked", "office", "promised"]
PART = {"HX-Request": "true", "HX-Request-Type": "partial"}
WEEK = {f"day_{number}": "9:00-17:00" if number < 5 else "" for number in range(7)}


@pytest.fixture
def ben(client: Client, admin: Member) -> Client:
    client.force_login(admin)
    return client


def html(client: Client, url: str, hours: float, **headers: str) -> str:
    with time_machine.travel(at(hours), tick=False):
        response = client.get(url, headers=headers)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_the_list_says_when_an_answer_is_due_and_that_it_is_late(ben: Client, asked: Conversation) -> None:
    assert "due 10:00</span>" in html(ben, "/inbox/open/", 9)  # London reads one hour less
    assert "due 10:00, late" in html(ben, "/inbox/open/", 13)


def test_of_two_times_the_nearer_is_shown(ben: Client, asked: Conversation, admin: Member) -> None:
    Conversation.objects.update(promised_at=at(10))
    assert "promised 09:00" in html(ben, "/inbox/open/", 9)
    Conversation.objects.update(promised_at=at(16))
    assert "Answer </span>due 10:00" in html(ben, "/inbox/open/", 9)


def test_the_list_and_the_conversation_ask_no_more_than_before(ben: Client, asked: Conversation) -> None:
    def asks(url: str) -> int:
        with time_machine.travel(at(9.1), tick=False), CaptureQueriesContext(connection) as captured:
            assert b"answer due" in ben.get(url).content.lower().replace(b" </span>", b" ")
        return len(captured)

    def bare(url: str) -> int:
        Conversation.objects.update(answer_due_at=None, due_is="")
        with time_machine.travel(at(9.1), tick=False), CaptureQueriesContext(connection) as captured:
            ben.get(url)
        Conversation.objects.update(answer_due_at=at(11), due_is="first")
        return len(captured)

    for url in ("/inbox/open/", f"/conversations/{asked.pk}/"):
        ben.get(url)
        assert asks(url) == bare(url)


def test_the_head_says_it_and_leads_to_why(ben: Client, asked: Conversation) -> None:
    page = html(ben, f"/conversations/{asked.pk}/", 9)
    assert "Answer due today 10:00" in page
    assert f'hx-get="/conversations/{asked.pk}/due/"' in page
    assert "An answer was due today 10:00" in html(ben, f"/conversations/{asked.pk}/", 12)


def test_why_tells_every_step_in_words(asked: Conversation, admin: Member, office: Calendar) -> None:
    friday = datetime(2026, 12, 18, 16, 30, tzinfo=BERLIN)
    with clock.telling(friday):
        Clock.objects.all().delete()
        told = Clock.objects.create(
            conversation=asked,
            target="resolution",
            begun_by=asked.messages.get(),
            promise=StandingPromise.objects.get(target="resolution"),
            moments=[friday, friday + timedelta(days=3, hours=-6), friday + timedelta(days=7)],
            due_at=datetime(2026, 12, 28, 15, tzinfo=BERLIN),
        )
        words = [line.words for line in Explanation(told).lines]
    assert words == [
        "The customer’s message came Friday 18 December, 16:30.",
        "Friday 18 December, 16:30 to 17:00: 30 minutes.",
        "Closed until Monday 21 December, 09:00: weekend.",
        "Monday 21 December, 09:00 to 10:30: 1 hour 30 minutes.",
        "Paused from Monday 21 December, 10:30 to Friday 25 December, 16:30: "
        "we waited for the customer, or it was closed.",
        "Closed until Monday 28 December, 09:00: Second Day of Christmas, weekend.",
        "Monday 28 December, 09:00 to 15:00: 6 hours.",
        "Due Monday 28 December, 15:00.",
    ]
    assert [line.left for line in Explanation(told).lines][:2] == ["8 hours", "7 hours 30 minutes"]


def test_why_stands_on_a_page_and_within_one(ben: Client, asked: Conversation) -> None:
    url = f"/conversations/{asked.pk}/due/"
    assert "First reply within 2 hours of our working time (Office)" in html(ben, url, 9)
    part = html(ben, url, 9, **PART)
    assert "<html" not in part
    assert "Times are those of Europe/Berlin." in part


def test_who_has_it_is_warned_and_the_leads_hear_of_what_was_missed(
    asked: Conversation, owner: Member, admin: Member, teammate: Member
) -> None:
    News().catch_up()
    then(asked, 9.5, lambda: asked.assign(teammate, by=admin))
    then(asked, 10.6, lambda: None)
    place()
    News().catch_up()
    heard = Notice.objects.filter(event__kind="due.soon").values_list("member", flat=True)
    assert list(heard) == [teammate.pk]
    then(asked, 11, lambda: None)
    News().catch_up()
    missed = Notice.objects.filter(event__kind="due.missed").values_list("member", flat=True)
    assert set(missed) == {teammate.pk, owner.pk, admin.pk}


def test_working_hours_are_set_and_their_holidays_shown_first(ben: Client, organisation: object) -> None:
    fields = {"name": "Office", "time_zone": "Europe/Berlin", "country": "DE", "subdivision": "be", **WEEK}
    fields["special"] = "2026-12-31 off Inventory\n2026-12-24 9-12 Christmas Eve"
    with time_machine.travel(at(9), tick=False):
        shown = ben.post("/settings/working-hours/new/", fields | {"preview": "yes"}).content.decode()
        assert 'Friday 25 December 2026 · <span dir="auto">Christmas Day</span>' in shown
        assert not Calendar.objects.exists()
        ben.post("/settings/working-hours/new/", fields)
    office = Calendar.objects.get()
    assert (office.subdivision, office.week[0]) == ("BE", "09:00-17:00")
    assert [each.line for each in office.special_days.all()] == [
        "2026-12-24 09:00-12:00 Christmas Eve",
        "2026-12-31 off Inventory",
    ]
    assert Event.objects.filter(kind="calendar.kept").count() == 1


@pytest.mark.parametrize(
    ("field", "said", "answer"),
    [
        ("day_0", "nine to five", "Write times like 9:00-12:30"),
        ("day_0", "13-17, 9-12", "overlap"),
        ("day_1", "17-9", "ends before it begins"),
        ("day_1", "25-26", "There is no such time"),
        ("special", "Christmas", "Begin with the date"),
        ("special", "2026-12-24 off\n2026-12-24 9-12", "stands there twice"),
        ("subdivision", "XX", "Those known are: "),
    ],
)
def test_what_is_wrong_with_working_hours_is_said(
    ben: Client, organisation: object, field: str, said: str, answer: str
) -> None:
    fields = {"name": "Office", "time_zone": "Europe/Berlin", "country": "DE", "subdivision": "", **WEEK}
    page = ben.post("/settings/working-hours/new/", fields | {field: said}).content.decode()
    assert answer in page
    assert said.splitlines()[0] in page
    assert not Calendar.objects.exists()


def test_a_standing_promise_is_made_changed_and_retired(ben: Client, office: Calendar, admin: Member) -> None:
    assert "Nothing is promised to everybody yet" in html(ben, "/settings/standing-promises/", 9)
    fields = {"target": "first", "hours": "1", "minutes": "30", "calendar": office.pk, "place": "10"}
    ben.post("/settings/standing-promises/new/", fields)
    promise = StandingPromise.objects.get()
    assert (promise.minutes, promise.named) == (90, 0)
    url = f"/settings/standing-promises/{promise.pk}/"
    ben.post(url, fields | {"hours": "4", "priority": "urgent"})
    promise.refresh_from_db()
    assert (promise.minutes, promise.priority, promise.target) == (270, "urgent", "first")
    assert "First reply within 4 hours 30 minutes" in html(ben, "/settings/standing-promises/", 9)
    ben.post(f"{url}retirement/")
    retire(promise, by=admin)
    assert Event.objects.filter(kind="standing_promise.retired").count() == 1
    assert ben.get(url).status_code == 404


def test_a_promise_needs_a_time_and_a_company_that_exists(ben: Client, office: Calendar) -> None:
    fields = {"target": "first", "hours": "0", "minutes": "0", "calendar": office.pk, "place": "1", "company": "Nobody"}
    page = ben.post("/settings/standing-promises/new/", fields).content.decode()
    assert "No customer of ours works for “Nobody”." in page
    page = ben.post("/settings/standing-promises/new/", fields | {"company": ""}).content.decode()
    assert "Say how long" in page


def test_a_priority_is_set_shown_and_taken_back(ben: Client, conversation: Conversation) -> None:
    url = f"/conversations/{conversation.pk}/priority/"
    assert "Priority: Urgent." in ben.post(url, {"priority": "urgent"}, headers=PART).content.decode()
    assert "Priority: Urgent" in ben.get(f"/conversations/{conversation.pk}/").content.decode()
    assert ben.post(url, {"priority": "frantic"}, headers=PART).status_code == 422
    ben.post(url, {"priority": "normal"}, headers=PART)
    assert [each.what.priority for each in conversation.events().filter(kind="conversation.prioritised")] == [  # type: ignore[attr-defined]
        "urgent",
        "normal",
    ]


def test_it_may_be_promised_to_a_group_of_customers(ben: Client, office: Calendar, admin: Member) -> None:
    trade = CustomerGroup.objects.make("Trade customers", by=admin)
    said = {"target": "first", "hours": 1, "calendar": office.pk, "group": trade.pk, "place": 10}
    ben.post("/settings/standing-promises/new/", said)
    assert StandingPromise.objects.get().group == trade
    assert "Trade customers" in html(ben, "/settings/standing-promises/", 9)
    trade.retire(by=admin)
    assert "Trade customers (retired)" in html(ben, "/settings/standing-promises/", 9)
