"""Right recipients: who is added or left out shows before a reply goes, and nothing is told by mistake."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kept.conftest import write
from kept.conversations.attachment import Attachment
from kept.conversations.conversation import Conversation
from kept.conversations.message import Message
from kept.people.member import Member

PART = {"HX-Request": "true", "HX-Request-Type": "partial"}
VERA = "Vera Lindqvist <vera@lindqvist.example>"
NOTE = "She still owes us for the van in March, be careful with her."


@pytest.fixture
def cleo(client: Client, teammate: Member) -> Client:
    client.force_login(teammate)
    return client


@pytest.fixture
def copied(conversation: Conversation) -> Conversation:
    """Vera has copied her mother in."""
    mum = {"name": "Mum", "address": "mum@lindqvist.example"}
    write(conversation, "Mum helps.", cc=[mum])
    conversation.add_participants([mum["address"]])
    return conversation


def url(conversation: Conversation, noun: str) -> str:
    return f"/conversations/{conversation.pk}/{noun}/"


def answers(conversation: Conversation) -> list[Message]:
    return list(conversation.messages.filter(direction="out"))


def send(cleo: Client, conversation: Conversation, **fields: object) -> str:
    response = cleo.post(url(conversation, "replies"), {"text": "Gladly.", "to": VERA} | fields, headers=PART)
    assert response.status_code in {200, 422}
    return response.content.decode()


def changed(cleo: Client, conversation: Conversation, **people: str) -> str:
    return cleo.post(url(conversation, "recipients"), people, headers=PART).content.decode()


def test_whoever_is_left_out_is_named(cleo: Client, copied: Conversation) -> None:
    assert "No longer: mum@lindqvist.example" in changed(cleo, copied, to=VERA, cc="")
    assert "No longer" not in changed(cleo, copied, to=VERA, cc="mum@lindqvist.example")


def test_whoever_is_added_is_named(cleo: Client, copied: Conversation) -> None:
    write(copied, "Between us.")
    assert "Also to: mum@lindqvist.example" in changed(cleo, copied, to=VERA, bcc="mum@lindqvist.example")
    page = changed(cleo, copied, to=VERA, cc="nils@else.example")
    assert "Not part of this conversation until now: nils@else.example" in page


def test_people_half_typed_change_nothing(cleo: Client, copied: Conversation) -> None:
    assert cleo.post(url(copied, "recipients"), {"to": "Vera <ver"}, headers=PART).status_code == 204


def test_the_composer_offers_everybody_or_the_author_alone(cleo: Client, copied: Conversation) -> None:
    page = cleo.get(f"/conversations/{copied.pk}/").content.decode()
    assert "Only to Vera Lindqvist" in page
    assert "To everybody who got it" in changed(cleo, copied, to=VERA)
    write(copied, "Between us.")
    assert "Only to" not in cleo.get(f"/conversations/{copied.pk}/").content.decode()


def test_a_draft_with_other_people_shows_the_difference(cleo: Client, copied: Conversation) -> None:
    cleo.post(url(copied, "draft/reply"), {"text": "Dear", "to": VERA, "cc": "", "bcc": ""})
    assert "No longer: mum@lindqvist.example" in cleo.get(f"/conversations/{copied.pk}/").content.decode()


def test_a_newcomer_is_asked_for_and_one_click_sends(cleo: Client, conversation: Conversation) -> None:
    page = send(cleo, conversation, cc="nils@else.example")
    assert "nils@else.example has not been part of this conversation." in page
    assert not answers(conversation)
    send(cleo, conversation, cc="nils@else.example", sure="nils@else.example")
    assert len(answers(conversation)) == 1
    send(cleo, conversation, cc="nils@else.example")
    assert len(answers(conversation)) == 2, "now he is part of it"


def test_a_yes_holds_only_for_what_was_shown(cleo: Client, conversation: Conversation) -> None:
    page = send(cleo, conversation, cc="nils@else.example, eve@else.example", sure="nils@else.example")
    assert "eve@else.example has not been" in page
    assert "nils@else.example has not been" not in page
    assert not answers(conversation)


def test_a_yes_outlives_the_next_question(cleo: Client, conversation: Conversation, admin: Member) -> None:
    begun = conversation.newest_event()
    write(conversation, "One more thing.")
    page = send(cleo, conversation, cc="nils@else.example", sure="nils@else.example", begun=begun)
    assert 'name="anyway"' in page
    assert '<input type="hidden" name="sure" value="nils@else.example">' in page


def test_every_address_of_the_customer_is_known(cleo: Client, conversation: Conversation, teammate: Member) -> None:
    conversation.customer.add_address("email", "vera@work.example", by=teammate)
    send(cleo, conversation, to="vera@work.example")
    assert len(answers(conversation)) == 1


@pytest.mark.parametrize(
    "text", [NOTE, f"Dear Vera,\n\n> {NOTE.upper()}", "As Ben says:\nshe  still owes us for the van in March ..."]
)
def test_words_of_a_note_do_not_go_out_unasked(
    cleo: Client, conversation: Conversation, admin: Member, text: str
) -> None:
    note = conversation.note(NOTE, by=admin)
    page = send(cleo, conversation, text=text)
    assert "words or a file of a note by Ben Adeyemi" in page
    assert not answers(conversation)
    send(cleo, conversation, text=text, sure=f"note-{note.pk}")
    assert len(answers(conversation)) == 1


def test_a_file_of_a_note_does_not_go_out_unasked(cleo: Client, conversation: Conversation, admin: Member) -> None:
    note = conversation.note("The bill.", by=admin)
    Attachment.objects.keep(b"secret", name="bill.txt", type="text/plain", note=note)
    page = send(cleo, conversation, files=SimpleUploadedFile("other-name.txt", b"secret"))
    assert "words or a file of a note" in page
    assert not answers(conversation)


def test_short_words_that_a_note_has_too_are_nobodys_secret(
    cleo: Client, conversation: Conversation, admin: Member
) -> None:
    conversation.note("Friday. Vera.", by=admin)
    send(cleo, conversation, text="See you on Friday, Vera.")
    assert len(answers(conversation)) == 1
