"""The places, their lists and the conversation beside them, as colleagues see them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kept.conftest import write
from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.customers.customer import Customer
from kept.people.member import Member

PART = {"HX-Request": "true", "HX-Request-Type": "partial"}


def several(sales: Inbox, customer: Customer, number: int, days: int = 0) -> list[Conversation]:
    made = []
    for each in range(number):
        conversation = Conversation.objects.begin(
            inbox=sales, customer=customer, subject=f"Box {each}", channel="email"
        )
        write(conversation, "Hello", at=timezone.now() - timedelta(days=days, minutes=each))
        made.append(conversation)
    return made


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.fixture
def cleo(client: Client, teammate: Member) -> Client:
    client.force_login(teammate)
    return client


def test_home_leads_to_what_is_mine(cleo: Client) -> None:
    assert cleo.get("/")["Location"] == "/inbox/mine/"


def test_every_place_opens_empty_and_full(cleo: Client, conversation: Conversation) -> None:
    for place in ("mine", "unassigned", "due", "open", "waiting", "snoozed", "closed", "spam"):
        assert cleo.get(f"/inbox/{place}/").status_code == 200
    assert "Boxes for Friday" in cleo.get("/inbox/open/").content.decode()
    assert "Boxes for Friday" not in cleo.get("/inbox/mine/").content.decode()


def test_a_place_that_does_not_exist_is_404(cleo: Client) -> None:
    assert cleo.get("/inbox/elsewhere/").status_code == 404


def test_who_is_not_signed_in_is_sent_to_the_door(client: Client, conversation: Conversation) -> None:
    for url in ("/inbox/open/", f"/conversations/{conversation.pk}/", f"/customers/{conversation.customer_id}/"):
        response = client.get(url)
        assert response.status_code == 302
        assert "/sign-in/" in response["Location"]


def test_an_outsider_sees_no_trace(client: Client, outsider: Member, conversation: Conversation) -> None:
    client.force_login(outsider)
    assert "Boxes for Friday" not in client.get("/inbox/open/").content.decode()
    for url in (
        f"/inbox/open/{conversation.pk}/",
        f"/conversations/{conversation.pk}/",
        f"/conversations/{conversation.pk}/timeline/",
        f"/conversations/{conversation.pk}/presence/",
        f"/customers/{conversation.customer_id}/",
    ):
        assert client.get(url).status_code == 404, url


def test_a_part_is_drawn_when_htmx_asks_and_the_page_when_the_history_does(
    cleo: Client, conversation: Conversation
) -> None:
    url = f"/inbox/open/{conversation.pk}/"
    part = cleo.get(url, headers=PART).content.decode()
    assert "Could you bring twenty boxes" in part
    assert "<html" not in part
    assert "<title>" in part
    assert "<html" in cleo.get(url, headers=PART | {"HX-History-Restore-Request": "true"}).content.decode()


def test_a_browser_never_shows_the_part_for_the_page(cleo: Client, conversation: Conversation) -> None:
    for headers in ({}, PART):
        response = cleo.get(f"/inbox/open/{conversation.pk}/", headers=headers)
        assert "HX-Request-Type" in response["Vary"]


def test_an_unread_conversation_is_new_until_it_was_opened(cleo: Client, conversation: Conversation) -> None:
    assert "row-new" in cleo.get("/inbox/open/").content.decode()
    cleo.get(f"/conversations/{conversation.pk}/")
    assert "row-new" not in cleo.get("/inbox/open/").content.decode()


def test_what_came_since_the_last_visit_is_marked_once(cleo: Client, conversation: Conversation) -> None:
    url = f"/conversations/{conversation.pk}/"
    assert "new-mark" not in cleo.get(url).content.decode(), "a first visit has no mark"
    write(conversation, "And a wardrobe box, please.")
    page = cleo.get(url).content.decode().split('id="timeline"')[1]
    assert page.count('id="new-mark"') == 1
    assert page.index("twenty boxes") < page.index('id="new-mark"') < page.index("wardrobe box")
    assert "new-mark" not in cleo.get(url).content.decode()


def test_older_rows_are_reached_page_by_page(cleo: Client, sales: Inbox, vera: Customer) -> None:
    several(sales, vera, 120)
    seen: list[str] = []
    url: str | None = "/inbox/open/rows/"
    while url:
        response = cleo.get(url)
        seen += [str(row.conversation.subject) for row in response.context["rows"]]
        older = response.context["page"].older
        url = f"/inbox/open/rows/?before={str(older).replace('+', '%2B')}" if older else None
    assert seen == [f"Box {each}" for each in range(120)]


def test_a_list_that_refreshes_keeps_as_many_rows_as_it_had(cleo: Client, sales: Inbox, vera: Customer) -> None:
    several(sales, vera, 70)
    assert len(cleo.get("/inbox/open/rows/?size=60").context["rows"]) == 60


def test_a_mangled_cursor_shows_the_first_page(cleo: Client, conversation: Conversation) -> None:
    assert len(cleo.get("/inbox/open/rows/?before=nonsense").context["rows"]) == 1


def test_the_rail_counts_only_what_the_member_may_open(
    cleo: Client, conversation: Conversation, claims: Inbox, willem: Customer
) -> None:
    several(claims, willem, 3)
    counts = {each.name: each.count for each in cleo.get("/inbox/counts/").context["rail"].places}
    assert counts["open"] == counts["unassigned"] == 1


def test_the_rail_counts_no_further_than_it_shows(cleo: Client, sales: Inbox, vera: Customer) -> None:
    several(sales, vera, 101)
    assert "99+" in cleo.get("/inbox/counts/").content.decode()


def test_the_list_asks_the_database_the_same_however_long_it_is(cleo: Client, sales: Inbox, vera: Customer) -> None:
    several(sales, vera, 2)
    few = queries(cleo, "/inbox/open/")
    several(sales, vera, 48)
    assert queries(cleo, "/inbox/open/") == few <= 9


def test_who_has_no_name_stands_in_the_list_by_their_address(cleo: Client, sales: Inbox) -> None:
    for name in ("ines", "jo", "kim"):
        several(sales, Customer.objects.at("email", f"{name}@example.org"), 1)
    page = cleo.get("/inbox/open/").content.decode()
    assert all(f'<span class="unseen">New: </span>{name}@example.org' in page for name in ("ines", "jo", "kim"))
    assert queries(cleo, "/inbox/open/") <= 10


def test_the_conversation_asks_the_database_the_same_however_long_it_is(
    cleo: Client, teammate: Member, conversation: Conversation
) -> None:
    conversation.note("Van or lorry?", by=teammate)
    conversation.reply("On Friday.", by=teammate)
    url = f"/conversations/{conversation.pk}/"
    cleo.get(url)
    few = queries(cleo, url)
    for each in range(15):
        write(conversation, f"More {each}")
        conversation.reply("Yes.", by=teammate)
        conversation.note("Noted.", by=teammate)
    cleo.get(url)
    assert queries(cleo, url) == few <= 31


def test_a_page_hears_of_all_that_happens_after_it_began_to_read(cleo: Client, conversation: Conversation) -> None:
    with CaptureQueriesContext(connection) as captured:
        cleo.get(f"/conversations/{conversation.pk}/")
    asked = [query["sql"] for query in captured.captured_queries]
    position = next(n for n, sql in enumerate(asked) if sql.startswith('SELECT "events_event"."position"'))
    read = next(n for n, sql in enumerate(asked) if 'FROM "conversations_message"' in sql)
    assert position < read


def test_a_refresh_shows_all_that_came_since_the_first_entry_shown(cleo: Client, conversation: Conversation) -> None:
    first = cleo.get(f"/conversations/{conversation.pk}/").context["first"]
    for each in range(60):
        write(conversation, f"More {each}")
    page = cleo.get(f"/conversations/{conversation.pk}/timeline/?since={first}", headers=PART)
    assert len([entry for entry in page.context["timeline"].entries if entry.message]) == 61


def test_what_was_before_is_shown_when_asked_for(cleo: Client, conversation: Conversation) -> None:
    for each in range(60):
        write(conversation, f"More {each}")
    page = cleo.get(f"/conversations/{conversation.pk}/")
    assert "twenty boxes" not in page.content.decode().split('id="timeline"')[1]
    earlier = page.context["timeline"].earlier
    before = cleo.get(f"/conversations/{conversation.pk}/timeline/?before={earlier}", headers=PART)
    assert "twenty boxes" in before.content.decode()


def test_numbers_longer_than_the_database_has_are_404(cleo: Client) -> None:
    assert cleo.get(f"/conversations/{10**30}/").status_code == 404
