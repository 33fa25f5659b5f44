"""Merging, splitting and moving at the desk: found, done, shown in a line, undone; for nobody who may not."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from kept.conftest import write
from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.conversations.merging import Merging
from kept.conversations.message import Message
from kept.conversations.moving import Moving
from kept.conversations.splitting import Splitting
from kept.customers.customer import Customer
from kept.people.member import Member

PART = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def cleo(client: Client, teammate: Member) -> Client:
    client.force_login(teammate)
    return client


@pytest.fixture
def other(sales: Inbox, vera: Customer, conversation: Conversation) -> Conversation:
    other = Conversation.objects.begin(inbox=sales, customer=vera, subject="Boxes again", channel="email")
    write(other, "Make it thirty.")
    return other


@pytest.fixture
def his(sales: Inbox, willem: Customer) -> Conversation:
    his = Conversation.objects.begin(inbox=sales, customer=willem, subject="Sofa", channel="email")
    write(his, "It is blue.")
    return his


@pytest.fixture
def hidden(claims: Inbox, vera: Customer) -> Conversation:
    """Vera's, in an inbox that Cleo may not open."""
    hidden = Conversation.objects.begin(inbox=claims, customer=vera, subject="Broken boxes", channel="email")
    write(hidden, "One is broken.")
    return hidden


def url(conversation: Conversation, noun: str) -> str:
    return f"/conversations/{conversation.pk}/{noun}/"


def offered(page: str) -> list[int]:
    return [int(each) for each in re.findall(r'name="into" value="(\d+)"', page)]


def test_the_customers_other_conversations_are_offered_first(
    cleo: Client, conversation: Conversation, other: Conversation, his: Conversation, hidden: Conversation
) -> None:
    page = cleo.get(url(conversation, "mergings"), headers=PART).content.decode()
    assert offered(page) == [other.pk]


@pytest.mark.parametrize("words", ["sofa", "Willem", "devries.example", "blue sofa", "#{his}"])
def test_another_is_found_by_number_subject_and_customer(
    cleo: Client, conversation: Conversation, his: Conversation, words: str
) -> None:
    fields = {"q": words.format(his=his.pk), "list": ""}
    found = offered(cleo.get(url(conversation, "mergings"), fields, headers=PART).content.decode())
    assert found == ([] if words == "blue sofa" else [his.pk])


def test_what_one_may_not_open_is_not_found(cleo: Client, conversation: Conversation, hidden: Conversation) -> None:
    for words in ("Broken", str(hidden.pk)):
        page = cleo.get(url(conversation, "mergings"), {"q": words}, headers=PART).content.decode()
        assert not offered(page)
    assert cleo.post(url(conversation, "mergings"), {"into": hidden.pk}).status_code == 404
    assert cleo.post(url(conversation, "movings"), {"into": hidden.pk}).status_code == 404
    assert not Merging.objects.exists()


def test_merging_shows_the_other_with_an_undo(cleo: Client, conversation: Conversation, other: Conversation) -> None:
    response = cleo.post(url(other, "mergings"), {"into": conversation.pk, "place": "mine"}, headers=PART)
    page = response.content.decode()
    assert response.headers["HX-Push-Url"] == f"/inbox/mine/{conversation.pk}/"
    assert f'data-conversation="{conversation.pk}"' in page
    assert "Make it thirty." in page
    assert f"#{other.pk} goes on here." in page
    undo = f"/conversations/{conversation.pk}/mergings/{Merging.objects.get().pk}/"
    assert page.count(undo) >= 2, "in the toast and in the line"
    assert cleo.post(undo, {"_method": "delete"}, headers=PART).status_code == 200
    assert not Merging.objects.exists()
    again = cleo.post(undo, {"_method": "delete"}, headers=PART)
    assert again.status_code == 422


def test_two_customers_are_merged_only_after_a_clear_word(
    cleo: Client, conversation: Conversation, his: Conversation
) -> None:
    page = cleo.post(url(his, "mergings"), {"into": conversation.pk}, headers=PART).content.decode()
    assert "is with another customer: Vera Lindqvist" in page
    assert not Merging.objects.exists()
    cleo.post(url(his, "mergings"), {"into": conversation.pk, "united": "yes"}, headers=PART)
    assert Merging.objects.exists()


def test_a_merged_number_leads_on(cleo: Client, conversation: Conversation, other: Conversation) -> None:
    other.merge_into(conversation, by=None)
    page = cleo.get(f"/conversations/{other.pk}/")
    assert (page.status_code, page.headers["Location"]) == (302, f"/conversations/{conversation.pk}/")
    beside = cleo.get(f"/inbox/open/{other.pk}/")
    assert beside.headers["Location"] == f"/inbox/open/{conversation.pk}/"
    assert cleo.get(url(other, "timeline"), headers=PART).headers["HX-Redirect"] == f"/conversations/{conversation.pk}/"


