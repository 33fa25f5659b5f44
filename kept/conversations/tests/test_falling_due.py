"""The place Due: what is late, due today or soon, the nearest first, whoever promised it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client

from kept.conftest import write
from kept.conversations import places
from kept.conversations.base import State
from kept.conversations.conversation import Conversation
from kept.conversations.delivery import Delivery
from kept.conversations.falling_due import soon
from kept.conversations.inbox import Inbox
from kept.customers.customer import Customer
from kept.people.member import Member

FRIDAY = datetime(2026, 11, 20, 14, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def cleo(client: Client, teammate: Member) -> Client:
    client.force_login(teammate)
    return client


def due(inbox: Inbox, customer: Customer, subject: str, **columns: object) -> Conversation:
    made = Conversation.objects.begin(inbox=inbox, customer=customer, subject=subject, channel="email")
    write(made, "Hello")
    Conversation.objects.filter(pk=made.pk).update(**columns)
    return made


def subjects(client: Client, url: str = "/inbox/due/rows/") -> list[str]:
    with time_machine.travel(FRIDAY, tick=False):
        return [row.conversation.subject for row in client.get(url).context["rows"]]


def test_the_nearest_comes_first_whether_one_of_us_promised_it_or_all(
    cleo: Client, sales: Inbox, vera: Customer
) -> None:
    due(sales, vera, "in two hours", answer_due_at=FRIDAY + 2 * HOUR, due_is="first")
    due(sales, vera, "late", promised_at=FRIDAY - HOUR, answer_due_at=FRIDAY + 5 * HOUR, due_is="first")
    due(sales, vera, "in an hour", promised_at=FRIDAY + 9 * HOUR, answer_due_at=FRIDAY + HOUR, due_is="next")
    due(sales, vera, "nothing promised")
    assert subjects(cleo) == ["late", "in an hour", "in two hours"]


def test_what_was_not_delivered_does_not_hide_when_it_is_due(
    cleo: Client, sales: Inbox, vera: Customer, teammate: Member
) -> None:
    stuck = due(sales, vera, "Boxes")
    stuck.assign(teammate, by=teammate)
    stuck.reply("Twenty of them.", by=teammate)
    Delivery.objects.update(state="failed")
    Conversation.objects.filter(pk=stuck.pk).update(answer_due_at=FRIDAY + HOUR, due_is="next")
    with time_machine.travel(FRIDAY, tick=False):
        page = cleo.get("/inbox/open/rows/")
        assert "Not delivered" in page.text and "due 15:00" in page.text
        assert "row-hand" not in page.text, "at most two marks"
    with time_machine.travel(FRIDAY + 2 * HOUR, tick=False):
        assert "15:00, late" in cleo.get("/inbox/open/rows/").text


def test_on_a_friday_one_sees_monday_and_not_next_week(cleo: Client, sales: Inbox, vera: Customer) -> None:
    due(sales, vera, "Monday", promised_at=FRIDAY + timedelta(days=3))
    due(sales, vera, "Wednesday", promised_at=FRIDAY + timedelta(days=5))
    assert subjects(cleo) == ["Monday"]


@pytest.mark.parametrize(
    ("state", "is_there"),
    [(State.OPEN, True), (State.SNOOZED, True), (State.CLOSED, True), (State.SPAM, False), (State.MERGED, False)],
)
def test_a_word_given_holds_where_nobody_looks(
    cleo: Client, sales: Inbox, vera: Customer, state: State, is_there: bool
) -> None:
    due(sales, vera, "Boxes", promised_at=FRIDAY, state=state)
    assert (subjects(cleo) == ["Boxes"]) is is_there


def test_the_rail_counts_what_the_place_shows(
    cleo: Client, sales: Inbox, claims: Inbox, vera: Customer, willem: Customer
) -> None:
    due(sales, vera, "Boxes", promised_at=FRIDAY)
    due(claims, willem, "Not hers to see", promised_at=FRIDAY)
    with time_machine.travel(FRIDAY, tick=False):
        rail = cleo.get("/inbox/counts/").context["rail"]
    assert {each.name: each.count for each in rail.places}["due"] == 1
    assert subjects(cleo) == ["Boxes"]


def test_what_is_due_later_is_reached_page_by_page(cleo: Client, sales: Inbox, vera: Customer) -> None:
    for each in range(5):  # two at the same moment lie on two pages
        due(sales, vera, f"Box {each}", promised_at=FRIDAY + (each // 2) * HOUR)
    seen, url = [], "/inbox/due/rows/?size=1"
    with time_machine.travel(FRIDAY, tick=False):
        while url:
            context = cleo.get(url).context
            seen += [row.conversation.subject for row in context["rows"]]
            older = context["page"].older
            url = f"/inbox/due/rows/?size=1&before={str(older).replace('+', '%2B')}" if older else ""
    assert seen == [f"Box {each}" for each in range(5)]


def test_nothing_due_says_so(cleo: Client, conversation: Conversation) -> None:
    assert "Nothing is due in the next days" in cleo.get("/inbox/due/").content.decode()


def test_each_inbox_is_one_walk_along_the_index(sales: Inbox, vera: Customer, teammate: Member) -> None:
    after = places.Cursor(FRIDAY, due(sales, vera, "Boxes", promised_at=FRIDAY).pk)
    rows = places.BY_SLUG["due"].of(teammate)[0].order_by().values("pk", moment=places.EARLIEST_DUE.moment)
    walk = rows.filter(places.EARLIEST_DUE.beyond(after)).order_by(*places.EARLIEST_DUE.order)[:30]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        plan = walk.explain()
    assert "conversations_due" in plan
    assert "Sort" not in plan
    assert "Index Cond" in plan


def test_soon_ends_at_midnight_of_the_member(teammate: Member) -> None:
    teammate.time_zone = "Asia/Tokyo"
    with time_machine.travel(FRIDAY, tick=False):  # 23:00 there
        assert soon(teammate).isoformat() == "2026-11-24T00:00:00+09:00"
