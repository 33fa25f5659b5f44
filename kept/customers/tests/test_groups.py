"""Customer groups, in the settings and on the customer's page."""

from __future__ import annotations

import pytest
from django.test import Client

from kept.conversations.conversation import Conversation
from kept.customers.customer import Company, Customer
from kept.customers.grouping import CustomerGroup
from kept.events.event import Event
from kept.people.member import Member

GROUPS = "/settings/customer-groups/"


@pytest.fixture
def desk(client: Client, admin: Member) -> Client:
    client.force_login(admin)
    return client


@pytest.fixture
def trade(admin: Member) -> CustomerGroup:
    return CustomerGroup.objects.make("Trade customers", by=admin)


def groups(customer: Customer) -> list[str]:
    return [str(each) for each in Customer.objects.get(pk=customer.pk).groups]


def test_one_is_made_renamed_retired_and_brought_back(desk: Client) -> None:
    assert "No group yet" in desk.get(GROUPS).content.decode()
    desk.post(f"{GROUPS}new/", {"name": " Trade   customers "})
    group = CustomerGroup.objects.get()
    assert group.name == "Trade customers"
    desk.post(f"{GROUPS}{group.pk}/", {"name": "The trade"})
    desk.post(f"{GROUPS}{group.pk}/retirement/")
    page = desk.get(GROUPS).content.decode()
    assert "Retired" in page
    assert "The trade" in page
    assert desk.get(f"{GROUPS}{group.pk}/").status_code == 404
    desk.post(f"{GROUPS}{group.pk}/retirement/", {"_method": "delete"})
    assert not CustomerGroup.objects.get().is_retired
    told = list(Event.objects.filter(kind__startswith="group.").order_by("pk").values_list("kind", flat=True))
    assert told == ["group.made", "group.renamed", "group.retired", "group.brought_back"]


def test_two_of_one_name_are_one_too_many(desk: Client, trade: CustomerGroup, admin: Member) -> None:
    page = desk.post(f"{GROUPS}new/", {"name": "TRADE customers"}).content.decode()
    assert "There is a group of this name already." in page
    trade.retire(by=admin)
    assert "bring it back instead" in desk.post(f"{GROUPS}new/", {"name": "trade customers"}).content.decode()
    assert CustomerGroup.objects.count() == 1


def test_a_company_comes_in_by_its_name_and_goes_out(
    desk: Client, trade: CustomerGroup, vera: Customer, admin: Member
) -> None:
    vera.work_for("Lindqvist Ltd", by=admin)
    url = f"{GROUPS}{trade.pk}/companies/"
    assert "No customer of ours works for" in desk.post(url, {"company": "Nobody Inc"}).content.decode()
    desk.post(url, {"company": "lindqvist ltd"})
    assert groups(vera) == ["Trade customers"]
    assert "Lindqvist Ltd" in desk.get(f"{GROUPS}{trade.pk}/").content.decode()
    desk.post(url, {"out": Company.objects.get().pk})
    assert groups(vera) == []


def test_it_is_said_on_the_customers_page_and_shown_beside_the_conversation(
    client: Client, teammate: Member, trade: CustomerGroup, conversation: Conversation
) -> None:
    client.force_login(teammate)
    vera = conversation.customer
    page = f"/customers/{vera.pk}/"
    assert "Save the groups" in client.get(page).content.decode()
    client.post(f"{page}groups/", {"group": trade.pk})
    assert groups(vera) == ["Trade customers"]
    assert "Trade customers" in client.get(f"/conversations/{conversation.pk}/").content.decode()
    client.post(f"{page}groups/", {"group": ""})
    assert groups(vera) == []


def test_everybody_of_a_company_is_moved_from_the_page_of_one(
    desk: Client, trade: CustomerGroup, vera: Customer, willem: Customer, admin: Member
) -> None:
    for each in (vera, willem):
        each.work_for("Lindqvist Ltd", by=admin)
    assert "Everybody at Lindqvist Ltd" in desk.get(f"/customers/{vera.pk}/").content.decode()
    desk.post(f"/customers/{vera.pk}/groups/", {"group": "", "company_group": trade.pk})
    assert (groups(vera), groups(willem)) == (["Trade customers"], ["Trade customers"])


def test_who_reads_along_changes_nothing(
    client: Client, light: Member, trade: CustomerGroup, conversation: Conversation
) -> None:
    client.force_login(light)
    answer = client.post(f"/customers/{conversation.customer_id}/groups/", {"group": trade.pk})
    assert (answer.status_code, groups(conversation.customer)) == (403, [])
