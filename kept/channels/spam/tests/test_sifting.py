"""Spam goes to its place with the reason beside it; nobody whom we know is ever hidden."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from kept.channels.email.mailbox import Mailbox
from kept.channels.inbound import accept
from kept.channels.intake import take_in_waiting
from kept.channels.spam.learning import Feature, Lesson, learn, lessons
from kept.channels.spam.tests.letters import collection
from kept.channels.tests.letters import arrive, conversation_of, letter
from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.conversations.message import Message
from kept.customers.customer import Customer
from kept.events.event import Event
from kept.events.stream import catch_up_all
from kept.people.member import Member

SPAM = "We guarantee the first page of Google. Reply for a free audit and our affordable packages, order now."
FLAGGED = {"X_Spam_Status": "Yes, score=8.1 required=5.0"}


def spam(number: int = 1, **more: str) -> bytes:
    fields = {
        "sender": f"win@shop{number}.example",
        "subject": "SEO ranking for your website",
        "message_id": f"<{number}@s>",
    }
    return letter(f"{SPAM} http://seo-boosters.example/", **(fields | more))


def reasons(conversation: Conversation) -> list[str]:
    return [each.sentence for each in Event.objects.filter(conversation=conversation, kind__contains="spam")]


def state_of(raw: bytes) -> str:
    return str(conversation_of(arrive(raw)).state)


@pytest.fixture
def taught(sales: Inbox, vera: Customer) -> None:
    """As after some weeks in which colleagues marked and answered."""
    for name in ("spam", "good"):
        for message in collection(name):
            begun = Conversation.objects.begin(inbox=sales, customer=vera, subject=message.subject, channel="email")
            message.conversation = begun
            message.save()
            learn(begun, is_spam=name == "spam")
            message.delete()
    assert lessons() == (62, 62)


def test_what_it_learned_is_filed_with_the_reason(taught: None) -> None:
    conversation = conversation_of(arrive(spam()))
    assert conversation.is_spam
    (why,) = reasons(conversation)
    assert why.startswith("Filed as spam: contains ")
    assert "seo-boosters.example" in why or "google" in why


def test_a_good_letter_stays(taught: None) -> None:
    assert state_of(letter("How many boxes fit into a van?")) == "open"


def test_it_says_nothing_before_it_knows_enough(sales: Inbox) -> None:
    assert state_of(spam()) == "open"


@pytest.mark.parametrize("how", ["wrote before", "got something before", "under another address"])
def test_nobody_whom_we_know_is_hidden(
    taught: None, conversation: Conversation, teammate: Member, settings: Settings, how: str
) -> None:
    settings.KEPT_MAIL_FILTERED = True
    if how == "wrote before":
        sender = "vera@lindqvist.example"
    elif how == "got something before":
        sender = "nils@x.example"
        conversation.add_participants([sender])
    else:
        sender = "vera.private@x.example"
        conversation.customer.add_address("email", sender, by=teammate)
    found = conversation_of(arrive(spam(1, sender=sender, **FLAGGED)))
    assert found != conversation
    assert found.state == "open"


def test_who_only_ever_sent_spam_is_not_known(sales: Inbox, settings: Settings) -> None:
    settings.KEPT_MAIL_FILTERED = True
    for number in (1, 2):
        assert state_of(spam(number, sender="win@shop.example", subject=f"S{number}", **FLAGGED)) == "spam"


def test_an_answer_in_a_conversation_is_never_sifted(conversation: Conversation, settings: Settings) -> None:
    settings.KEPT_MAIL_FILTERED = True
    answer = letter(SPAM, message_id="<a@x>", In_Reply_To="<q1@lindqvist.example>", **FLAGGED)
    assert conversation_of(arrive(answer)) == conversation
    conversation.refresh_from_db()
    assert conversation.state == "open"


def test_the_servers_filter_is_believed_where_somebody_said_so(sales: Inbox, settings: Settings) -> None:
    assert state_of(spam(1, **FLAGGED)) == "open"
    settings.KEPT_MAIL_FILTERED = True
    conversation = conversation_of(arrive(spam(2, **FLAGGED)))
    assert conversation.state == "spam"
    assert reasons(conversation) == ["Filed as spam: the mail server's filter says 8.1"]


def test_each_mailbox_says_it_for_itself(sales: Inbox) -> None:
    believed, other = (
        Mailbox.objects.create(inbox=sales, host=f"{n}.example", trusts_filter=trusts)
        for n, trusts in (("a", True), ("b", False))
    )
    found = []
    for number, mailbox in enumerate((believed, other)):
        inbound = accept("email", spam(number, **FLAGGED), inbox=sales, envelope={"mailbox": mailbox.pk})
        take_in_waiting()
        inbound.refresh_from_db()
        found.append(conversation_of(inbound).state)
    assert found == ["spam", "open"]


def test_a_trusted_filter_that_finds_it_good_is_heeded_too(taught: None, settings: Settings) -> None:
    settings.KEPT_MAIL_FILTERED = True
    assert state_of(spam(X_Spam_Status="No, score=0.1")) == "open"


def test_people_teach_and_may_think_again(sales: Inbox, teammate: Member) -> None:
    catch_up_all()
    conversation = conversation_of(arrive(spam()))
    conversation.mark_spam(by=teammate)
    catch_up_all()
    assert (lessons(), Feature.objects.get(name="google").spams) == ((1, 0), 1)
    conversation.unmark_spam(by=teammate)
    catch_up_all()
    google = Feature.objects.get(name="google")
    assert (lessons(), google.spams, google.goods) == ((0, 1), 0, 1)
    conversation.reply("Not for us, thanks.", by=teammate)
    catch_up_all()
    assert lessons() == (0, 1)
    assert Lesson.objects.count() == 1


def test_what_is_worth_an_answer_is_good(conversation: Conversation, teammate: Member) -> None:
    catch_up_all()
    conversation.reply("Twenty boxes, gladly.", by=teammate)
    catch_up_all()
    assert lessons() == (0, 1)


def test_it_does_not_teach_itself(taught: None) -> None:
    catch_up_all()
    assert conversation_of(arrive(spam())).is_spam
    catch_up_all()
    assert lessons() == (62, 62)


def test_the_reason_stands_in_the_conversation_and_rescue_is_a_click(
    client: Client, sales: Inbox, settings: Settings, teammate: Member
) -> None:
    settings.KEPT_MAIL_FILTERED = True
    conversation = conversation_of(arrive(spam(1, **FLAGGED)))
    client.force_login(teammate)
    assert "filter says 8.1" in client.get(f"/conversations/{conversation.pk}/").text
    assert client.post(f"/conversations/{conversation.pk}/spam/", {"_method": "delete"}).status_code == 302
    conversation.refresh_from_db()
    assert conversation.state == "open"
    assert Message.objects.filter(conversation=conversation).count() == 1
