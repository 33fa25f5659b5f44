"""The composer: drafts, replies, notes, files; nothing typed is lost and nothing is sent unawares."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kept.conftest import write
from kept.conversations.conversation import Conversation
from kept.conversations.drafting import Draft
from kept.conversations.message import Message, Note
from kept.conversations.views import composing
from kept.people.member import Member

PART = {"HX-Request": "true", "HX-Request-Type": "partial"}
TO = "Vera Lindqvist <vera@lindqvist.example>"


@pytest.fixture
def cleo(client: Client, teammate: Member) -> Client:
    client.force_login(teammate)
    return client


def url(conversation: Conversation, noun: str) -> str:
    return f"/conversations/{conversation.pk}/{noun}/"


def replies(conversation: Conversation) -> list[Message]:
    return list(Message.objects.filter(conversation=conversation, direction="out").order_by("pk"))


def test_the_composer_says_to_whom_it_goes(cleo: Client, conversation: Conversation) -> None:
    page = cleo.get(f"/conversations/{conversation.pk}/").content.decode()
    assert "Vera Lindqvist &lt;vera@lindqvist.example&gt;" in page


def test_a_reply_is_sent_with_its_recipients(cleo: Client, conversation: Conversation, teammate: Member) -> None:
    conversation.add_participants(["crew@hillside.example", "bo@lindqvist.example"])
    fields = {"text": "On Friday at nine.", "to": TO, "cc": "crew@hillside.example; bo@lindqvist.example", "bcc": ""}
    assert cleo.post(url(conversation, "replies"), fields, headers=PART).status_code == 200
    [reply] = replies(conversation)
    assert reply.member == teammate
    assert reply.to == [{"name": "Vera Lindqvist", "address": "vera@lindqvist.example"}]
    assert [each["address"] for each in reply.cc] == ["crew@hillside.example", "bo@lindqvist.example"]
    assert reply.delivery.state == "pending"


def test_send_and_close(cleo: Client, conversation: Conversation) -> None:
    cleo.post(url(conversation, "replies"), {"text": "Done.", "to": TO, "then": "close"}, headers=PART)
    conversation.refresh_from_db()
    assert conversation.is_closed
    assert len(replies(conversation)) == 1


def test_a_reply_can_be_taken_back_and_its_words_return(cleo: Client, conversation: Conversation) -> None:
    fields = {"text": "On Friday at nine.", "to": TO, "then": "close"}
    cleo.post(url(conversation, "replies"), fields, headers=PART)
    [reply] = replies(conversation)
    undo = {"_method": "delete", "reopen": "yes"}
    page = cleo.post(url(conversation, f"replies/{reply.pk}"), undo, headers=PART).content.decode()
    assert "On Friday at nine." in page.split('id="reply-text"')[1]
    conversation.refresh_from_db()
    reply.delivery.refresh_from_db()
    assert reply.delivery.state == "taken_back"
    assert not conversation.is_closed


def test_too_late_to_take_back_is_said(cleo: Client, conversation: Conversation, teammate: Member) -> None:
    reply = conversation.reply("On Friday.", by=teammate)
    assert reply.delivery.claim()
    response = cleo.post(url(conversation, f"replies/{reply.pk}"), {"_method": "delete"}, headers=PART)
    assert response.status_code == 422
    assert "Too late" in response.content.decode()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": "", "to": TO}, "nothing written"),
        ({"text": "Hello", "to": ""}, "to whom"),
        ({"text": "Hello", "to": TO, "cc": "nobody at all"}, "is no e-mail address"),
    ],
)
def test_what_cannot_be_sent_says_why(
    cleo: Client, conversation: Conversation, fields: dict[str, str], words: str
) -> None:
    response = cleo.post(url(conversation, "replies"), fields, headers=PART)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert replies(conversation) == []


def test_what_is_typed_is_kept_and_shown_again(cleo: Client, conversation: Conversation, teammate: Member) -> None:
    fields = {"text": "Dear Vera,\n\nof cou", "to": TO, "cc": "", "bcc": ""}
    assert cleo.post(url(conversation, "draft/reply"), fields).status_code == 200
    draft = Draft.objects.get(member=teammate, conversation=conversation, kind="reply")
    assert draft.text == "Dear Vera,\n\nof cou"
    assert draft.to is None, "the usual recipients are not written down, so they follow what arrives"
    assert "of cou</textarea>" in cleo.get(f"/conversations/{conversation.pk}/").content.decode()


def test_line_ends_are_those_of_plain_text(cleo: Client, conversation: Conversation) -> None:
    cleo.post(url(conversation, "notes"), {"text": "One\r\nTwo"}, headers=PART)
    assert Note.objects.get().text == "One\nTwo"


def test_a_draft_is_its_writers_alone(
    cleo: Client, conversation: Conversation, admin: Member, teammate: Member
) -> None:
    conversation.keep_draft(by=admin, kind="reply", text="Ben begins")
    assert "Ben begins" not in cleo.get(f"/conversations/{conversation.pk}/").content.decode()


def test_people_half_typed_do_not_lose_the_draft(cleo: Client, conversation: Conversation, teammate: Member) -> None:
    fields = {"text": "Hello", "to": "vera@lindq", "cc": "", "bcc": ""}
    assert cleo.post(url(conversation, "draft/reply"), fields).status_code == 200
    assert Draft.objects.get(member=teammate).text == "Hello"


def test_an_emptied_composer_leaves_no_draft(cleo: Client, conversation: Conversation) -> None:
    kept = cleo.post(url(conversation, "draft/note"), {"text": "Hm"}).json()
    assert Draft.objects.count() == 1
    cleo.post(url(conversation, "draft/note"), {"text": "", "over": kept["version"]})
    assert Draft.objects.count() == 0


def test_sending_puts_the_draft_away(cleo: Client, conversation: Conversation) -> None:
    cleo.post(url(conversation, "draft/reply"), {"text": "On Fri", "to": TO})
    cleo.post(url(conversation, "replies"), {"text": "On Friday.", "to": TO}, headers=PART)
    assert Draft.objects.count() == 0


def test_news_since_the_writing_began_is_said_before_it_sends(cleo: Client, conversation: Conversation) -> None:
    cleo.post(url(conversation, "draft/reply"), {"text": "Twenty bo", "to": TO})
    write(conversation, "No, make it thirty boxes!")
    response = cleo.post(url(conversation, "replies"), {"text": "Twenty boxes it is.", "to": TO}, headers=PART)
    assert response.status_code == 422
    assert "Something was said after you began to write" in response.content.decode()
    assert replies(conversation) == []
    assert Draft.objects.get().text == "Twenty boxes it is.", "what was written is safe meanwhile"
    anyway = response.content.decode().split('name="anyway" value="')[1].split('"')[0]
    fields = {"text": "Thirty boxes it is.", "to": TO, "anyway": anyway, "over": Draft.objects.get().version}
    assert cleo.post(url(conversation, "replies"), fields, headers=PART).status_code == 200
    assert len(replies(conversation)) == 1


def test_a_quick_reply_typed_before_any_draft_is_kept_hears_of_news_too(
    cleo: Client, conversation: Conversation
) -> None:
    begun = cleo.get(f"/conversations/{conversation.pk}/").context["newest"]
    write(conversation, "No, make it thirty boxes!")
    fields = {"text": "Twenty boxes it is.", "to": TO, "begun": begun}
    assert cleo.post(url(conversation, "replies"), fields, headers=PART).status_code == 422


def test_having_seen_one_piece_of_news_does_not_excuse_the_next(cleo: Client, conversation: Conversation) -> None:
    cleo.post(url(conversation, "draft/reply"), {"text": "Twenty bo", "to": TO})
    write(conversation, "No, thirty!")
    seen = conversation.newest_event()
    write(conversation, "No, forty!")
    fields = {"text": "Thirty boxes it is.", "to": TO, "anyway": seen}
    assert cleo.post(url(conversation, "replies"), fields, headers=PART).status_code == 422


def test_files_wait_with_the_draft_and_go_with_the_reply(cleo: Client, conversation: Conversation) -> None:
    plan = SimpleUploadedFile("plan.pdf", b"%PDF-1.4", "application/pdf")
    page = cleo.post(url(conversation, "draft/reply/files"), {"files": plan, "text": "See"}, headers=PART)
    assert "plan.pdf" in page.content.decode()
    cleo.post(url(conversation, "replies"), {"text": "See the plan.", "to": TO}, headers=PART)
    [reply] = replies(conversation)
    assert [file.name for file in reply.attachments.all()] == ["plan.pdf"]


def test_a_file_can_be_left_out_again(cleo: Client, conversation: Conversation) -> None:
    plan = SimpleUploadedFile("plan.pdf", b"%PDF-1.4", "application/pdf")
    cleo.post(url(conversation, "draft/note/files"), {"files": plan}, headers=PART)
    file = Draft.objects.get().attachments.get()
    page = cleo.post(url(conversation, "draft/note/files"), {"_method": "delete", "file": file.pk}, headers=PART)
    assert "plan.pdf" not in page.content.decode()


def test_a_file_too_large_for_mail_is_refused_and_the_words_stay(
    cleo: Client, conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(composing, "MOST_BYTES", 10)
    plan = SimpleUploadedFile("plan.pdf", b"%PDF-1.4 and more", "application/pdf")
    response = cleo.post(url(conversation, "draft/reply/files"), {"files": plan}, headers=PART)
    assert response.status_code == 422
    assert "plan.pdf" in response.content.decode()
    plan.seek(0)
    response = cleo.post(url(conversation, "replies"), {"text": "See.", "to": TO, "files": plan}, headers=PART)
    assert response.status_code == 422
    assert replies(conversation) == []
    assert Draft.objects.get().text == "See."


def test_words_begun_after_a_reply_left_stay_when_it_is_taken_back(cleo: Client, conversation: Conversation) -> None:
    cleo.post(url(conversation, "replies"), {"text": "On Friday.", "to": TO}, headers=PART)
    cleo.post(url(conversation, "draft/reply"), {"text": "Another thing", "to": TO})
    [reply] = replies(conversation)
    cleo.post(url(conversation, f"replies/{reply.pk}"), {"_method": "delete"}, headers=PART)
    assert Draft.objects.get().text == "On Friday.\n\nAnother thing"


def test_taking_back_leaves_closed_what_somebody_else_closed(
    cleo: Client, conversation: Conversation, admin: Member
) -> None:
    cleo.post(url(conversation, "replies"), {"text": "On Friday.", "to": TO}, headers=PART)
    conversation.close(by=admin)
    [reply] = replies(conversation)
    cleo.post(url(conversation, f"replies/{reply.pk}"), {"_method": "delete"}, headers=PART)
    conversation.refresh_from_db()
    assert conversation.is_closed


def test_without_script_files_and_words_go_in_one_form(cleo: Client, conversation: Conversation) -> None:
    plan = SimpleUploadedFile("plan.pdf", b"%PDF-1.4", "application/pdf")
    response = cleo.post(url(conversation, "replies"), {"text": "See the plan.", "to": TO, "files": plan})
    assert response.status_code == 302
    assert replies(conversation)[0].attachments.count() == 1


def test_a_light_member_notes_but_does_not_draft_replies(
    client: Client, light: Member, conversation: Conversation
) -> None:
    client.force_login(light)
    assert "reply-text" not in client.get(f"/conversations/{conversation.pk}/").content.decode()
    kept = client.post(url(conversation, "draft/note"), {"text": "Hm"}).json()
    assert client.post(url(conversation, "draft/reply"), {"text": "Hm"}).status_code == 403
    fields = {"text": "The lift is narrow.", "over": kept["version"]}
    assert client.post(url(conversation, "notes"), fields, headers=PART).status_code == 200
    assert Note.objects.get().member == light
