"""Inboxes: who may open them, and that nothing lies with one who may not."""

import pytest
from django.test import Client

from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.events.event import Event
from kept.people.doors import DOORS
from kept.people.member import Member, Role, Team


@pytest.fixture
def by_admin(client: Client, admin: Member) -> Client:
    client.force_login(admin)
    return client


def test_an_inbox_is_made_with_a_short_name_of_its_own(by_admin: Client, sales: Inbox) -> None:
    by_admin.post("/settings/inboxes/new/", {"name": "Sales", "address": "Sales2@hillside.example"})
    inbox = Inbox.objects.get(address="sales2@hillside.example")
    assert inbox.slug == "sales-2"
    assert inbox.is_active


def test_two_inboxes_do_not_share_an_address(by_admin: Client, sales: Inbox) -> None:
    response = by_admin.post("/settings/inboxes/new/", {"name": "Other", "address": "SALES@hillside.example"})
    assert response.status_code == 200
    assert Inbox.objects.count() == 1


def test_changing_an_inbox_is_on_record_and_saving_it_unchanged_is_not(by_admin: Client, sales: Inbox) -> None:
    words = {"name": "Sales", "address": sales.address, "slug": "sales", "reply_by_token": "on", "is_active": "on"}
    by_admin.post(f"/settings/inboxes/{sales.pk}/", words)
    assert not Event.objects.filter(kind="inbox.changed").exists()
    by_admin.post(f"/settings/inboxes/{sales.pk}/", words | {"name": "Orders", "is_active": ""})
    sales.refresh_from_db()
    assert (sales.name, sales.is_active) == ("Orders", False)
    assert Event.objects.get(kind="inbox.changed").sentence == "Ben Adeyemi changed the inbox Orders"


def test_who_is_taken_out_puts_down_what_they_had_in_hand(
    by_admin: Client, teammate: Member, light: Member, conversation: Conversation, sales: Inbox
) -> None:
    conversation.assign(teammate, by=teammate)
    words = {"name": "Sales", "address": sales.address, "slug": "sales", "is_active": "on"}
    by_admin.post(f"/settings/inboxes/{sales.pk}/", words | {"members": [light.pk]})
    conversation.refresh_from_db()
    assert conversation.assignee is None
    assert list(sales.access.values_list("member", flat=True)) == [light.pk]


def test_access_by_a_team_ends_with_the_team(
    admin: Member, outsider: Member, conversation: Conversation, sales: Inbox
) -> None:
    team = Team.objects.form("Order line", by=admin, members=[outsider])
    DOORS["inboxes"].set(team, [sales.pk], by=admin)
    conversation.assign(outsider, by=admin)
    team.set_members([], by=admin)
    conversation.refresh_from_db()
    assert sales not in Inbox.objects.of(outsider)
    assert conversation.assignee is None


def test_an_admin_who_becomes_a_member_keeps_only_what_they_may_open(
    owner: Member, admin: Member, conversation: Conversation
) -> None:
    conversation.assign(admin, by=owner)
    admin.change_role(Role.AGENT, by=owner)
    conversation.refresh_from_db()
    assert conversation.assignee is None


def test_one_who_left_can_be_given_nothing(owner: Member, admin: Member, conversation: Conversation) -> None:
    admin.deactivate(by=owner)
    assert not Inbox.objects.of(admin).exists()


def test_unknown_inboxes_are_passed_over(admin: Member, teammate: Member, sales: Inbox) -> None:
    DOORS["inboxes"].set(teammate, [sales.pk, 999_999], by=admin)
    assert DOORS["inboxes"].open_for(teammate) == {sales.pk}
