from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kept.channels import intake
from kept.channels.form import forms, sending_in, uploads
from kept.channels.form.form_settings import FormSettings
from kept.channels.form.tests.conftest import Send, old_stamp
from kept.channels.inbound import Inbound
from kept.conversations.conversation import Conversation
from kept.conversations.message import Message
from kept.customers.customer import Customer
from kept.lib import clock
from kept.people.member import Member


@pytest.fixture(autouse=True)
def _tables(db: None) -> Iterator[None]:
    yield


def test_anybody_may_open_it_and_no_cookie_is_set(form: FormSettings, visitor: Client) -> None:
    page = visitor.get("/form/sales/")
    assert page.status_code == 200
    assert b"Tell us what moves." in page.content
    assert not page.cookies
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"


def test_nothing_is_public_before_somebody_opens_it(form: FormSettings, visitor: Client) -> None:
    FormSettings.objects.update(is_on=False)
    for path in ("/form/sales/", "/form/sales/embed/", "/form/sales.js", "/form/claims/"):
        assert visitor.get(path).status_code == 404
    assert visitor.post("/form/sales/", {"stamp": old_stamp()}).status_code == 404


def test_what_is_sent_becomes_a_conversation_and_the_thank_you_names_its_number(send: Send, visitor: Client) -> None:
    thanks = visitor.get(send(subject="Moving in May").url)
    conversation = Conversation.objects.get()
    assert (conversation.inbox.slug, conversation.subject, conversation.channel) == ("sales", "Moving in May", "form")
    assert conversation.customer.email == "noor@haddad.example"
    assert conversation.messages.get().text == "Two rooms and a piano."
    assert f"#{conversation.number}" in thanks.content.decode()
    assert "noor@haddad.example" in thanks.content.decode()


def test_it_is_stored_byte_for_byte_before_it_is_taken_in(send: Send) -> None:
    send(text="Grüße\r\naus Köln")
    stored = Inbound.objects.get()
    assert stored.state == Inbound.State.DONE
    assert "Grüße\\naus Köln".encode() in bytes(stored.raw)


def test_a_message_without_subject_is_called_by_its_first_words(send: Send) -> None:
    send(text="\nHello there, could you tell me what it costs to bring a grand piano up to the fourth floor?\n")
    assert (
        Conversation.objects.get().subject == "Hello there, could you tell me what it costs to bring a grand piano up…"
    )


