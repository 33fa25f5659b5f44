"""Reports about our own mail, from their bytes to what a colleague sees."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from kept.channels import sending
from kept.channels.email import bouncewords
from kept.channels.tests.letters import arrive, conversation_of, letter
from kept.conftest import write
from kept.conversations.answering import Recipients, Stopped
from kept.conversations.conversation import Conversation
from kept.conversations.delivery import Delivery
from kept.conversations.message import Message
from kept.customers.customer import Customer
from kept.customers.trouble import AddressTrouble, Why
from kept.events.event import Event
from kept.events.stream import catch_up_all
from kept.lib import clock
from kept.notifications.notice import Notice
from kept.people.member import Member

OURS = "<ours@hillside.example>"
PART = """
Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}
"""


def report(*parts: tuple[str, str, str, str], message_id: str = OURS, headers: str = "") -> bytes:
    """A delivery status notification; each part is address, action, status, words."""
    told = "".join(PART.format(address=a, action=b, status=c, said=d) for a, b, c, d in parts)
    original = f"--x\nContent-Type: text/rfc822-headers\n\nMessage-ID: {message_id}\n" if message_id else ""
    return (
        f"From: MAILER-DAEMON@mx.example\nTo: sales@hillside.example\nMessage-ID: <{hash(parts)}@mx>\n{headers}"
        f'Content-Type: multipart/report; report-type=delivery-status; boundary="x"\n\n'
        f"--x\n\nIt did not work.\n--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n{told}\n"
        f"{original}--x--\n"
    ).encode()


def left(message: Message, message_id: str = OURS) -> Delivery:
    """As if it had been sent."""
    Message.objects.filter(pk=message.pk).update(message_id=message_id)
    message.delivery.succeed()
    assert message.delivery.state == "sent"
    return message.delivery


@pytest.fixture
def sent(conversation: Conversation, teammate: Member) -> Delivery:
    return left(conversation.reply("Twenty boxes, gladly.", by=teammate))


@pytest.fixture
def to_two(conversation: Conversation, teammate: Member) -> Delivery:
    to, cc = {"name": "", "address": "vera@lindqvist.example"}, {"name": "", "address": "nils@x.example"}
    return left(conversation.reply("Hello", by=teammate, recipients=Recipients([to], [cc])))  # type: ignore[list-item]


def fresh(delivery: Delivery) -> Delivery:
    return Delivery.objects.get(pk=delivery.pk)


def kinds(conversation: Conversation) -> list[str]:
    return list(Event.objects.filter(conversation=conversation).order_by("pk").values_list("kind", flat=True))


VERA = "vera@lindqvist.example"
UNKNOWN = (VERA, "failed", "5.1.1", "550 no such user")
FULL = (VERA, "failed", "5.2.2", "552 mailbox full")


def test_every_reason_has_words_for_people() -> None:
    assert set(bouncewords.REASONS) == set(Why.values)


def test_a_full_mailbox_is_told_to_the_writer_and_stops_nothing(sent: Delivery, teammate: Member) -> None:
    catch_up_all()
    assert conversation_of(arrive(report(FULL))) == sent.message.conversation
    assert (fresh(sent).state, fresh(sent).why) == ("bounced", "mailbox full")
    trouble = AddressTrouble.objects.get()
    assert (trouble.address, trouble.severity, trouble.said) == (VERA, "soft", "552 mailbox full")
    catch_up_all()
    assert Notice.objects.get(member=teammate).event.sentence == "An answer could not be delivered: mailbox full"
    assert sent.message.conversation.reply("Again", by=teammate)


def test_an_address_that_does_not_exist_stops_sending_until_a_person_says_otherwise(
    sent: Delivery, teammate: Member
) -> None:
    conversation = conversation_of(arrive(report(UNKNOWN)))
    with pytest.raises(Stopped) as stop:
        conversation.reply("Again", by=teammate)
    (trouble,) = stop.value.args[0]
    assert kinds(conversation)[-2:] == ["customer.address_stopped", "message.received"]
    trouble.trust_again(by=teammate, conversation=conversation)
    assert conversation.reply("Again", by=teammate)
    said = Event.objects.get(kind="customer.address_trusted").sentence
    assert said == "Cleo Marsh said that the address vera@lindqvist.example is right"


def test_the_same_report_in_other_words_counts_once(sent: Delivery) -> None:
    arrive(report(UNKNOWN))
    arrive(report(UNKNOWN, headers="X-Copy: 2\n"), "sales@hillside.example")
    arrive(report((VERA, "failed", "5.1.1", "550 really nobody")))
    assert len(fresh(sent).returned) == 1
    assert kinds(sent.message.conversation).count("delivery.failed") == 1


def test_a_delay_and_a_success_fail_nothing(sent: Delivery) -> None:
    arrive(report((VERA, "delayed", "4.4.1", "no route")))
    arrive(report((VERA, "delivered", "2.1.5", "ok")))
    assert (fresh(sent).state, fresh(sent).returned) == ("sent", [])
    assert not AddressTrouble.objects.exists()
    assert kinds(sent.message.conversation).count("delivery.delayed") == 1
    assert sent.message.conversation.waiting_on == "customer"


def test_one_of_two_recipients(to_two: Delivery, teammate: Member) -> None:
    arrive(report(("nils@x.example", "failed", "5.1.1", "550 no such user"), (VERA, "delivered", "2.0.0", "fine")))
    delivery = fresh(to_two)
    assert (delivery.state, [each["address"] for each in delivery.returned]) == ("sent", ["nils@x.example"])
    assert list(AddressTrouble.objects.values_list("address", flat=True)) == ["nils@x.example"]
    catch_up_all()
    arrive(report(UNKNOWN))
    assert fresh(to_two).state == "bounced"


def test_each_recipient_has_a_reason_of_their_own(to_two: Delivery) -> None:
    arrive(report(FULL, ("nils@x.example", "failed", "5.1.1", "550 no such user")))
    assert {each["address"]: each["why"] for each in fresh(to_two).returned} == {
        VERA: "mailbox full",
        "nils@x.example": "address unknown",
    }


def test_a_complaint_stops_sending_but_the_answer_had_arrived(sent: Delivery, teammate: Member) -> None:
    body = (
        f"--x\n\nSpam!\n--x\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nOriginal-Rcpt-To: {VERA}\n"
    )
    body += f"--x\nContent-Type: message/rfc822\n\nMessage-ID: {OURS}\nSubject: x\n\nHello\n--x--\n"
    head = "From: fbl@provider.example\nContent-Type: multipart/report; report-type=feedback-report; boundary=x\n\n"
    assert conversation_of(arrive((head + body).encode())) == sent.message.conversation
    assert fresh(sent).state == "sent"
    assert AddressTrouble.objects.stopping().get().severity == "complaint"
    assert "delivery.complained_of" in kinds(sent.message.conversation)


def test_without_a_message_id_it_is_found_by_what_it_answers(sent: Delivery) -> None:
    arrive(report(UNKNOWN, message_id="", headers=f"In-Reply-To: {OURS}\n"))
    assert fresh(sent).state == "bounced"


def test_with_a_recipient_alone_it_is_the_newest_to_them_of_this_week(
    sent: Delivery, willem_asked: Conversation, teammate: Member
) -> None:
    other = left(willem_asked.reply("Hello", by=teammate), "<other@hillside.example>")
    newer = left(sent.message.conversation.reply("One more thing", by=teammate), "<newer@hillside.example>")
    arrive(report(UNKNOWN, message_id=""))
    assert [fresh(each).state for each in (sent, newer, other)] == ["sent", "bounced", "sent"]


def test_a_recipient_alone_says_nothing_of_older_mail(sent: Delivery) -> None:
    Delivery.objects.update(sent_at=clock.now() - timedelta(days=8))
    inbound = arrive(report(UNKNOWN, message_id=""))
    assert fresh(sent).state == "sent"
    assert conversation_of(inbound) != sent.message.conversation


def test_a_bounce_in_plain_words(sent: Delivery) -> None:
    raw = letter(
        f"Sorry, no mailbox here by that name.\n\n<{VERA}>: 550 5.1.1 User unknown\n\nMessage-ID: {OURS}",
        sender="Mail System <mailer-daemon@mx.example>",
        subject="Undelivered Mail Returned to Sender",
    )
    assert conversation_of(arrive(raw)) == sent.message.conversation
    assert fresh(sent).why == "nobody has that address"


def test_an_address_to_which_mail_is_forwarded_counts_as_the_one_written_to(sent: Delivery) -> None:
    arrive(report(("vera.private@elsewhere.example", "failed", "5.2.2", "552 mailbox full")))
    assert fresh(sent).returned[0]["address"] == VERA


def test_what_was_to_leave_stays_when_its_address_failed_meanwhile(sent: Delivery, teammate: Member) -> None:
    later = sent.message.conversation.reply("And tape", by=teammate)
    arrive(report(UNKNOWN))
    sending.deliver(later.delivery.pk)
    assert (fresh(later.delivery).state, fresh(later.delivery).reason) == ("failed", "address unknown")
    fresh(later.delivery).retry(by=teammate)
    assert not AddressTrouble.objects.exists()


@pytest.fixture
def willem_asked(conversation: Conversation, willem: Customer) -> Conversation:
    begun = Conversation.objects.begin(inbox=conversation.inbox, customer=willem, subject="Piano", channel="email")
    write(begun, "A piano?")
    assert isinstance(begun, Conversation)
    return begun


def test_the_composer_says_so_and_sends_on_a_persons_word(client: Client, sent: Delivery, teammate: Member) -> None:
    conversation = conversation_of(arrive(report(UNKNOWN)))
    client.force_login(teammate)
    page = client.get(f"/conversations/{conversation.pk}/").text
    assert f"Nothing is sent to {VERA} for now." in page
    assert "Not delivered: nobody has that address" in page
    assert "Mail came back: nobody has that address" in page
    fields = {"text": "Is this right?", "to": VERA}
    refused = client.post(f"/conversations/{conversation.pk}/replies/", fields)
    assert (refused.status_code, "Send anyway" in refused.text) == (422, True)
    assert client.post(f"/conversations/{conversation.pk}/replies/", fields | {"trusting": "on"}).status_code == 302
    assert conversation.messages.filter(text="Is this right?").exists()
    assert not AddressTrouble.objects.exists()


def test_nothing_written_takes_nobodys_word(client: Client, sent: Delivery, teammate: Member) -> None:
    conversation = conversation_of(arrive(report(UNKNOWN)))
    client.force_login(teammate)
    client.post(f"/conversations/{conversation.pk}/replies/", {"text": "", "to": VERA, "trusting": "on"})
    assert AddressTrouble.objects.exists()


def test_the_customers_page_takes_the_mark_away(client: Client, sent: Delivery, teammate: Member) -> None:
    conversation = conversation_of(arrive(report(UNKNOWN)))
    client.force_login(teammate)
    trouble = AddressTrouble.objects.get()
    assert "Mail came back" in client.get(f"/customers/{conversation.customer_id}/").text
    client.post(f"/customers/{conversation.customer_id}/troubles/{trouble.pk}/")
    assert not AddressTrouble.objects.exists()
