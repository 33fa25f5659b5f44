"""Mail comes in while people merge and take apart: nothing is lost, nothing waits for ever."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from kept.channels import intake
from kept.channels.inbound import Inbound, accept
from kept.channels.tests.letters import letter
from kept.conftest import write
from kept.conversations.conversation import Conversation
from kept.conversations.inbox import Inbox
from kept.conversations.message import Message
from kept.customers.customer import Customer
from kept.people.member import Member

ROUNDS = 6


@pytest.mark.django_db(transaction=True)
def test_mail_and_mergings_take_turns(conversation: Conversation, sales: Inbox, vera: Customer, owner: Member) -> None:
    other = Conversation.objects.begin(inbox=sales, customer=vera, subject="Tape", channel="email")
    write(other, "And tape.", message_id="<t1@lindqvist.example>", subject="Tape")
    together = Barrier(2)

    def take_in() -> None:
        together.wait()
        for number in range(ROUNDS):
            for subject, answered in (
                ("Tape", "<t1@lindqvist.example>"),
                ("Boxes for Friday", "<q1@lindqvist.example>"),
            ):
                mid = f"<{subject[0]}{number}@lindqvist.example>"
                raw = letter(f"{subject} {number}", subject=f"Re: {subject}", message_id=mid, In_Reply_To=answered)
                accept("email", raw)
            intake.take_in_waiting()
        connection.close()

    def merge() -> None:
        together.wait()
        for _ in range(ROUNDS):
            Conversation.objects.get(pk=other.pk).merge_into(Conversation.objects.get(pk=conversation.pk), by=owner)
            Conversation.objects.get(pk=other.pk).unmerge(by=owner)
        connection.close()

    threads = [Thread(target=take_in), Thread(target=merge)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(120)
    assert not any(each.is_alive() for each in threads)
    assert set(Inbound.objects.values_list("state", flat=True)) == {"done"}
    assert Inbound.objects.exclude(tries=1).count() == 0, "none had to be tried again"
    ends = [Conversation.objects.get(pk=each.pk) for each in (conversation, other)]
    shown = [entry.message for each in ends for entry in each.timeline().entries if entry.message]
    assert len(shown) == Message.objects.count() == 2 + 2 * ROUNDS
    assert not Message.objects.exclude(conversation__in=ends).exists(), "no third conversation was begun"
