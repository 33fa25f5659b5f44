"""The settings: each sees their own, owners and admins the company's."""

import re

import pytest
from django.core import mail
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from kept.conversations.inbox import Inbox
from kept.events.event import Event
from kept.people import jobs
from kept.people.doors import DOORS
from kept.people.member import Member, Role, Team
from kept.people.organisation import Organisation

PASSWORD = "correct horse battery"


@pytest.fixture
def by_admin(client: Client, admin: Member) -> Client:
    client.force_login(admin)
    return client


def test_members_do_not_see_the_companys_sections(client: Client, admin: Member, teammate: Member) -> None:
    for member, sees in ((admin, True), (teammate, False)):
        client.force_login(member)
        page = client.get("/settings/").text
        assert "Your profile" in page
        assert ("Its name and its time zone" in page) is sees


def test_a_profile_is_saved_and_its_time_zone_is_used(client: Client, teammate: Member) -> None:
    client.force_login(teammate)
    words = {"name": "Cleo M.", "time_zone": "Pacific/Auckland", "signature": "Cleo\nHillside"}
    client.post("/settings/profile/", words)
    teammate.refresh_from_db()
    assert (teammate.name, str(teammate.zone)) == ("Cleo M.", "Pacific/Auckland")


def test_a_profile_does_not_change_the_role(client: Client, teammate: Member) -> None:
    client.force_login(teammate)
    client.post("/settings/profile/", {"name": "Cleo", "role": "owner", "is_active": "", "email": "x@x.example"})
    teammate.refresh_from_db()
    assert (teammate.name, teammate.role, teammate.email) == ("Cleo", Role.AGENT, "cleo@hillside.example")


def test_the_address_changes_with_the_password_and_the_old_one_is_told(
    client: Client, teammate: Member, settings: Settings
) -> None:
    settings.KEPT_SMTP_URL = "smtp://mail.example"
    client.force_login(teammate)
    client.post("/settings/profile/address/", {"email": "cm@hillside.example", "present_password": "wrong"})
    teammate.refresh_from_db()
    assert teammate.email == "cleo@hillside.example"
    client.post("/settings/profile/address/", {"email": "CM@hillside.example", "present_password": PASSWORD})
    teammate.refresh_from_db()
    assert teammate.email == "cm@hillside.example"
    (job,) = ProcrastinateJob.objects.filter(task_name="people.mail_address_changed")
    jobs.mail_address_changed(**job.args)
    assert mail.outbox[0].to == ["cleo@hillside.example"]
    assert Event.objects.filter(kind="member.address_changed", by=teammate).exists()


def test_the_old_address_does_not_sign_in_any_more(client: Client, teammate: Member) -> None:
    client.post("/sign-in/forgotten/", {"email": teammate.email})
    client.post("/sign-in/", {"login": teammate.email, "password": PASSWORD})
    client.post("/settings/profile/address/", {"email": "cm@hillside.example", "present_password": PASSWORD})
    client.post("/sign-out/")
    client.post("/sign-in/", {"login": "cleo@hillside.example", "password": PASSWORD})
    assert client.get("/settings/").status_code == 302
    client.post("/sign-in/", {"login": "cm@hillside.example", "password": PASSWORD})
    assert client.get("/settings/").status_code == 200


def test_an_address_of_a_colleague_is_refused(client: Client, teammate: Member, light: Member) -> None:
    client.force_login(teammate)
    words = {"email": "Dan@hillside.example", "present_password": PASSWORD}
    assert "A colleague has this address already" in client.post("/settings/profile/address/", words).text


def test_the_company_is_named_and_it_is_on_record(by_admin: Client, admin: Member) -> None:
    by_admin.post("/settings/company/", {"name": "Hillside & Sons", "time_zone": "Europe/Dublin"})
    assert (Organisation.ours().name, Organisation.ours().time_zone) == ("Hillside & Sons", "Europe/Dublin")
    assert Event.objects.get(kind="company.changed").by == admin


