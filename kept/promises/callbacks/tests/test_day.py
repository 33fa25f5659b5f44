"""The list of calls in a person's day, and what one does there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from kept.conversations.conversation import Conversation
from kept.notifications.news import News
from kept.notifications.notice import Notice
from kept.people.member import Member
from kept.promises.callbacks.callback import Callback
from kept.promises.callbacks.day import begun, parts_of
from kept.promises.deadlines import ring_due

TEN = datetime(2026, 11, 24, 10, tzinfo=UTC)
URL = "/promises/callbacks/"


@pytest.fixture(autouse=True)
def now() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(TEN, tick=False) as traveller:
        yield traveller


def call(in_: Conversation, who: Member, hours: float, **more: object) -> Callback:
    start = TEN + timedelta(hours=hours)
    return Callback.objects.book("+46701740605", start, 30, in_=in_, promiser=who, **more)  # type: ignore[arg-type]


def test_the_day_says_now_next_later_and_tomorrow(conversation: Conversation, teammate: Member) -> None:
    calls = [call(conversation, teammate, hours) for hours in (-0.25, 1, 3, 24, 72)]
    parts = {each.heading: each.callbacks for each in parts_of(teammate)}
    assert parts == dict(
        zip(["Now", "Next", "Later today", "Tomorrow", "Later"], [[each] for each in calls], strict=True)
    )
    assert list(begun(teammate)) == calls[:1]


def test_a_call_that_nobody_took_is_offered_to_its_inbox_alone(
    conversation: Conversation, teammate: Member, admin: Member, outsider: Member
) -> None:
    callback = call(conversation, teammate, 1, offered=True)
    assert [each.is_offered for each in parts_of(admin)] == [True]
    assert not parts_of(outsider)
    client = Client()
    client.force_login(admin)
    url = f"/conversations/{conversation.pk}/promises/{callback.promise_id}/callback/taking/"
    assert client.post(url, {"back": URL})["Location"] == URL
    callback.promise.refresh_from_db()
    assert callback.promise.promiser == admin


def test_the_page_shows_the_number_and_the_customers_clock(
    client: Client, conversation: Conversation, teammate: Member
) -> None:
    call(conversation, teammate, 0, zone="Asia/Tokyo")
    client.force_login(teammate)
    page = client.get(URL).content.decode()
    assert 'href="tel:+46-70-174-06-05"' in page
    assert "19:00 there, Tuesday, day" in page


def test_a_colleague_books_by_the_customers_clock(client: Client, conversation: Conversation, teammate: Member) -> None:
    conversation.customer.learn_time_zone("Europe/Stockholm")
    client.force_login(teammate)
    said = {"number": "070 174 06 05", "at": "2026-11-24T15:00", "minutes": "30", "about": "boxes"}
    client.post(f"/conversations/{conversation.pk}/callbacks/", said)
    callback = Callback.objects.get()
    assert (callback.start, callback.promise.promiser) == (TEN + timedelta(hours=4), teammate)


def test_whoever_rings_hears_of_it_when_it_is_time(
    conversation: Conversation, teammate: Member, now: time_machine.Traveller
) -> None:
    News().catch_up()
    call(conversation, teammate, 1)
    now.move_to(TEN + timedelta(hours=1))
    ring_due()
    News().catch_up()
    told = [each.event.kind for each in Notice.objects.filter(member=teammate)]
    assert "promise.callback_due" in told


def test_outcomes_from_the_list_come_back_to_it(client: Client, conversation: Conversation, teammate: Member) -> None:
    callback = call(conversation, teammate, 0)
    client.force_login(teammate)
    url = f"/conversations/{conversation.pk}/promises/{callback.promise_id}/callback/"
    again = (TEN + timedelta(hours=2)).isoformat()
    assert client.post(url + "not-reached/", {"due": again, "back": URL})["Location"] == URL
    assert Callback.objects.get().start == TEN + timedelta(hours=2)
    assert client.post(url + "reached/", {"note": "All is well.", "back": URL})["Location"] == URL
    assert Callback.objects.get().promise.is_kept
    assert not parts_of(teammate)
