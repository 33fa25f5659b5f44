"""Who did what to Kept itself is listed for administrators, a page at a time."""

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kept.conversations.conversation import Conversation
from kept.events.event import Event
from kept.people import deeds
from kept.people.deeds import Area
from kept.people.member import Member, Role, Team


@pytest.fixture
def ben(client: Client, admin: Member) -> Client:
    client.force_login(admin)
    return client


def shown(client: Client, query: str = "") -> str:
    answer = client.get(f"/settings/deeds/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_tells_who_did_what_and_leaves_out_conversations(
    ben: Client, admin: Member, teammate: Member, conversation: Conversation
) -> None:
    teammate.change_role(Role.LIGHT, by=admin)
    conversation.close(by=admin)
    assert Event.objects.filter(kind="conversation.closed").exists()
    page = shown(ben)
    assert "Ben Adeyemi" in page
    assert "Cleo Marsh" in page
    assert "closed" not in page.partition('<ol class="deeds">')[2].partition("</ol>")[0]


def test_it_is_narrowed_to_a_colleague_and_to_what_it_is_about(ben: Client, admin: Member, owner: Member) -> None:
    Team.objects.form("Drivers", by=admin)
    Team.objects.form("Packers", by=owner)
    assert {"Drivers", "Packers"} <= set(_words(shown(ben, "?about=teams")))
    mine = shown(ben, f"?by={admin.pk}&about=teams")
    assert ("Drivers" in mine, "Packers" in mine) == (True, False)
    assert "Drivers" not in shown(ben, "?about=domains")
    assert "Nothing of that kind" in shown(ben, "?about=domains")


def _words(page: str) -> list[str]:
    return page.replace("<", " ").replace(">", " ").split()


@pytest.mark.parametrize("query", ["?by=x&about=y&before=z", "?by=999999&before=99999999999999999999"])
def test_a_mangled_address_shows_everything(ben: Client, admin: Member, query: str) -> None:
    Team.objects.form("Drivers", by=admin)
    assert "Drivers" in shown(ben, query)


@pytest.mark.parametrize("about", ["", "teams"])
def test_a_page_leads_to_the_next_and_none_is_left_out(
    ben: Client, admin: Member, monkeypatch: pytest.MonkeyPatch, about: str
) -> None:
    monkeypatch.setattr(deeds, "PAGE", 3)
    for number in range(7):
        Team.objects.form(f"Team {number}", by=admin)
    seen, before = list[int](), None
    for _page in range(20):
        page = deeds.page(area=about, by=admin, before=before)
        seen += [each.pk for each in page.events]
        before = page.older
        if before is None:
            break
    assert seen == sorted(set(seen), reverse=True)
    assert len(seen) >= 7
    assert "Show older" in shown(ben)


def test_every_kind_that_may_stand_here_has_its_area(ben: Client) -> None:
    assert all(deeds.kinds(area) for area in Area.values)


def test_a_page_costs_the_same_however_much_is_on_it(ben: Client, admin: Member) -> None:
    Team.objects.form("First", by=admin)
    counts = []
    for number in range(2):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            shown(ben, "?about=teams")
        counts.append(len(queries))
        for each in range(30):
            Team.objects.form(f"Team {number} {each}", by=admin)
    assert counts[0] == counts[1]


@pytest.mark.parametrize("narrowed", ["", "by", "kind", "both"])
def test_each_way_to_ask_is_a_walk_along_an_index(admin: Member, narrowed: str) -> None:
    rows: QuerySet[Event] = Event.objects.filter(conversation=None, customer=None)
    rows = rows.filter(by=admin) if narrowed in {"by", "both"} else rows
    rows = rows.filter(kind="team.formed") if narrowed in {"kind", "both"} else rows
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
    plan = rows.order_by("-pk")[:51].explain()
    assert "event_of_nobody" in plan
    assert "Sort" not in plan
