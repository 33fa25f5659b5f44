"""The first run of an installation."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from kept.conversations.inbox import Inbox
from kept.people import setup
from kept.people.member import Member, Role
from kept.people.organisation import Organisation
from kept.people.roles import NotPossible
from kept.people.tests.test_signin import browser

ANSWERS = {
    "company": "Hillside Removals",
    "time_zone": "Europe/London",
    "name": "Ana Costa",
    "email": "Ana@hillside.example",
    "password": "correct horse battery",
    "inbox-name": "Sales",
    "inbox-address": "Sales@hillside.example",
}


def key() -> str:
    url = setup.setup_url()
    assert url
    return url.removeprefix("http://testserver")


@pytest.mark.django_db
def test_with_the_key_an_owner_a_company_and_an_inbox_are_made(client: Client) -> None:
    response = client.post(key(), ANSWERS)
    assert response["Location"] == "/"
    owner = Member.objects.get()
    assert (owner.email, owner.role) == ("ana@hillside.example", Role.OWNER)
    assert Organisation.ours().name == "Hillside Removals"
    assert Inbox.objects.get().address == "sales@hillside.example"
    assert client.get("/settings/members/").status_code == 200


@pytest.mark.django_db
def test_without_the_key_a_visitor_from_elsewhere_is_told_where_it_is(client: Client) -> None:
    assert client.get("/sign-in/")["Location"] == "/welcome/"
    response = client.get("/welcome/")
    assert response.status_code == 403
    assert "open the address that it printed" in response.text
    assert client.post("/welcome/", ANSWERS).status_code == 403
    assert client.post("/welcome/not-the-key/", ANSWERS).status_code == 403
    assert not Member.objects.exists()


@pytest.mark.django_db
def test_who_sits_at_the_machine_needs_no_key(settings: Settings) -> None:
    settings.KEPT_URL = "http://127.0.0.1:8000"
    assert browser(forwarded="192.0.2.7").get("/welcome/").status_code == 403
    assert browser().get("/welcome/").status_code == 200


@pytest.mark.django_db
def test_an_installation_known_elsewhere_trusts_no_neighbour() -> None:
    """A proxy on the same machine that adds no header looks like a person at it."""
    assert browser().get("/welcome/").status_code == 403


@pytest.mark.django_db
def test_the_key_lasts_a_day_and_the_newest_counts(client: Client) -> None:
    old, new = key(), key()
    assert client.get(old).status_code == 403
    assert client.get(new).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=1, seconds=1)):
        assert client.get(new).status_code == 403


@pytest.mark.django_db
def test_once_set_up_there_is_no_second_time(client: Client) -> None:
    path = key()
    client.post(path, ANSWERS)
    assert setup.setup_url() is None
    assert Client().get(path)["Location"] == "/sign-in/"
    assert Client().get("/welcome/").status_code == 404
    with pytest.raises(NotPossible):
        setup.set_up(Member(name="Mallory", email="mallory@x.example"), "Mine", "UTC")
    assert Member.objects.count() == 1


@pytest.mark.django_db
def test_nothing_is_made_while_a_part_is_wrong(client: Client) -> None:
    response = client.post(key(), ANSWERS | {"inbox-address": "nowhere"})
    assert "Write an e-mail address" in response.text
    assert not Member.objects.exists()
