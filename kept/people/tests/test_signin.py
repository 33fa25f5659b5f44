"""The door: passwords, links, and what happens to those who try too often."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import identify_hasher
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from kept.events.event import Event
from kept.people import jobs, mailing, signin
from kept.people.member import Member
from kept.people.signin import SignInLink

PASSWORD = "correct horse battery"


@pytest.fixture
def outgoing(settings: Settings) -> None:
    settings.KEPT_SMTP_URL = "smtp://mail.example"


@pytest.fixture
def here(settings: Settings) -> None:
    """The installation is known by an address of this machine."""
    settings.KEPT_URL = "http://127.0.0.1:8000"


def browser(address: str = "127.0.0.1", host: str = "127.0.0.1:8000", forwarded: str = "") -> Client:
    """A browser at that address, which knows us by that host; by default at our own machine."""
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return Client(REMOTE_ADDR=address, HTTP_HOST=host, headers=headers)


def path_in(letter: EmailMessage) -> str:
    found = re.search(r"http://testserver(/\S+)", str(letter.body))
    assert found
    return found[1]


def is_in(client: Client) -> bool:
    return client.get("/settings/profile/").status_code == 200


def test_passwords_are_hashed_with_argon2(teammate: Member) -> None:
    assert identify_hasher(teammate.password).algorithm == "argon2"


def test_one_comes_in_by_password_whatever_the_case_of_the_address(client: Client, teammate: Member) -> None:
    assert not is_in(client)
    client.post("/sign-in/", {"login": "Cleo@Hillside.example", "password": PASSWORD})
    assert is_in(client)
    assert Event.objects.get(kind="member.signed_in").by == teammate


def test_signing_out_takes_a_post(client: Client, teammate: Member) -> None:
    client.force_login(teammate)
    client.get("/sign-out/")
    assert is_in(client)
    client.post("/sign-out/")
    assert not is_in(client)


def test_nobody_signs_up_by_themselves(client: Client, teammate: Member) -> None:
    for path in ("/sign-up/", "/signup/", "/accounts/signup/", "/sign-in/signup/"):
        assert client.get(path).status_code in {302, 404}
    assert Member.objects.count() == 1


def test_wrong_passwords_are_soon_refused_even_with_the_right_one(client: Client, teammate: Member) -> None:
    for _try in range(5):
        client.post("/sign-in/", {"login": teammate.email, "password": "wrong"})
    response = client.post("/sign-in/", {"login": teammate.email, "password": PASSWORD})
    assert "Too many tries" in response.text
    assert not is_in(client)


def test_one_address_that_tries_all_accounts_is_stopped(client: Client, teammate: Member) -> None:
    statuses = {
        client.post("/sign-in/", {"login": f"{n}@x.example", "password": "wrong"}).status_code for n in range(31)
    }
    assert statuses == {200, 429}


def test_a_link_signs_in_once(client: Client, teammate: Member) -> None:
    link = SignInLink.objects.make(teammate)
    path = link.url.removeprefix("http://testserver")
    assert client.get(path).status_code == 200
    assert not is_in(client), "opening the link must not sign in: mail scanners open links"
    assert client.post(path)["Location"] == "/"
    assert is_in(client)
    another = Client()
    assert another.post(path).status_code == 410
    assert another.get(path).status_code == 410
    assert not is_in(another)


def test_a_link_lasts_fifteen_minutes(client: Client, teammate: Member) -> None:
    link = SignInLink.objects.make(teammate)
    assert SignInLink.objects.good(link.token, local=False) == link
    with time_machine.travel(timezone.now() + timedelta(minutes=15, seconds=1)):
        assert not link.use()
        assert client.post(f"/sign-in/link/{link.token}/").status_code == 410


def test_only_one_of_two_who_press_at_once_comes_in(teammate: Member) -> None:
    link = SignInLink.objects.make(teammate)
    first, second = SignInLink.objects.get(pk=link.pk), SignInLink.objects.get(pk=link.pk)
    assert [first.use(), second.use()] == [True, False]


def test_the_token_is_not_in_the_database(teammate: Member) -> None:
    link = SignInLink.objects.make(teammate)
    row = SignInLink.objects.filter(pk=link.pk).values().get()
    assert link.token not in str(row)
    with pytest.raises(ValueError, match="only when it is made"):
        _url = SignInLink.objects.get(pk=link.pk).url


@pytest.mark.usefixtures("here")
def test_a_local_link_is_good_on_this_machine_only(owner: Member) -> None:
    link = SignInLink.objects.make(owner, minutes=60 * 24, local_only=True)
    path = f"/sign-in/link/{link.token}/"
    assert browser("192.0.2.7").post(path).status_code == 410
    assert browser(forwarded="192.0.2.7").post(path).status_code == 410
    assert browser(host="testserver").post(path).status_code == 410
    assert browser().post(path).status_code == 302


def test_links_that_are_over_are_forgotten(teammate: Member) -> None:
    link = SignInLink.objects.make(teammate)
    signin.sweep()
    assert SignInLink.objects.filter(pk=link.pk).exists()
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        signin.sweep()
    assert not SignInLink.objects.filter(pk=link.pk).exists()


@pytest.mark.usefixtures("here")
def test_a_local_link_replaces_the_one_before(owner: Member) -> None:
    first = SignInLink.objects.make(owner, local_only=True)
    second = SignInLink.objects.make(owner, local_only=True)
    assert SignInLink.objects.good(first.token, local=True) is None
    assert SignInLink.objects.good(second.token, local=True) == second


@pytest.mark.usefixtures("outgoing")
def test_asking_for_a_link_answers_the_same_to_everybody(client: Client, teammate: Member) -> None:
    known = client.post("/sign-in/link/", {"email": teammate.email})
    unknown = client.post("/sign-in/link/", {"email": "nobody@x.example"})
    assert (
        (known.status_code, known["Location"])
        == (unknown.status_code, unknown["Location"])
        == (302, "/sign-in/link/sent/")
    )
    asked = ProcrastinateJob.objects.filter(task_name="people.mail_sign_in_link")
    assert {job.args["email"] for job in asked} == {teammate.email, "nobody@x.example"}


def test_the_mailed_link_works_and_a_stranger_gets_no_mail(client: Client, teammate: Member) -> None:
    jobs.mail_sign_in_link("nobody@x.example")
    assert not mail.outbox
    jobs.mail_sign_in_link(teammate.email)
    (letter,) = mail.outbox
    assert letter.to == [teammate.email]
    client.post(path_in(letter))
    assert is_in(client)


@pytest.mark.usefixtures("outgoing")
def test_links_are_not_sent_to_one_address_again_and_again(client: Client, teammate: Member) -> None:
    statuses = [client.post("/sign-in/link/", {"email": teammate.email}).status_code for _try in range(4)]
    assert statuses == [302, 302, 302, 429]


def test_without_an_outgoing_server_the_page_says_so(client: Client, teammate: Member) -> None:
    assert not mailing.can_send()
    assert "no outgoing mail server" in client.get("/sign-in/link/").text
    client.post("/sign-in/link/", {"email": teammate.email})
    assert not ProcrastinateJob.objects.exists()


@pytest.mark.usefixtures("outgoing")
def test_a_forgotten_password_is_replaced_by_mail_once(client: Client, teammate: Member) -> None:
    elsewhere = Client()
    elsewhere.force_login(teammate)
    client.post("/sign-in/forgotten/", {"email": teammate.email})
    (job,) = ProcrastinateJob.objects.filter(task_name="people.mail_password_reset")
    jobs.mail_password_reset(**job.args)
    path = path_in(mail.outbox[0])
    form = client.get(path, follow=True)
    assert "Choose a new password" in form.text
    client.post(form.request["PATH_INFO"], {"password1": "sunday afternoon walk"})
    assert is_in(client)
    assert not is_in(elsewhere), "a new password must end the other sessions"
    assert "no longer good" in Client().get(path, follow=True).text


def test_a_reset_link_lasts_an_hour(client: Client, teammate: Member) -> None:
    mailing.send_password_reset(teammate)
    path = path_in(mail.outbox[0])
    with time_machine.travel(timezone.now() + timedelta(hours=1, seconds=2)):
        assert "no longer good" in client.get(path, follow=True).text


def test_resets_for_one_address_are_limited(client: Client, teammate: Member) -> None:
    statuses = [client.post("/sign-in/forgotten/", {"email": teammate.email}).status_code for _try in range(6)]
    assert statuses == [302] * 5 + [429]


def test_the_page_for_too_many_tries_says_what_to_do(client: Client, teammate: Member) -> None:
    for _try in range(31):
        response = client.post("/sign-in/link/some-token/")
    assert response.status_code == 429
    assert response["Retry-After"] == "60"
    assert "Wait a few minutes" in response.text


def test_changing_the_password_keeps_this_session_and_ends_the_others(client: Client, teammate: Member) -> None:
    elsewhere = Client()
    for each in (client, elsewhere):
        each.force_login(teammate)
    client.post("/settings/password/", {"oldpassword": PASSWORD, "password1": "sunday afternoon walk"})
    assert is_in(client)
    assert not is_in(elsewhere)


def test_a_weak_password_is_refused(client: Client, teammate: Member) -> None:
    client.force_login(teammate)
    before = Member.objects.get(pk=teammate.pk).password
    client.post("/settings/password/", {"oldpassword": PASSWORD, "password1": "password123"})
    assert Member.objects.get(pk=teammate.pk).password == before
