"""The customer's page."""

from __future__ import annotations

import pytest
from django.test import Client

from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.customers.customer import Company, Customer
from kept.events.event import Event
from kept.people.member import Member


@pytest.fixture
def cleo(client: Client, teammate: Member) -> Client:
    client.force_login(teammate)
    return client


def test_it_shows_every_conversation_the_member_may_open_and_no_other(
    cleo: Client, conversation: Conversation, vera: Customer, claims: Inbox
) -> None:
    Conversation.objects.begin(inbox=claims, customer=vera, subject="A broken vase", channel="email")
    conversation.close(by=None)
    page = cleo.get(f"/customers/{vera.pk}/").content.decode()
    assert "Boxes for Friday" in page
    assert "A broken vase" not in page
    assert "vera@lindqvist.example" in page


def test_a_customer_of_other_inboxes_does_not_exist(cleo: Client, willem: Customer) -> None:
    assert cleo.get(f"/customers/{willem.pk}/").status_code == 404


def test_renaming_is_recorded(cleo: Client, conversation: Conversation, vera: Customer) -> None:
    cleo.post(f"/customers/{vera.pk}/name/", {"name": "Vera Lind", "time_zone": "Europe/Stockholm"})
    vera.refresh_from_db()
    assert (vera.name, vera.time_zone) == ("Vera Lind", "Europe/Stockholm")
    assert "there" in cleo.get(f"/customers/{vera.pk}/").content.decode()


def test_the_company_is_written_down_and_taken_away_again(
    cleo: Client, conversation: Conversation, vera: Customer, willem: Customer, teammate: Member
) -> None:
    url, fields = f"/customers/{vera.pk}/name/", {"name": "Vera Lindqvist", "time_zone": ""}
    cleo.post(url, {**fields, "company": " Lindqvist  & Söner "})
    willem.work_for("lindqvist & söner", by=teammate)
    vera.refresh_from_db()
    assert vera.company is not None and vera.company.name == "Lindqvist & Söner"
    assert Company.objects.get() == vera.company
    assert "Lindqvist &amp; Söner" in cleo.get(f"/customers/{vera.pk}/").content.decode()
    cleo.post(url, fields)
    vera.refresh_from_db()
    assert vera.company is not None, "a page without the field says nothing about it"
    cleo.post(url, {**fields, "company": ""})
    vera.refresh_from_db()
    assert vera.company is None
    told = [event.sentence for event in Event.objects.filter(kind="customer.company_changed", customer=vera)]
    assert told == [
        "Cleo Marsh wrote down the company Lindqvist & Söner",
        "Cleo Marsh wrote down that there is no company",
    ]


def test_another_address_is_added(cleo: Client, conversation: Conversation, vera: Customer) -> None:
    cleo.post(f"/customers/{vera.pk}/addresses/", {"value": "Vera@Work.example"})
    assert vera.addresses.filter(value="vera@work.example").exists()


def test_an_address_of_somebody_else_is_refused_in_words(
    cleo: Client, conversation: Conversation, vera: Customer, willem: Customer
) -> None:
    response = cleo.post(f"/customers/{vera.pk}/addresses/", {"value": willem.email})
    assert response.status_code == 422
    assert "belongs to another customer" in response.content.decode()


def test_a_light_member_reads_but_changes_nothing(
    client: Client, light: Member, conversation: Conversation, vera: Customer
) -> None:
    client.force_login(light)
    assert client.get(f"/customers/{vera.pk}/").status_code == 200
    assert client.post(f"/customers/{vera.pk}/name/", {"name": "Vee"}).status_code == 403
    vera.refresh_from_db()
    assert vera.name == "Vera Lindqvist"
