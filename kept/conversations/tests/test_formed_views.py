"""Words with form, in the composer and on the page: kept, cleaned, shown in place, with their pictures."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kept.conversations.attachment import Attachment
from kept.conversations.conversation import Conversation
from kept.conversations.drafting import Draft
from kept.conversations.message import Message, Note
from kept.lib import clock
from kept.people.member import Member

PART = {"HX-Request": "true", "HX-Request-Type": "partial"}
TO = "Vera Lindqvist <vera@lindqvist.example>"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.fixture
def cleo(client: Client, teammate: Member) -> Client:
    client.force_login(teammate)
    return client


def url(conversation: Conversation, noun: str) -> str:
    return f"/conversations/{conversation.pk}/{noun}/"


def page(client: Client, conversation: Conversation) -> str:
    return client.get(f"/conversations/{conversation.pk}/").content.decode()


def newest(conversation: Conversation) -> Message:
    return Message.objects.filter(conversation=conversation, direction="out").latest("pk")


def picture(client: Client, conversation: Conversation) -> str:
    """The content id of one that was put into the reply."""
    sent = {"files": SimpleUploadedFile("van.png", PNG, "image/png")}
    answer = client.post(url(conversation, "draft/reply/pictures"), sent)
    assert answer.status_code == 201
    return str(answer.json()["cid"])


def send(client: Client, conversation: Conversation, html: str, **more: str) -> Message:
    fields = {"text": "?", "html": html, "to": TO, "cc": "", "bcc": "", **more}
    answer = client.post(url(conversation, "replies"), fields, headers=PART)
    assert answer.status_code == 200, answer.content.decode()
    return newest(conversation)


def test_a_reply_keeps_its_form_and_says_it_plainly(cleo: Client, conversation: Conversation) -> None:
    reply = send(cleo, conversation, "<p>On <b>Friday</b></p><ul><li><p>at nine</p></li></ul>")
    assert reply.html == "<p>On <strong>Friday</strong></p><ul><li><p>at nine</p></li></ul>"
    assert reply.text == "On Friday\n- at nine"
    assert "<ul><li><p>at nine</p></li></ul>" in page(cleo, conversation)


def test_a_note_as_well(cleo: Client, conversation: Conversation) -> None:
    cleo.post(url(conversation, "notes"), {"text": "?", "html": "<p><em>Careful</em></p>"}, headers=PART)
    assert Note.objects.get().text == "Careful"
    assert "<p><em>Careful</em></p>" in page(cleo, conversation)


def test_what_has_no_form_stays_text(cleo: Client, conversation: Conversation) -> None:
    assert send(cleo, conversation, "<p>On Friday.</p>").html == ""


def test_nothing_that_a_browser_sends_is_believed(cleo: Client, conversation: Conversation) -> None:
    send(
        cleo,
        conversation,
        '<p style="position:fixed" onclick="x()"><b>a</b><script>x()</script><img src="https://evil.example/"></p>',
    )
    shown = page(cleo, conversation)
    assert "<p><strong>a</strong></p>" in shown
    assert "onclick" not in shown.partition('id="timeline"')[2].partition('id="composer"')[0]
    assert "evil.example" not in shown


def test_not_even_what_a_row_holds(cleo: Client, conversation: Conversation) -> None:
    reply = send(cleo, conversation, "<p><b>a</b></p>")
    Message.objects.filter(pk=reply.pk).update(
        html="<p onclick='x()'><b>a</b><iframe src='//evil.example'></iframe></p>"
    )
    shown = page(cleo, conversation)
    assert "<p><strong>a</strong></p>" in shown
    assert "evil.example" not in shown


def test_a_link_says_where_it_leads(cleo: Client, conversation: Conversation) -> None:
    send(cleo, conversation, '<p><a href="https://evil.example/">https://bank.example</a></p>')
    shown = page(cleo, conversation)
    assert 'title="Leads to evil.example"' in shown
    assert "leads to evil.example</strong>" in shown


def test_a_picture_stands_where_it_was_put(cleo: Client, conversation: Conversation) -> None:
    cid = picture(cleo, conversation)
    draft = cleo.get(url(conversation, f"draft/reply/pictures/{cid}"))
    assert (draft["Content-Type"], b"".join(draft.streaming_content)) == ("image/png", PNG)  # type: ignore[attr-defined]
    reply = send(cleo, conversation, f'<p>See <img src="cid:{cid}" alt="van"></p>')
    [file] = reply.attachments.all()
    assert (file.content_id, file.inline, file.type) == (cid, True, "image/png")
    assert f'src="/attachments/{file.pk}/?shown"' in page(cleo, conversation)
    assert reply.text == "See [van]"


def test_one_that_was_taken_out_again_does_not_go_along(cleo: Client, conversation: Conversation) -> None:
    cid = picture(cleo, conversation)
    reply = send(cleo, conversation, "<p>See <b>nothing</b></p>")
    assert not reply.attachments.exists()
    assert not Attachment.objects.filter(content_id=cid).exists()


def test_what_is_no_picture_is_none(cleo: Client, conversation: Conversation) -> None:
    sent = {"files": SimpleUploadedFile("van.png", b"<svg onload='x()'>", "image/png")}
    answer = cleo.post(url(conversation, "draft/reply/pictures"), sent)
    assert answer.status_code == 422
    assert "no picture" in answer.json()["words"]


def test_nobody_sees_the_picture_of_anothers_draft(cleo: Client, conversation: Conversation, owner: Member) -> None:
    cid = picture(cleo, conversation)
    other = Client()
    other.force_login(owner)
    assert other.get(url(conversation, f"draft/reply/pictures/{cid}")).status_code == 404


def test_a_draft_keeps_its_form(cleo: Client, conversation: Conversation) -> None:
    fields = {"text": "?", "html": "<p>On <b>Friday</b></p>", "to": TO, "cc": "", "bcc": ""}
    cleo.post(url(conversation, "draft/reply"), fields)
    assert cleo.get(url(conversation, "draft/reply")).json()["html"] == "<p>On <strong>Friday</strong></p>"
    assert 'data-html="&lt;p&gt;On &lt;strong&gt;Friday' in page(cleo, conversation)


def test_two_windows_lose_neither_words_nor_form(cleo: Client, conversation: Conversation) -> None:
    cleo.post(url(conversation, "draft/reply"), {"text": "?", "html": "<p><b>one</b></p>", "version": "1"})
    answer = cleo.post(url(conversation, "draft/reply"), {"text": "two", "html": "", "version": "2"}).json()
    assert answer["outcome"] == "joined"
    assert answer["html"] == "<p>two</p><p></p><p><strong>one</strong></p>"


def test_what_is_taken_back_comes_back_whole(cleo: Client, conversation: Conversation) -> None:
    cid = picture(cleo, conversation)
    reply = send(cleo, conversation, f'<p><b>See</b> <img src="cid:{cid}" alt="van"></p>')
    cleo.delete(url(conversation, f"replies/{reply.pk}"), headers=PART)
    draft = Draft.objects.get()
    assert draft.html == f'<p><strong>See</strong> <img src="cid:{cid}" alt="van"></p>'
    assert [each.content_id for each in draft.attachments.all()] == [cid]


def test_form_asks_nothing_more_of_the_database(cleo: Client, conversation: Conversation) -> None:
    send(cleo, conversation, "<p><b>one</b></p>")
    page(cleo, conversation)
    with CaptureQueriesContext(
        connection,
    ) as one:
        page(cleo, conversation)
    for _ in range(3):
        cid = picture(cleo, conversation)
        send(cleo, conversation, f'<p><img src="cid:{cid}" alt="van"></p>')
    page(cleo, conversation)
    with CaptureQueriesContext(connection) as four:
        page(cleo, conversation)
    assert len(four) == len(one)


def test_sent_later_it_stands_there_with_what_can_still_be_done(cleo: Client, conversation: Conversation) -> None:
    until = clock.now() + timedelta(hours=30)
    reply = send(cleo, conversation, "", text="On Friday.", until=until.isoformat())
    assert (reply.delivery.state, reply.delivery.next_try_at) == ("postponed", until)
    shown = page(cleo, conversation)
    assert "Goes out" in shown
    for deed in ("Send now", "Change time", "Take it back"):
        assert deed in shown


def test_its_time_can_be_changed_and_it_can_go_at_once(cleo: Client, conversation: Conversation) -> None:
    reply = send(cleo, conversation, "", text="On Friday.", until=(clock.now() + timedelta(hours=30)).isoformat())
    departure = url(conversation, f"replies/{reply.pk}/departure")
    assert cleo.post(departure, {"until": "2019-01-01T08:00"}, headers=PART).status_code == 422
    assert cleo.post(departure, {}, headers=PART).status_code == 422
    assert cleo.post(departure, {"until": "2099-01-01T08:00"}, headers=PART).status_code == 200
    reply.delivery.refresh_from_db()
    assert reply.delivery.next_try_at.year == 2099
    assert cleo.post(departure, {"now": "yes"}, headers=PART).status_code == 200
    reply.delivery.refresh_from_db()
    assert reply.delivery.state == "pending"
    assert cleo.post(departure, {"now": "yes"}, headers=PART).status_code == 422


def test_a_time_that_was_typed_counts_with_its_own_button_only(cleo: Client, conversation: Conversation) -> None:
    assert send(cleo, conversation, "", text="Now.", at="2099-01-01T08:00").delivery.state == "pending"
    assert send(cleo, conversation, "", text="Then.", at="2099-01-01T08:00", then="at").delivery.state == "postponed"
    fields = {"text": "When?", "to": TO, "at": "", "then": "at"}
    answer = cleo.post(url(conversation, "replies"), fields, headers=PART)
    assert answer.status_code == 422
    assert "Say when it goes out" in answer.content.decode()


def test_a_light_member_sends_nothing_later(
    client: Client, conversation: Conversation, teammate: Member, light: Member
) -> None:
    reply = conversation.reply("On Friday.", by=teammate, until=clock.now() + timedelta(hours=30))
    client.force_login(light)
    assert client.post(url(conversation, f"replies/{reply.pk}/departure"), {"now": "yes"}).status_code == 403
    assert "Send now" not in page(client, conversation)