def test_what_is_written_in_a_page_of_a_merged_one_is_not_lost(
    cleo: Client, conversation: Conversation, other: Conversation, teammate: Member
) -> None:
    other.merge_into(conversation, by=None)
    cleo.post(url(other, "draft/reply"), {"text": "Thirty it"}, headers=PART)
    draft = conversation.draft(teammate, "reply")
    assert draft is not None and draft.text == "Thirty it"
    cleo.post(url(other, "notes"), {"text": "She means thirty."}, headers=PART)
    assert conversation.notes.get().text == "She means thirty."


def test_splitting_and_putting_back(cleo: Client, conversation: Conversation) -> None:
    turning = write(conversation, "Another thing: the piano.")
    page = cleo.post(url(conversation, "splittings"), {"message": turning.pk}, headers=PART).content.decode()
    new = Splitting.objects.get().conversation
    assert f"Split off: it goes on as #{new.pk}." in page
    assert f'href="/conversations/{new.pk}/"' in page, "the line leads there"
    undo = f"/conversations/{conversation.pk}/splittings/{Splitting.objects.get().pk}/"
    assert undo in page
    page = cleo.post(undo, {"_method": "delete"}, headers=PART).content.decode()
    assert "Another thing: the piano." in page
    assert conversation.messages.count() == 2


def test_a_split_is_undone_from_the_new_conversation_too(cleo: Client, conversation: Conversation) -> None:
    new = conversation.split(write(conversation, "The piano."), by=Member.objects.get(email="cleo@hillside.example"))
    undo = f"/conversations/{new.pk}/splittings/{Splitting.objects.get().pk}/"
    assert undo in cleo.get(f"/conversations/{new.pk}/").content.decode()
    page = cleo.post(undo, {"_method": "delete"}, headers=PART).content.decode()
    assert f'data-conversation="{conversation.pk}"' in page


def test_the_first_message_is_not_split_off(cleo: Client, conversation: Conversation) -> None:
    response = cleo.post(url(conversation, "splittings"), {"message": conversation.messages.get().pk}, headers=PART)
    assert response.status_code == 422
    assert "nothing would remain" in response.content.decode()
    assert "Split from here" not in cleo.get(f"/conversations/{conversation.pk}/").content.decode()


def test_moving_and_back(cleo: Client, conversation: Conversation, other: Conversation) -> None:
    astray = write(conversation, "Forty.")
    chooser = cleo.get(url(conversation, "movings"), {"message": astray.pk}, headers=PART).content.decode()
    assert offered(chooser) == [other.pk]
    fields = {"message": astray.pk, "into": other.pk}
    page = cleo.post(url(conversation, "movings"), fields, headers=PART).content.decode()
    assert f"Moved to #{other.pk}." in page
    assert "Forty." not in page
    undo = f"/conversations/{conversation.pk}/movings/{Moving.objects.get().pk}/"
    assert undo in page
    assert "Forty." in cleo.post(undo, {"_method": "delete"}, headers=PART).content.decode()


def test_a_message_of_another_conversation_is_not_moved_from_here(
    cleo: Client, conversation: Conversation, hidden: Conversation, other: Conversation
) -> None:
    fields = {"message": hidden.messages.get().pk, "into": other.pk}
    assert cleo.post(url(conversation, "movings"), fields).status_code == 404
    assert cleo.post(url(conversation, "splittings"), fields).status_code == 404


def test_undoing_needs_both_ends(cleo: Client, conversation: Conversation, hidden: Conversation, owner: Member) -> None:
    hidden.merge_into(conversation, by=owner)
    undo = f"/conversations/{conversation.pk}/mergings/{Merging.objects.get().pk}/"
    assert cleo.post(undo, {"_method": "delete"}).status_code == 404
    assert Merging.objects.exists()


def test_light_members_only_look(
    client: Client, light: Member, conversation: Conversation, other: Conversation, teammate: Member
) -> None:
    turning = write(conversation, "The piano.")
    conversation.split(turning, by=teammate)
    client.force_login(light)
    for noun in ("mergings", "movings"):
        assert client.get(url(conversation, noun)).status_code == 403
    for noun in ("mergings", "movings", "splittings"):
        assert client.post(url(conversation, noun), {"into": other.pk}).status_code == 403
    page = client.get(f"/conversations/{conversation.pk}/").content.decode()
    assert "split what followed off" in page
    assert "/splittings/" not in page and "/mergings/" not in page


def test_without_script_it_is_a_page(cleo: Client, conversation: Conversation, other: Conversation) -> None:
    page = cleo.get(url(conversation, "mergings")).content.decode()
    assert "<html" in page and offered(page) == [other.pk]
    response = cleo.post(url(conversation, "mergings"), {"into": other.pk})
    assert (response.status_code, response.headers["Location"]) == (302, f"/conversations/{other.pk}/")
    assert Message.objects.filter(conversation=other).count() == 2
