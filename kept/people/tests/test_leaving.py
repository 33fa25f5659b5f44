"""Colleagues who leave are out at once, and what they had in hand does not lie unseen."""

import pytest
from django.test import Client

from kept.conftest import write
from kept.conversations.conversation import Conversation
from kept.events.event import Event
from kept.people.member import Member
from kept.people.roles import NotPossible
from kept.people.signin import SignInLink


def test_a_deactivated_members_session_ends_at_once_and_for_good(
    client: Client, owner: Member, teammate: Member
) -> None:
    client.force_login(teammate)
    assert client.get("/settings/profile/").status_code == 200
    teammate.deactivate(by=owner)
    assert client.get("/settings/profile/").status_code == 302
    teammate.reactivate(by=owner)
    assert client.get("/settings/profile/").status_code == 302, "the old session came back with them"


def test_their_sign_in_links_die_with_it(owner: Member, teammate: Member) -> None:
    link = SignInLink.objects.make(teammate)
    assert SignInLink.objects.good(link.token, local=True)
    teammate.deactivate(by=owner)
    teammate.reactivate(by=owner)
    assert SignInLink.objects.good(link.token, local=True) is None


def test_they_cannot_sign_in_with_their_password(client: Client, owner: Member, teammate: Member) -> None:
    teammate.deactivate(by=owner)
    response = client.post("/sign-in/", {"login": teammate.email, "password": "correct horse battery"}, follow=True)
    assert response.request["PATH_INFO"] == "/sign-in/left/"
    assert client.get("/settings/").status_code == 302


def test_their_conversations_go_to_a_successor(
    owner: Member, teammate: Member, light: Member, conversation: Conversation
) -> None:
    conversation.assign(teammate, by=owner)
    teammate.deactivate(by=owner, successor=light)
    conversation.refresh_from_db()
    assert conversation.assignee == light


def test_the_page_offers_what_they_have_in_hand_to_those_who_may_answer(
    client: Client, owner: Member, admin: Member, teammate: Member, light: Member, conversation: Conversation
) -> None:
    conversation.assign(teammate, by=owner)
    client.force_login(owner)
    page = client.get(f"/settings/members/{teammate.pk}/deactivation/").text
    assert "1 open conversation" in page
    assert "Ben Adeyemi</option>" in page
    assert "Dan Whitlock</option>" not in page
    client.post(f"/settings/members/{teammate.pk}/deactivation/", {"successor": admin.pk})
    conversation.refresh_from_db()
    assert conversation.assignee == admin


def test_or_to_nobody_where_the_successor_may_not_open_them(
    owner: Member, teammate: Member, outsider: Member, conversation: Conversation
) -> None:
    conversation.assign(teammate, by=owner)
    teammate.deactivate(by=owner, successor=outsider)
    conversation.refresh_from_db()
    assert conversation.assignee is None
    assert Event.objects.filter(conversation=conversation, kind="conversation.assigned", by=owner).count() == 2


def test_a_closed_conversation_that_opens_again_is_not_left_with_who_is_gone(
    owner: Member, teammate: Member, conversation: Conversation
) -> None:
    conversation.assign(teammate, by=owner)
    conversation.close(by=teammate)
    teammate.deactivate(by=owner)
    conversation.refresh_from_db()
    assert conversation.assignee == teammate, "a closed one stays in the history of who had it"
    write(conversation, "It is broken after all.")
    assert conversation.state == "open"
    assert conversation.assignee is None


def test_nobody_deactivates_themselves_an_owner_above_them_or_the_last_owner(owner: Member, admin: Member) -> None:
    for whom, by in ((owner, owner), (owner, admin), (admin, admin)):
        with pytest.raises(NotPossible):
            whom.deactivate(by=by)
    assert Member.objects.active().count() == 2


def test_leaving_and_coming_back_are_on_record(owner: Member, teammate: Member) -> None:
    teammate.deactivate(by=owner)
    teammate.deactivate(by=owner)
    teammate.reactivate(by=owner)
    told = [event.sentence for event in Event.objects.filter(subject=teammate.pk).order_by("pk")]
    assert told == ["Ana Costa deactivated Cleo Marsh", "Ana Costa brought back Cleo Marsh"]
