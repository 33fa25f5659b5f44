from __future__ import annotations

import pytest
from django.test import Client

from kept.channels.form.form_settings import FormSettings
from kept.conversations.inbox import Inbox
from kept.people.member import Member

URL = "/settings/forms/sales/"


@pytest.fixture
def desk(client: Client, owner: Member) -> Client:
    client.force_login(owner)
    return client


def test_an_inbox_begins_with_its_form_closed(desk: Client, sales: Inbox) -> None:
    assert "Closed" in desk.get("/settings/forms/").content.decode()
    assert b"data-copy" not in desk.get(URL).content
    assert not FormSettings.objects.exists(), "looking changes nothing"


def test_opening_it_gives_a_link_and_a_line_to_copy(desk: Client, sales: Inbox) -> None:
    answer = desk.post(
        URL, {"is_on": "on", "greeting": "Hello", "allowed_sites": "shop.example\nhttps://shop.example/x"}
    )
    assert answer.status_code == 302
    assert FormSettings.objects.get().sites == ["https://shop.example"]
    page = desk.get(URL).content.decode()
    assert "http://testserver/form/sales/" in page
    assert "&lt;script src=&quot;http://testserver/form/sales.js&quot; async&gt;&lt;/script&gt;" in page
    assert desk.get("/form/sales/").status_code == 200


def test_what_is_no_site_is_refused_with_a_reason(desk: Client, sales: Inbox) -> None:
    answer = desk.post(URL, {"is_on": "on", "allowed_sites": "https://ok.example\nevil; script-src *"})
    assert answer.status_code == 422
    assert "is not the address of a site" in answer.content.decode()
    assert not FormSettings.objects.exists()


@pytest.mark.parametrize("who", ["teammate", "light", "outsider"])
def test_only_administrators_set_forms_up(client: Client, who: str, request: pytest.FixtureRequest) -> None:
    client.force_login(request.getfixturevalue(who))
    for url in ("/settings/forms/", URL):
        assert client.get(url).status_code == 404
    assert client.post(URL, {"is_on": "on"}).status_code == 404
    assert not FormSettings.objects.exists()
