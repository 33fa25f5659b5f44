"""The numbers add up, each opens its promises, and none ranks people."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kept.conversations.conversation import Conversation
from kept.people.member import Member, Team
from kept.promises.breaking import Cause
from kept.promises.figures import scopes, table, tallies, total
from kept.promises.ledger import Scope
from kept.promises.promise import Promise
from kept.promises.renegotiating import Told
from kept.promises.tally import Tally

TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _morning() -> object:
    with time_machine.travel(TUESDAY, tick=False):
        yield


def promised(conversation: Conversation, by: Member, hours: float = 4) -> Promise:
    what = f"deed {Promise.objects.count()}"
    return Promise.objects.make(what, in_=conversation, due=TUESDAY + hours * HOUR, by=by)  # type: ignore[no-any-return]


@pytest.fixture
def ended(conversation: Conversation, teammate: Member, admin: Member) -> None:
    """Cleo kept one early, one in time, one at an agreed time, and broke one; she withdrew one. Ben kept one."""
    early, in_time, moved, broken, withdrawn = (promised(conversation, teammate) for _ in range(5))
    early.keep(by=teammate)
    withdrawn.withdraw("No need.", by=teammate)
    moved.renegotiate(TUESDAY + 8 * HOUR, by=teammate, told=Told.PHONE)
    bens = promised(conversation, admin)
    with time_machine.travel(TUESDAY + 3.9 * HOUR, tick=False):
        in_time.keep(by=teammate)
        bens.keep(by=admin)
    with time_machine.travel(TUESDAY + 7.9 * HOUR, tick=False):
        broken.fall_due()
        broken.explain(Cause.SUPPLIER, by=teammate)
        moved.keep(by=teammate)


CLEO = {"kept": 3, "early": 1, "moved": 1, "broken": 1, "withdrawn": 1}


def test_what_became_of_them_adds_up(ended: None, teammate: Member, admin: Member) -> None:
    assert total(tallies(teammate, Scope.MINE)).cells == CLEO
    assert total(tallies(teammate, Scope.MINE)).rate == 75
    assert total(tallies(admin, Scope.COMPANY)).cells == CLEO | {"kept": 4}
    (cause,) = table(tallies(teammate, Scope.MINE), "cause")
    assert (cause.label, cause.cells["broken"]) == ("Waited for somebody outside", 1)


def test_what_is_taken_back_is_not_counted(conversation: Conversation, teammate: Member) -> None:
    promise = promised(conversation, teammate)
    promise.keep(by=teammate)
    promise.is_still_to_do(by=teammate)
    assert total(tallies(teammate, Scope.MINE)).cells["kept"] == 0
    assert not Tally.objects.exclude(n=0).exists()


def test_a_person_sees_their_own_and_their_teams_but_no_other_persons(
    ended: None, client: Client, teammate: Member, admin: Member
) -> None:
    client.force_login(teammate)
    assert client.get("/promises/figures/?of=company").context["scope"] == Scope.MINE
    html = client.get("/promises/figures/?of=team").content.decode()
    assert "Ben Adeyemi" not in html
    assert "Cleo Marsh" not in client.get("/promises/figures/").content.decode().partition("<main")[2]


def test_a_team_keeps_its_numbers_when_it_is_no_more(
    conversation: Conversation, teammate: Member, admin: Member
) -> None:
    team = Team.objects.form("Sales", by=admin, members=[teammate])
    team.be_led_by(teammate, by=admin)
    promised(conversation, teammate).keep(by=teammate)
    assert [each.label for each in table(tallies(teammate, Scope.TEAM), "team")] == ["Sales"]
    team.disband(by=admin)
    assert [each.label for each in table(tallies(admin, Scope.COMPANY), "team")] == ["A team that is no more"]


def test_the_lead_sees_the_teams_numbers_and_others_in_it_their_own(
    conversation: Conversation, teammate: Member, admin: Member, owner: Member, client: Client
) -> None:
    team = Team.objects.form("Sales", by=admin, members=[teammate, admin])
    assert [value for value, _label in scopes(teammate)] == ["mine"]
    assert [value for value, _label in scopes(admin)] == ["mine", "team", "company"]
    assert [value for value, _label in scopes(owner)] == ["mine", "company"]
    promised(conversation, admin).keep(by=admin)
    team.be_led_by(teammate, by=owner)
    client.force_login(teammate)
    assert "100 %" in client.get("/promises/figures/?of=team").content.decode()
    assert len(client.get("/promises/figures/rows/?of=team&column=kept").context["page"].promises) == 1
    team.be_led_by(admin, by=owner)
    assert client.get("/promises/figures/?of=team").context["scope"] == "mine"


@pytest.mark.parametrize(("column", "n"), CLEO.items())
def test_each_number_opens_its_promises(ended: None, client: Client, teammate: Member, column: str, n: int) -> None:
    client.force_login(teammate)
    for more in ("", "&by=month&key=2026-11-01", "&by=kind&key=", "&by=team&key=0"):
        response = client.get(f"/promises/figures/rows/?of=mine&column={column}{more}")
        assert len(response.context["page"].promises) == n, more
    lines = b"".join(client.get(f"/promises/figures/rows/?column={column}&as=csv").streaming_content)  # type: ignore[attr-defined]
    assert len(lines.decode().splitlines()) == n + 1


@pytest.mark.parametrize(
    "query", ["", "column=x", "column=kept&by=x", "column=kept&by=month&key=x", "column=kept&by=team&key=x"]
)
def test_a_number_that_does_not_exist(client: Client, teammate: Member, query: str) -> None:
    client.force_login(teammate)
    assert client.get(f"/promises/figures/rows/?{query}").status_code == 404


def test_words_are_no_formula(conversation: Conversation, client: Client, teammate: Member) -> None:
    Promise.objects.make("=1+1", in_=conversation, due=TUESDAY + HOUR, by=teammate).keep(by=teammate)
    client.force_login(teammate)
    lines = b"".join(client.get("/promises/figures/rows/?column=kept&as=csv").streaming_content)  # type: ignore[attr-defined]
    assert "'=1+1," in lines.decode()


def test_the_cost_does_not_grow(ended: None, conversation: Conversation, client: Client, teammate: Member) -> None:
    client.force_login(teammate)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/promises/figures/")
        return len(captured)

    queries()
    few = queries()
    for _ in range(5):
        promised(conversation, teammate).keep(by=teammate)
    assert queries() == few <= 18