def test_when_taking_in_fails_the_thank_you_still_holds(
    send: Send, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the shelf fell down")

    monkeypatch.setattr(intake, "_file", broken)
    thanks = visitor.get(send().url)
    assert thanks.status_code == 200
    assert "safe with us" in thanks.content.decode()
    stored = Inbound.objects.get()
    assert stored.state == Inbound.State.QUARANTINED
    assert b"Two rooms and a piano." in bytes(stored.raw)


def test_files_come_along(send: Send) -> None:
    files = [SimpleUploadedFile("hall.txt", b"long"), SimpleUploadedFile("attic.txt", b"steep")]
    send(attached=files)
    attachments = Message.objects.get().attachments.all()
    assert [(each.name, each.read()) for each in attachments] == [("hall.txt", b"long"), ("attic.txt", b"steep")]


def test_a_file_too_big_loses_no_typed_word(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (forms, uploads):
        monkeypatch.setattr(module, "MOST_FILE_BYTES", 1000)
    answer = send(attached=[SimpleUploadedFile("film.mov", b"x" * 200_000), SimpleUploadedFile("note.txt", b"y")])
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“film.mov” is too big" in page
    assert "note.txt” is too big" not in page
    for words in ("Noor Haddad", "noor@haddad.example", "Two rooms and a piano."):
        assert words in page
    assert not Inbound.objects.exists()


def test_too_many_files_are_refused(send: Send) -> None:
    files = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(uploads.MOST_FILES + 1)]
    assert "At most 10 files" in send(attached=files).content.decode()
    assert not Inbound.objects.exists()


@pytest.mark.parametrize("missing", ["name", "email", "text"])
def test_what_is_missing_is_said_beside_it(send: Send, missing: str) -> None:
    answer = send(**{missing: ""})
    assert answer.status_code == 422
    assert f'id="id_{missing}_error"' in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()


def test_our_own_address_is_refused(send: Send) -> None:
    assert "This is our own address" in send(email="Sales@hillside.example").content.decode()


def test_marks_that_nobody_sees_are_no_part_of_an_address(send: Send) -> None:
    assert send(email="\u200f\u2068noor@haddad.example\u2069\u200b ").status_code == 302
    assert Conversation.objects.get().customer.email == "noor@haddad.example"


def test_what_may_come_along_is_said_beforehand(form: FormSettings, visitor: Client) -> None:
    page = visitor.get("/form/sales/").content.decode().replace("\xa0", " ")
    assert "Up to 10 files, 15.0 MB each, 25.0 MB together." in page


def test_pressing_send_twice_is_one_message(send: Send) -> None:
    given = old_stamp()
    first, second = send(stamp=given), send(stamp=given)
    assert Message.objects.count() == 1
    assert Inbound.objects.count() == 2, "nothing that was sent is thrown away"
    assert first.status_code == second.status_code == 302


def test_going_back_and_changing_a_word_is_a_second_message(send: Send) -> None:
    given = old_stamp()
    send(stamp=given)
    send(stamp=given, text="Two rooms and two pianos.")
    assert Message.objects.count() == 2


def test_the_spam_trap_files_it_as_spam_and_throws_nothing_away(send: Send) -> None:
    assert send(website="https://pills.example").status_code == 302
    assert Conversation.objects.get().is_spam


@pytest.mark.parametrize(
    "given",
    [
        pytest.param("", id="none"),
        pytest.param("made:up", id="made up"),
        pytest.param("claims", id="of another form"),
        pytest.param("old", id="too old"),
        pytest.param("new", id="too new"),
    ],
)
def test_without_a_good_stamp_it_is_kept_and_asked_for_again(send: Send, given: str) -> None:
    stamps = {
        "claims": old_stamp("claims"),
        "old": old_stamp(age=timedelta(hours=13)),
        "new": old_stamp(age=timedelta(0)),
    }
    answer = send(stamp=stamps.get(given, given))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "once more" in page
    assert "Two rooms and a piano." in page
    assert not Inbound.objects.exists()


def test_the_stamp_given_again_is_good(send: Send) -> None:
    page = send(stamp="").content.decode()
    given = page.partition('name="stamp" value="')[2].partition('"')[0]
    with clock.telling(clock.now() + timedelta(seconds=10)):
        assert send(stamp=given).status_code == 302


def test_too_many_from_one_address_are_asked_to_wait_with_their_words_kept(send: Send) -> None:
    most = sending_in.PER_ADDRESS[0]
    for n in range(most):
        assert send(email=f"n{n}@crowd.example", text=f"No. {n}").status_code == 302
    answer = send(email="last@crowd.example")
    assert answer.status_code == 429
    assert "Two rooms and a piano." in answer.content.decode()
    assert "sales@hillside.example" in answer.content.decode()
    assert Inbound.objects.count() == most


def test_too_many_for_one_e_mail_address_are_asked_to_wait(send: Send) -> None:
    for n in range(sending_in.PER_EMAIL[0]):
        assert send(text=f"No. {n}", REMOTE_ADDR=f"10.0.0.{n}").status_code == 302
    assert send().status_code == 429


def test_a_known_address_joins_nothing_and_learns_nothing(
    send: Send, visitor: Client, conversation: Conversation
) -> None:
    vera = conversation.customer
    thanks = visitor.get(send(email="VERA@lindqvist.example", name="Mallory", subject=conversation.subject).url)
    assert conversation.messages.count() == 1
    new = Conversation.objects.exclude(pk=conversation.pk).get()
    assert new.customer == vera
    assert Customer.objects.get(pk=vera.pk).name == "Vera Lindqvist"
    assert b"Lindqvist" not in thanks.content
    assert str(conversation.number) not in thanks.content.decode().partition("#")[2][:2].replace(str(new.number), "")


def test_the_answer_goes_by_mail(send: Send, teammate: Member) -> None:
    send(subject="Piano")
    answer = Conversation.objects.get().reply("We bring four people.", by=teammate)
    assert answer.channel == "email"
    assert answer.to == [{"name": "Noor Haddad", "address": "noor@haddad.example"}]
    assert answer.subject == "Re: Piano"


def test_the_browsers_time_zone_is_learned_when_we_knew_none(send: Send) -> None:
    send(time_zone="Asia/Beirut")
    assert Customer.objects.get().time_zone == "Asia/Beirut"
    send(time_zone="Europe/Paris", text="And a cello.")
    assert Customer.objects.get().time_zone == "Asia/Beirut"


def test_an_invented_time_zone_is_left_out(send: Send) -> None:
    send(time_zone="Mars/Olympus")
    assert Customer.objects.get().time_zone == ""


def test_a_receipt_of_somebody_elses_form_says_nothing(send: Send, visitor: Client, form: FormSettings) -> None:
    url = send().url
    claims = type(form.inbox).objects.create(name="Claims", slug="claims", address="claims@hillside.example")
    FormSettings.objects.create(inbox=claims, is_on=True)
    assert b"noor@haddad.example" not in visitor.get(url.replace("/sales/", "/claims/")).content
    assert b"noor@haddad.example" not in visitor.get("/form/sales/thanks/1:made:up/").content
