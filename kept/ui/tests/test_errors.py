"""The pages for what went wrong say what happened and what was kept safe, and need nothing that may be broken."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client

from kept.people.member import Member


@pytest.mark.parametrize("page", ["403", "403_csrf", "500"])
def test_they_are_drawn_without_any_context(page: str) -> None:
    drawn = render_to_string(f"{page}.html")
    assert "<h1>" in drawn
    assert "Back to the inbox" in drawn


@pytest.mark.parametrize("page", ["400", "413"])
def test_what_was_sent_from_a_page_is_sent_again_from_there(page: str) -> None:
    drawn = render_to_string(f"{page}.html")
    assert "<h1>" in drawn
    assert "Back to the inbox" not in drawn, "customers read it as well"


def test_what_does_not_exist_has_its_own_page(client: Client, teammate: Member) -> None:
    client.force_login(teammate)
    response = client.get("/nothing/of/the/kind/")
    assert response.status_code == 404
    assert "Nothing stands here" in response.content.decode()
    assert "Back to the inbox" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/form/closed/", "/callback/closed/", "/nothing/of/the/kind/"])
def test_customers_are_not_sent_to_the_desk(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "You reach us by e-mail" in response.content.decode()
    assert 'href="/"' not in response.content.decode()
    assert "Conversations" not in response.content.decode()


def test_what_one_may_not_do_has_its_own_page(client: Client, light: Member) -> None:
    client.force_login(light)
    response = client.get("/settings/members/")
    assert response.status_code in {403, 404}
    assert "Back to the inbox" in response.content.decode()


def test_a_form_from_an_old_page_is_refused_kindly(teammate: Member) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(teammate)
    response = client.post("/sign-out/")
    assert response.status_code == 403
    assert "The page had grown old" in response.content.decode()


def test_words_beyond_any_measure_are_refused_kindly(client: Client, teammate: Member) -> None:
    client.force_login(teammate)
    response = client.post("/sign-out/", {"words": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)})
    assert response.status_code == 413
    assert "60.0\xa0MB" in response.content.decode()
