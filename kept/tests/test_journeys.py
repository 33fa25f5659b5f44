"""The main job from one end to the other, with real processes, real mail and real browsers."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import make_msgid

import pytest
from playwright.sync_api import Browser, Page, expect

from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.conversations.message import Message
from kept.people.member import Member
from kept.tests.house import House, eventually, opened

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def house(sales: Inbox, transactional_db: None) -> Iterator[House]:
    with opened() as house:
        yield house


def letter(text: str, *, subject: str = "Boxes for Friday", answers: EmailMessage | None = None) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Vera Lindqvist <vera@lindqvist.example>"
    mail["To"] = "sales@hillside.example" if answers is None else str(answers["Reply-To"] or answers["From"])
    mail["Subject"] = subject
    mail["Message-ID"] = make_msgid(domain="lindqvist.example")
    if answers is not None:
        mail["In-Reply-To"] = answers["Message-ID"]
    mail.set_content(text)
    return mail


def answer(page: Page, words: str) -> None:
    page.get_by_role("textbox", name="Your reply to").fill(words)
    page.get_by_role("button", name="Send", exact=True).click()


def test_mail_in_reply_out_and_the_customer_answers_in_the_same_conversation(
    house: House, chromium: Browser, teammate: Member
) -> None:
    with house.desk_of(teammate, chromium) as desk:
        desk.page.goto("/inbox/unassigned/")
        house.mail_in(letter("Could you bring twenty boxes?"))
        row = desk.page.get_by_role("link", name="Boxes for Friday")
        expect(row).to_be_visible(timeout=15_000)  # without a reload
        row.click()
        expect(desk.page.get_by_text("Could you bring twenty boxes?").last).to_be_visible()
        answer(desk.page, "Twenty boxes, gladly.")
        eventually(lambda: house.postbox.to("vera@lindqvist.example"), "the reply at Vera's")
        reply = house.postbox.to("vera@lindqvist.example")[0]
        assert "Twenty boxes, gladly." in str(reply.get_body(("plain",)))

        house.mail_in(letter("Lovely, thank you.", subject="Re: Boxes for Friday", answers=reply))
        expect(desk.page.get_by_text("Lovely, thank you.").last).to_be_visible(timeout=15_000)
        assert desk.faults == []
    conversation = Conversation.objects.get()
    assert [m.direction for m in Message.objects.filter(conversation=conversation).order_by("pk")] == [
        "in",
        "out",
        "in",
    ]


def test_a_reply_by_one_appears_at_the_other_also_after_the_line_was_cut(
    house: House, chromium: Browser, conversation: Conversation, owner: Member, teammate: Member
) -> None:
    with house.desk_of(owner, chromium) as ana, house.desk_of(teammate, chromium) as cleo:
        for desk in (ana, cleo):
            desk.page.goto(f"/conversations/{conversation.pk}/")
        answer(cleo.page, "We bring them on Friday.")
        expect(ana.page.get_by_text("We bring them on Friday.").last).to_be_visible(timeout=10_000)

        ana.context.set_offline(True)
        answer(cleo.page, "Thirty, if you like.")
        expect(cleo.page.get_by_text("Thirty, if you like.").last).to_be_visible(timeout=10_000)
        assert ana.page.get_by_text("Thirty, if you like.").count() == 0
        ana.context.set_offline(False)
        expect(ana.page.get_by_text("Thirty, if you like.").last).to_be_visible(timeout=20_000)


def test_killing_the_worker_loses_nothing(house: House, sales: Inbox) -> None:
    house.kill("worker")
    for n in range(5):
        house.mail_in(letter(f"Question {n}", subject=f"Question {n}"))
    assert Conversation.objects.count() == 0, "nobody may have taken it in for this test to mean anything"
    house.start("worker")
    eventually(lambda: Conversation.objects.count() == 5, "all five")
