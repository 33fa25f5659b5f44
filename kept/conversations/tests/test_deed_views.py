"""What colleagues do to a conversation: each deed by its noun, with its undo, and by whom it may be done."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kept.conversations.conversation import Conversation
from kept.conversations.delivery import Delivery
from kept.people.member import Member, Team

PART = {"HX-Request": "true", "HX-Request-Type": "partial"}
DELETE = {"_method": "delete"}


@pytest.fixture
def cleo(client: Client, teammate: Member) -> Client:
    client.force_login(teammate)
    return client


def url(conversation: Conversation, noun: str) -> str:
    return f"/conversations/{conversation.pk}/{noun}/"


def undo(client: Client, page: str) -> None:
    """Press the undo of the toast on that page."""
    toast = page.split("data-toast")[1].split("<form")[1].split("</form>")[0]
    [action] = re.findall(r'action="([^"]*)"', toast)
    fields = dict(re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', toast))
    assert client.post(action, fields, headers=PART).status_code == 200


def test_closing_and_its_undo(cleo: Client, conversation: Conversation, teammate: Member) -> None:
    response = cleo.post(url(conversation, "closure"), headers=PART)
    conversation.refresh_from_db()
    assert conversation.is_closed
    assert conversation.closure.by == teammate
    undo(cleo, response.content.decode())
    conversation.refresh_from_db()
    assert not conversation.is_closed


def test_undoing_the_closing_of_what_slept_lets_it_sleep_on(cleo: Client, conversation: Conversation) -> None:
    until = timezone.now() + timedelta(days=3)
    conversation.snooze(until, by=None)
    response = cleo.post(url(conversation, "closure"), headers=PART)
    undo(cleo, response.content.decode())
    conversation.refresh_from_db()
    assert conversation.is_snoozed
    assert conversation.snoozed_until == until


def test_without_script_a_deed_leads_back_to_the_page(cleo: Client, conversation: Conversation) -> None:
    response = cleo.post(url(conversation, "closure"), follow=True)
    assert response.redirect_chain == [(f"/conversations/{conversation.pk}/", 302)]
    assert "Closed." in response.content.decode()
    assert "Open again" in response.content.decode()


def test_snoozing_by_the_members_own_clock(cleo: Client, conversation: Conversation, teammate: Member) -> None:
    teammate.time_zone = "Asia/Tokyo"
    teammate.save()
    day = timezone.now().date() + timedelta(days=3)
    cleo.post(url(conversation, "snooze"), {"until": f"{day}T09:00"}, headers=PART)
    until = conversation.snoozed_until
    assert until is not None
    assert (until.hour, until.date()) == (0, day), "nine in the morning in Tokyo is midnight in Greenwich"


def test_a_time_that_has_passed_is_refused_in_words(cleo: Client, conversation: Conversation) -> None:
    response = cleo.post(url(conversation, "snooze"), {"until": "2020-01-01T09:00"}, headers=PART)
    assert response.status_code == 422
    assert "has passed already" in response.content.decode()
    conversation.refresh_from_db()
    assert not conversation.is_snoozed


def test_waking_and_its_undo(cleo: Client, conversation: Conversation) -> None:
    until = timezone.now() + timedelta(days=1)
    conversation.snooze(until, by=None)
    response = cleo.post(url(conversation, "snooze"), DELETE, headers=PART)
    conversation.refresh_from_db()
    assert not conversation.is_snoozed
    undo(cleo, response.content.decode())
    assert conversation.snoozed_until == until


def test_assigning_and_its_undo(cleo: Client, conversation: Conversation, teammate: Member, admin: Member) -> None:
    conversation.assign(admin, by=admin)
    response = cleo.post(url(conversation, "assignment"), {"to": teammate.pk}, headers=PART)
    conversation.refresh_from_db()
    assert conversation.assignee == teammate
    undo(cleo, response.content.decode())
    conversation.refresh_from_db()
    assert conversation.assignee == admin


def test_putting_it_back_for_anybody(cleo: Client, conversation: Conversation, teammate: Member) -> None:
    conversation.assign(teammate, by=teammate)
    cleo.post(url(conversation, "assignment"), DELETE, headers=PART)
    conversation.refresh_from_db()
    assert conversation.assignee is None


@pytest.mark.parametrize("to", ["outsider", "light"])
def test_only_who_may_answer_here_can_be_given_it(
    cleo: Client, conversation: Conversation, to: str, request: pytest.FixtureRequest
) -> None:
    other: Member = request.getfixturevalue(to)
    assert cleo.post(url(conversation, "assignment"), {"to": other.pk}, headers=PART).status_code == 404
    conversation.refresh_from_db()
    assert conversation.assignee is None


def test_handing_to_a_team_and_its_undo(cleo: Client, conversation: Conversation) -> None:
    team = Team.objects.create(name="Order line")
    response = cleo.post(url(conversation, "team"), {"team": team.pk}, headers=PART)
    conversation.refresh_from_db()
    assert conversation.team == team
    undo(cleo, response.content.decode())
    conversation.refresh_from_db()
    assert conversation.team is None


def test_a_new_subject_and_its_undo(cleo: Client, conversation: Conversation) -> None:
    response = cleo.post(url(conversation, "subject"), {"subject": "Twenty boxes"}, headers=PART)
    conversation.refresh_from_db()
    assert conversation.subject == "Twenty boxes"
    undo(cleo, response.content.decode())
    conversation.refresh_from_db()
    assert conversation.subject == "Boxes for Friday"


def test_a_kind_and_an_unknown_kind(cleo: Client, conversation: Conversation) -> None:
    cleo.post(url(conversation, "kind"), {"kind": "request"}, headers=PART)
    assert cleo.post(url(conversation, "kind"), {"kind": "ticket"}, headers=PART).status_code == 422
    conversation.refresh_from_db()
    assert conversation.kind == "request"


def test_spam_and_back(cleo: Client, conversation: Conversation) -> None:
    response = cleo.post(url(conversation, "spam"), headers=PART)
    conversation.refresh_from_db()
    assert conversation.is_spam
    undo(cleo, response.content.decode())
    conversation.refresh_from_db()
    assert not conversation.is_spam


def test_a_failed_delivery_is_tried_again(cleo: Client, conversation: Conversation, teammate: Member) -> None:
    message = conversation.reply("On Friday.", by=teammate)
    Delivery.objects.filter(message=message).update(state="failed", reason="Mailbox full")
    assert "Mailbox full" in cleo.get(f"/conversations/{conversation.pk}/").content.decode()
    cleo.post(f"/deliveries/{message.delivery.pk}/retry/", headers=PART)
    message.delivery.refresh_from_db()
    assert message.delivery.state == "pending"


DEEDS = ["closure", "snooze", "spam", "assignment", "team", "subject", "kind", "replies"]


@pytest.mark.parametrize("noun", DEEDS)
def test_a_light_member_may_not(client: Client, light: Member, conversation: Conversation, noun: str) -> None:
    client.force_login(light)
    assert client.post(url(conversation, noun), {"text": "Hello"}).status_code == 403


@pytest.mark.parametrize("noun", [*DEEDS, "notes", "draft/reply", "draft/note", "draft/note/files", "presence"])
def test_to_an_outsider_it_does_not_exist(
    client: Client, outsider: Member, conversation: Conversation, noun: str
) -> None:
    client.force_login(outsider)
    assert client.post(url(conversation, noun), {"text": "Hello"}).status_code == 404


def test_an_outsider_cannot_retry_a_delivery(
    client: Client, outsider: Member, teammate: Member, conversation: Conversation
) -> None:
    message = conversation.reply("On Friday.", by=teammate)
    client.force_login(outsider)
    assert client.post(f"/deliveries/{message.delivery.pk}/retry/").status_code == 404


def test_others_are_seen_looking_and_typing(
    cleo: Client, admin: Member, conversation: Conversation, teammate: Member
) -> None:
    ben = Client()
    ben.force_login(admin)
    assert ben.post(url(conversation, "presence"), {"typing": "1"}).status_code == 204
    assert "Ben is writing" in cleo.get(url(conversation, "presence")).content.decode()
    ben.post(url(conversation, "presence"))
    assert "Ben is looking too" in cleo.get(url(conversation, "presence")).content.decode()
    ben.delete(url(conversation, "presence"))
    assert "Ben" not in cleo.get(url(conversation, "presence")).content.decode()
