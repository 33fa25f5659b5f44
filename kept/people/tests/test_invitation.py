"""Invitations: by mail or handed over, once, for a week."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from kept.conversations.inbox import Inbox
from kept.events.event import Event
from kept.people import jobs
from kept.people.invitation import Invitation
from kept.people.member import Member, Role, Team
from kept.people.roles import NotPossible
from kept.people.tests.test_signin import path_in

ANSWERS = {"name": "Eva Lund", "password": "sunday afternoon walk", "time_zone": "Europe/Oslo"}


@pytest.fixture
def invitation(admin: Member, sales: Inbox) -> Invitation:
    team = Team.objects.form("Order line", by=admin)
    made: Invitation = Invitation.objects.make(
        "Eva@hillside.example", by=admin, name="Eva", teams=[team], doors={"inboxes": [sales.pk]}
    )
    return made


def test_who_accepts_is_in_with_role_team_and_inbox(client: Client, invitation: Invitation, sales: Inbox) -> None:
    path = f"/invitations/{invitation.token}/"
    assert "Ben Adeyemi invited you" in client.get(path).text
    assert client.post(path, ANSWERS)["Location"] == "/"
    eva = Member.objects.get(email="eva@hillside.example")
    assert (eva.name, eva.role, eva.time_zone) == ("Eva Lund", Role.AGENT, "Europe/Oslo")
    assert [team.name for team in eva.teams.all()] == ["Order line"]
    assert list(Inbox.objects.of(eva)) == [sales]
    assert client.get("/settings/profile/").status_code == 200
    assert Event.objects.get(kind="member.joined").by == eva


def test_an_invitation_works_once(client: Client, invitation: Invitation) -> None:
    path = f"/invitations/{invitation.token}/"
    client.post(path, ANSWERS)
    assert Client().post(path, ANSWERS).status_code == 410
    with pytest.raises(NotPossible):
        invitation.accept(**ANSWERS)


def test_an_invitation_lasts_a_week(client: Client, invitation: Invitation) -> None:
    assert client.get(f"/invitations/{invitation.token}/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=7, seconds=1)):
        assert client.get(f"/invitations/{invitation.token}/").status_code == 410
        with pytest.raises(NotPossible):
            invitation.accept(**ANSWERS)


def test_a_withdrawn_one_opens_nothing(client: Client, invitation: Invitation, admin: Member) -> None:
    invitation.withdraw(by=admin)
    invitation.withdraw(by=admin)
    assert client.post(f"/invitations/{invitation.token}/", ANSWERS).status_code == 410
    assert Event.objects.filter(kind="member.uninvited").count() == 1


def test_only_the_newest_link_opens(client: Client, invitation: Invitation, admin: Member) -> None:
    old = invitation.token
    invitation.repeat(by=admin)
    assert client.get(f"/invitations/{old}/").status_code == 410
    assert client.get(f"/invitations/{invitation.token}/").status_code == 200


def test_the_token_is_not_in_the_database(invitation: Invitation) -> None:
    assert invitation.token not in str(Invitation.objects.filter(pk=invitation.pk).values().get())


def test_a_colleague_or_an_invited_one_cannot_be_invited(invitation: Invitation, admin: Member, owner: Member) -> None:
    with pytest.raises(NotPossible, match="already a colleague: Ana Costa"):
        Invitation.objects.make("ANA@hillside.example", by=admin)
    with pytest.raises(NotPossible, match="invited already"):
        Invitation.objects.make(invitation.email, by=admin)


def test_one_who_left_is_named_so_that_they_can_be_brought_back(owner: Member, teammate: Member) -> None:
    teammate.deactivate(by=owner)
    with pytest.raises(NotPossible, match="Cleo Marsh, who left"):
        Invitation.objects.make(teammate.email, by=owner)


def test_an_admin_invites_no_owner(client: Client, admin: Member) -> None:
    with pytest.raises(NotPossible):
        Invitation.objects.make("eva@hillside.example", by=admin, role=Role.OWNER)
    client.force_login(admin)
    client.post("/settings/invitations/new/", {"email": "eva@hillside.example", "role": "owner"})
    assert not Invitation.objects.exists()


def test_a_weak_password_does_not_spend_the_invitation(client: Client, invitation: Invitation) -> None:
    response = client.post(f"/invitations/{invitation.token}/", ANSWERS | {"password": "password123"})
    assert "too common" in response.text
    assert Invitation.objects.get(pk=invitation.pk).is_good


def test_without_an_outgoing_server_the_inviter_gets_the_link(client: Client, admin: Member) -> None:
    client.force_login(admin)
    response = client.post("/settings/invitations/new/", {"email": "eva@hillside.example", "role": "agent"})
    assert "http://testserver/invitations/" in response.text
    assert "no outgoing mail server" in client.get("/settings/invitations/").text
    assert not ProcrastinateJob.objects.filter(task_name="people.mail_invitation").exists()


def test_with_one_the_invitation_is_mailed(client: Client, admin: Member, settings: Settings) -> None:
    settings.KEPT_SMTP_URL = "smtp://mail.example"
    client.force_login(admin)
    client.post("/settings/invitations/new/", {"email": "eva@hillside.example", "name": "Eva", "role": "agent"})
    (job,) = ProcrastinateJob.objects.filter(task_name="people.mail_invitation")
    jobs.mail_invitation(**job.args)
    (letter,) = mail.outbox
    assert letter.subject == "Ben Adeyemi invites you to Hillside Removals"
    assert Client().post(path_in(letter), ANSWERS).status_code == 302
    assert Invitation.objects.get().accepted_at


class DeadServer(BaseEmailBackend):
    def send_messages(self, messages: object) -> int:
        raise ConnectionRefusedError("Connection refused")


def test_why_a_mail_could_not_leave_is_shown(
    client: Client, invitation: Invitation, admin: Member, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.DeadServer"
    with pytest.raises(ConnectionRefusedError):
        jobs.mail_invitation(invitation.pk)
    client.force_login(admin)
    assert "The mail could not be sent: Connection refused" in client.get("/settings/invitations/").text


def test_a_withdrawn_one_is_not_mailed_by_a_late_job(invitation: Invitation, admin: Member) -> None:
    invitation.withdraw(by=admin)
    jobs.mail_invitation(invitation.pk)
    assert not mail.outbox