def test_a_member_gets_role_teams_and_inboxes_in_one_go(
    by_admin: Client, admin: Member, outsider: Member, sales: Inbox
) -> None:
    team = Team.objects.form("Order line", by=admin)
    words = {"name": "Olga P.", "role": "light", "teams": [team.pk], "inboxes": [sales.pk]}
    by_admin.post(f"/settings/members/{outsider.pk}/", words)
    outsider.refresh_from_db()
    assert (outsider.name, outsider.role) == ("Olga P.", Role.LIGHT)
    assert list(outsider.teams.all()) == [team]
    assert list(Inbox.objects.of(outsider)) == [sales]
    kinds = set(Event.objects.filter(by=admin).values_list("kind", flat=True))
    assert kinds >= {"member.renamed", "member.role_changed", "team.joined", "inbox.opened", "inbox.shut"}


def test_saving_a_form_as_it_stands_changes_nothing(
    by_admin: Client, admin: Member, teammate: Member, sales: Inbox
) -> None:
    team = Team.objects.form("Order line", by=admin, members=[teammate])
    DOORS["inboxes"].set(team, [sales.pk], by=admin)
    before = Event.objects.count()
    for path in (f"/settings/members/{teammate.pk}/", f"/settings/teams/{team.pk}/", f"/settings/inboxes/{sales.pk}/"):
        assert by_admin.post(path, as_it_stands(by_admin.get(path).text)).status_code == 302
    assert Event.objects.count() == before


def as_it_stands(page: str) -> dict[str, list[str]]:
    """What a browser would send if one pressed the button at once."""
    form = page.split('<form class="form"', 1)[1].split("</form>", 1)[0]
    sent: dict[str, list[str]] = {}
    for field in re.findall(r"<input[^>]*>", form):
        words = dict(re.findall(r'(\w+)="([^"]*)"', field))
        if words["type"] not in {"checkbox", "radio"} or " checked" in field:
            sent.setdefault(words["name"], []).append(words.get("value", "on"))
    return sent


def test_an_admin_cannot_touch_an_owner(by_admin: Client, owner: Member) -> None:
    by_admin.post(f"/settings/members/{owner.pk}/", {"name": "Nobody", "role": "owner"})
    by_admin.post(f"/settings/members/{owner.pk}/deactivation/")
    owner.refresh_from_db()
    assert (owner.name, owner.is_active) == ("Ana Costa", True)


def test_a_refused_role_leaves_the_rest_as_it_was(client: Client, owner: Member, sales: Inbox) -> None:
    client.force_login(owner)
    response = client.post(f"/settings/members/{owner.pk}/", {"name": "Queen", "role": "light", "inboxes": [sales.pk]})
    assert "is the only owner" in response.text
    owner.refresh_from_db()
    assert (owner.name, owner.role) == ("Ana Costa", Role.OWNER)
    assert not Event.objects.filter(kind__in=["member.renamed", "inbox.opened"]).exists()


def test_a_team_is_formed_changed_and_disbanded(by_admin: Client, teammate: Member, light: Member) -> None:
    by_admin.post("/settings/teams/new/", {"name": "Order line", "members": [teammate.pk]})
    team = Team.objects.get()
    by_admin.post(f"/settings/teams/{team.pk}/", {"name": "Orders", "members": [light.pk]})
    team.refresh_from_db()
    assert (team.name, list(team.members.all())) == ("Orders", [light])
    by_admin.post(f"/settings/teams/{team.pk}/disbanding/")
    assert not Team.objects.exists()
    told = Event.objects.filter(kind__startswith="team.").order_by("pk")
    assert [event.kind for event in told] == [
        "team.formed",
        "team.joined",
        "team.renamed",
        "team.joined",
        "team.left",
        "team.disbanded",
    ]
    assert told[4].sentence == "Ben Adeyemi took Cleo Marsh out of the team Orders"


def test_two_teams_do_not_share_a_name(by_admin: Client, admin: Member) -> None:
    Team.objects.form("Order line", by=admin)
    assert "team of this name" in by_admin.post("/settings/teams/new/", {"name": "ORDER LINE"}).text
