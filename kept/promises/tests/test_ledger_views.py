"""The ledger, the calendar and the deeds at the desk, as colleagues see them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox, InboxAccess
from kept.customers.customer import Customer
from kept.people.member import Member, Team
from kept.promises.feed import Feed
from kept.promises.keeping import Keeping
from kept.promises.promise import Promise

TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)
PART = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture(autouse=True)
def _morning() -> object:
    with time_machine.travel(TUESDAY, tick=False):
        yield


@pytest.fixture
def cleo(client: Client, teammate: Member) -> Client:
    client.force_login(teammate)
    return client


def promised(conversation: Conversation, by: Member, *hours: float) -> list[Promise]:
    due = [TUESDAY + timedelta(hours=each) for each in hours]
    return [Promise.objects.make(f"deed at {at:%a %H}", in_=conversation, due=at, by=by) for at in due]


def page(client: Client, query: str = "") -> str:
    response = client.get(f"/promises/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_the_empty_ledger_says_how_to_make_one(cleo: Client) -> None:
    for by in ("when", "day", "customer", "done"):
        for of in ("mine", "team", "company", "mangled"):
            assert 'class="empty"' in page(cleo, f"?of={of}&by={by}")
    assert "Press p in a conversation" in page(cleo)


def test_each_stands_under_its_heading(cleo: Client, conversation: Conversation, teammate: Member) -> None:
    promised(conversation, teammate, 1, 5, 27, 72, 200)
    with time_machine.travel(TUESDAY + timedelta(hours=2), tick=False):
        html = page(cleo)
    headings = ["Overdue", "Today", "Tomorrow", "This week", "Later"]
    places = [html.index(f"<h2>{each}</h2>") for each in headings]
    assert places == sorted(places)
    assert "1 promise falls due today." in html
    assert "1 is late." in html


def test_a_person_a_team_a_company(
    cleo: Client, conversation: Conversation, teammate: Member, admin: Member, light: Member
) -> None:
    Team.objects.form("Sales", by=admin, members=[teammate, light])
    mine, colleagues, somebodys = (
        Promise.objects.make(what, in_=conversation, due=TUESDAY + timedelta(hours=1), by=who)
        for what, who in [("mine", teammate), ("colleague's", light), ("somebody's", admin)]
    )
    for of, expected in {"mine": [mine], "team": [mine, colleagues], "company": [mine, colleagues, somebodys]}.items():
        response = cleo.get(f"/promises/?of={of}")
        assert response.context["page"].promises == expected


def test_what_one_may_not_open_is_in_no_ledger(
    client: Client, outsider: Member, conversation: Conversation, teammate: Member, admin: Member
) -> None:
    (promise,) = promised(conversation, teammate, 1)
    Team.objects.form("Sales", by=admin, members=[teammate, outsider])
    Promise.objects.update(team=Team.objects.get())
    client.force_login(outsider)
    for of in ("mine", "team", "company"):
        assert promise.what not in page(client, f"?of={of}")
    assert client.post(f"/conversations/{conversation.pk}/promises/{promise.pk}/keeping/").status_code == 404


@pytest.mark.parametrize("by", ["when", "day", "customer", "done"])
def test_pages_follow_each_other_without_gap_or_repetition(
    cleo: Client, conversation: Conversation, willem: Customer, teammate: Member, by: str
) -> None:
    other = Conversation.objects.begin(inbox=conversation.inbox, customer=willem, subject="Piano", channel="email")
    every = promised(conversation, teammate, *[1 + n // 2 for n in range(60)]) + promised(
        other, teammate, *range(1, 61)
    )
    if by == "done":
        for each in every:
            each.keep(by=teammate)
    seen: list[int] = []
    after = ""
    for _ in range(10):
        response = cleo.get("/promises/", {"by": by, "after": after})
        seen += [each.pk for each in response.context["page"].promises]
        if not (after := response.context["page"].next):
            break
    assert sorted(seen) == sorted({each.pk for each in every})


def test_a_mangled_address_shows_the_first_page(cleo: Client, conversation: Conversation, teammate: Member) -> None:
    promised(conversation, teammate, 1)
    for after in ("x", "2026~1", "1~2~3", "2026-11-24T09:00:00+00:00~x"):
        assert cleo.get("/promises/", {"after": after}).context["page"].promises


def test_the_number_of_queries_does_not_grow(cleo: Client, conversation: Conversation, teammate: Member) -> None:
    for url in (
        "/promises/",
        "/promises/?of=company&by=customer",
        "/promises/?by=done",
        f"/conversations/{conversation.pk}/",
    ):
        promised(conversation, teammate, 1, 2)[0].keep(by=teammate)
        few = queries(cleo, url)
        for each in promised(conversation, teammate, *range(3, 30))[::2]:
            each.keep(by=teammate)
        assert queries(cleo, url) == few <= (50 if "conversations" in url else 20), url
        Promise.objects.update(settled_at=TUESDAY)


def queries(client: Client, url: str) -> int:
    client.get(url)  # seeing what is new in a conversation writes that down
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_nor_does_it_with_the_colleagues(cleo: Client, conversation: Conversation, sales: Inbox, owner: Member) -> None:
    url = f"/conversations/{conversation.pk}/"
    few = queries(cleo, url)
    for n in range(5):
        colleague = Member.objects.create_user(f"colleague{n}@hillside.example", name=f"Colleague {n}")
        InboxAccess.objects.create(inbox=sales, member=colleague)
        Team.objects.form(f"Team {n}", by=owner, members=[colleague])
    assert queries(cleo, url) == few


def test_kept_from_the_ledger_and_back_there(cleo: Client, conversation: Conversation, teammate: Member) -> None:
    (promise,) = promised(conversation, teammate, 1)
    url = f"/conversations/{conversation.pk}/promises/{promise.pk}/keeping/"
    response = cleo.post(url, {"back": "/promises/?by=day"})
    assert response["Location"] == "/promises/?by=day"
    assert Keeping.objects.get().by == teammate
    assert (
        cleo.post(url, {"back": "https://elsewhere.example/promises/"})["Location"]
        == f"/conversations/{conversation.pk}/"
    )
    cleo.post(url, {"_method": "delete"})
    assert Promise.objects.get().is_outstanding


def test_the_deeds_at_the_desk(cleo: Client, conversation: Conversation, teammate: Member, admin: Member) -> None:
    at = f"/conversations/{conversation.pk}/promises/"

    def send(url: str, **words: object) -> str:
        response = cleo.post(url, words, headers=PART)
        assert response.status_code in {200, 422}
        return response.content.decode() or response["HX-Trigger"]

    due = (TUESDAY + timedelta(hours=3)).isoformat()
    assert "Say what is promised." in send(at, due=due)
    assert "Say by when." in send(at, what="ring")
    assert '{"kept:wrong": {"due": "That time has passed already.' in send(at, what="ring", due="2026-11-23T09:00")
    assert "a day that the month has" in send(at, what="ring", due="2027-02-31T09:00")
    assert "the clocks change" in send(at, what="ring", due="2027-03-28T01:30"), "London goes from one to two"
    assert "Promised by today 12:00." in send(at, what="ring", due=["", due])
    promise = Promise.objects.get()
    one = f"{at}{promise.pk}/"
    assert "have not been told in writing" in send(f"{one}renegotiation/", due="2026-11-25T10:00", told="message")
    assert "Moved to tomorrow 10:00." in send(f"{one}renegotiation/", due="2026-11-25T10:00", told="phone")
    assert "By today 12:00, as it was." in send(f"{one}renegotiation/", _method="delete")
    assert "By today 12:00, as it was." in send(f"{one}renegotiation/", _method="delete"), "harmless the second time"
    assert "Moved to tomorrow 10:00." in send(f"{one}renegotiation/", due="2026-11-25T10:00", told="phone")
    assert "Ben Adeyemi keeps it now." in send(f"{one}handing-over/", to=admin.pk)
    assert "Say why it is withdrawn." in send(f"{one}withdrawal/")
    assert "Withdrawn." in send(f"{one}withdrawal/", why="No need.")
    assert "It stands again." in send(f"{one}withdrawal/", _method="delete")
    with time_machine.travel(TUESDAY + timedelta(days=2), tick=False):
        assert "stays broken" in send(f"{one}renegotiation/", due="2026-11-28T10:00", told="phone")
        assert "why promises break" in send(f"{one}explanation/", cause="supplier")
        assert "Done, though late." in send(f"{one}keeping/")


def test_without_scripts_what_was_typed_stands_there_again(cleo: Client, conversation: Conversation) -> None:
    words = {"what": "ring about the piano", "due": ["2026-11-25T17:00:00+00:00", "2026-11-23T09:00"]}
    response = cleo.post(f"/conversations/{conversation.pk}/promises/", words)
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="ring about the piano"' in page
    assert 'value="2026-11-23T09:00"' in page
    assert 'id="id_due_error">' in page
    assert not Promise.objects.exists()


def test_the_list_tells_of_the_next_one(cleo: Client, conversation: Conversation, teammate: Member) -> None:
    promised(conversation, teammate, 3, 50)
    assert "promised 12:00" in cleo.get("/inbox/open/").content.decode()
    with time_machine.travel(TUESDAY + timedelta(hours=4), tick=False):
        assert "promised 12:00, late" in cleo.get("/inbox/open/").content.decode()


def entries(client: Client, address: str) -> list[Any]:  # the library's types are unions of all there may be
    response = client.get(address)
    assert response["Content-Type"].startswith("text/calendar")
    return list(Calendar.from_ical(response.content).subcomponents)


def test_a_calendar_says_what_was_done_late(cleo: Client, conversation: Conversation, teammate: Member) -> None:
    (promise,) = promised(conversation, teammate, 3)
    cleo.post("/promises/calendar/")
    address = f"/promises/calendar/{Feed.objects.get().token}.ics"
    with time_machine.travel(promise.due + timedelta(days=6), tick=False):
        promise.keep(by=teammate)
        (entry,) = entries(Client(), address)
        (task,) = entries(Client(), f"{address}?tasks")
    assert promise.is_broken
    assert entry["summary"].startswith(f"✓ Done late: {promise.what}")
    assert (task["summary"], task["status"]) == (entry["summary"], "COMPLETED")


def test_a_calendar_learns_of_changes_by_the_same_entry(
    cleo: Client, conversation: Conversation, teammate: Member
) -> None:
    (promise,) = promised(conversation, teammate, 3)
    cleo.post("/promises/calendar/")
    address = f"/promises/calendar/{Feed.objects.get().token}.ics"
    (before,) = entries(Client(), address)
    assert (before.name, before.decoded("dtstart"), before["status"]) == ("VEVENT", promise.due, "CONFIRMED")
    promise.withdraw("No need.", by=teammate)
    (after,) = entries(Client(), address)
    assert (after["uid"], after["status"]) == (before["uid"], "CANCELLED")
    assert after["sequence"] > before["sequence"]
    (task,) = entries(Client(), f"{address}?tasks")
    assert (task.name, task.decoded("due"), task["status"]) == ("VTODO", promise.due, "CANCELLED")


def test_an_address_that_was_taken_back_is_dead(cleo: Client, teammate: Member, owner: Member) -> None:
    cleo.post("/promises/calendar/")
    first = f"/promises/calendar/{Feed.objects.get().token}.ics"
    cleo.post("/promises/calendar/")
    second = f"/promises/calendar/{Feed.objects.get().token}.ics"
    assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)
    teammate.deactivate(by=owner)
    assert Client().get(second).status_code == 404
    Feed.objects.take_back(teammate)
    assert not Feed.objects.exists()
